"""What goes in and out, as OpenAPI describes it. Keypoints are read, and poses written, by the library itself."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import models_json_schema

from zedo.body.skeleton import SKELETONS
from zedo.camera import INTRINSICS
from zedo.io.keypoints import KEYPOINTS_FORMAT
from zedo.poses import POSES_FORMAT

Whole = Annotated[int, Field(ge=-(2**63), lt=2**63)]
Number = Annotated[float, Field(gt=-1e300, lt=1e300)]
Share = Annotated[float, Field(ge=0, le=1)]
Vector = tuple[float | None, float | None, float | None]
Row = tuple[float, float, float]


class PictureParameters(BaseModel):
    """What may be known of a picture."""

    model_config = ConfigDict(extra="forbid")

    camera: str = Field(
        "auto",
        max_length=4000,
        description=f"Intrinsics: {INTRINSICS}; the JSON of a camera file of docs/formats.md, with its distortion; or "
        "auto, which reads a photo's EXIF or estimates the focal length from the people.",
        examples=["fov=60"],
    )
    height: str | None = Field(
        None,
        max_length=4000,
        description="Metres, of everybody (1.78) or of each person in the order of their numbers (1.78,1.65).",
        examples=["1.78"],
    )
    bones: str | None = Field(
        None,
        max_length=4000,
        description="Known lengths in metres, of everybody (shin=0.43,thigh=0.45) or one list a person, semicolons "
        "between them.",
        examples=["shin=0.43,thigh=0.45"],
    )


class KeypointParameters(PictureParameters):
    """What may be known of keypoints."""

    skeleton: Literal[tuple(SKELETONS)] | None = Field(  # type: ignore[valid-type]
        None, description="The skeleton of keypoints that do not say."
    )
    image_size: str | None = Field(
        None,
        pattern=r"^[1-9][0-9]{0,5},[1-9][0-9]{0,5}$",
        description="WIDTH,HEIGHT in pixels of the picture, for keypoints that do not say.",
        examples=["1920,1080"],
    )


class SkeletonDocument(BaseModel):
    """Named joints and their tree."""

    name: str
    joints: list[str]
    parents: list[int] = Field(description="Index of each joint's parent, -1 at the top.")
    root: list[int] = Field(description="The joints whose mean is the origin of a pose.")


class Instance(BaseModel):
    """One person in one frame."""

    frame: Whole
    person: Whole = 0
    time: Number | None = Field(None, description="Seconds.")
    keypoints: list[tuple[Number, Number, Share] | tuple[Number, Number] | tuple[None, None, Literal[0]]] = Field(
        description="[x, y, confidence] of each joint in the skeleton's order, pixels; [null, null, 0] when missing."
    )


_EXAMPLE = {
    "format": KEYPOINTS_FORMAT,
    "skeleton": "coco_17",
    "image_size": [1920, 1080],
    "instances": [
        {
            "frame": 0,
            "keypoints": [
                [958.2, 301.7, 0.94], [966.0, 292.1, 0.91], [949.9, 292.4, 0.92], [977.3, 297.0, 0.67], [None, None, 0],
                [1004.6, 371.5, 0.88], [915.1, 373.9, 0.9], [1031.0, 470.2, 0.85], [893.8, 471.6, 0.83],
                [1022.7, 560.3, 0.8], [901.4, 559.0, 0.79], [989.5, 571.8, 0.86], [931.2, 573.3, 0.87],
                [993.1, 719.4, 0.81], [927.0, 722.6, 0.84], [996.4, 858.9, 0.77], [921.5, 861.2, 0.7],
            ],
        }
    ],
}  # fmt: skip


class KeypointsDocument(BaseModel):
    """zedo's keypoint format."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    format: Literal[KEYPOINTS_FORMAT]  # type: ignore[valid-type]
    skeleton: Literal[tuple(SKELETONS)] | SkeletonDocument | None = Field(  # type: ignore[valid-type]
        None, description="A name, or a description; left out, the query parameter says it."
    )
    image_size: tuple[Annotated[int, Field(gt=0)], Annotated[int, Field(gt=0)]] | None = Field(
        None, description="Width and height in pixels."
    )
    instances: list[Instance] = Field(min_length=1)


class CameraDocument(BaseModel):
    """Intrinsics."""

    matrix: tuple[Row, Row, Row]
    distortion: list[float] = Field(description="OpenCV's k1, k2, p1, p2 [, k3 [, k4, k5, k6]]; empty for none.")


class PosesDocument(BaseModel):
    """zedo's pose format: S hypotheses, 0 is the answer, of N person-frames; metres, x right, y down, z forward.

    Person-frames with fewer than three visible joints are null.
    """

    format: Literal[POSES_FORMAT]  # type: ignore[valid-type]
    skeleton: SkeletonDocument
    camera: CameraDocument
    provenance: dict[str, Any] = Field(
        description="How the poses were made; focal_length tells whether the camera was given, exif or estimated."
    )
    joints: list[list[list[Vector]]] = Field(description="(S, N, J, 3) relative to the pelvis.")
    translation: list[list[Vector]] = Field(description="(S, N, 3) of the pelvis in the camera's frame.")
    reprojection_error: list[list[float | None]] = Field(description="(S, N) pixels, mean over the visible joints.")
    frame: list[int]
    time: list[float | None]
    person: list[int]
    uncertainty: list[list[float | None]] | None = Field(
        None, description="(N, J) metres, with the presets default and best: holds two of three joints."
    )


class Health(BaseModel):
    """Whether the service answers, and with what."""

    status: Literal["ready", "starting"]
    zedo: str = Field(description="Version.")
    preset: str
    backend: str
    prior: str = Field(description="Fingerprint of its weights.")


class Problem(BaseModel):
    """Why there is no answer."""

    detail: str = Field(description="One sentence.")


REFERENCE = "#/components/schemas/{model}"


def body_schemas() -> dict[str, Any]:
    """OpenAPI's schemas of :class:`KeypointsDocument` and its parts, by name."""
    _, schema = models_json_schema([(KeypointsDocument, "validation")], ref_template=REFERENCE)
    return schema["$defs"]
