"""What a request asks for: keypoints, pictures, cameras and heights of bytes and text. Nothing names a file here."""

from __future__ import annotations

import contextlib
import io

from PIL import Image, UnidentifiedImageError

from zedo.body.skeleton import load_skeleton
from zedo.camera import Camera
from zedo.detect.detector import Detector
from zedo.detect.people import people_in_picture
from zedo.io.arguments import parse_bones, parse_heights, parse_size
from zedo.io.json_values import parsed
from zedo.io.keypoints import parse_keypoints
from zedo.optimise.lifter import Lifter
from zedo.pipeline import AUTO, FoundCamera
from zedo.poses import Keypoints2D
from zedo.serve.batching import Job
from zedo.serve.limits import Limits
from zedo.serve.schemas import KeypointParameters, PictureParameters
from zedo.system.errors import ZedoError
from zedo.video.frames import read_image

FORMATS = ("JPEG", "PNG", "WEBP")
"""Of pictures; Pillow knows many more, some of which start other programs."""


def read_people(body: bytes, asked: KeypointParameters, limits: Limits) -> Keypoints2D:
    """The keypoints that a body holds, in any format of docs/formats.md that is one file without pickles.

    Raises:
        ZedoError, TooLargeError: with the sentence for the client.
    """
    skeleton = load_skeleton(asked.skeleton) if asked.skeleton else None  # one of the known names
    size = parse_size(asked.image_size) if asked.image_size else None
    try:
        people = parse_keypoints(body, "", skeleton, size, trusted=False)
    except ValueError as error:
        raise ZedoError(f"body: {error}") from None
    limits.check_person_frames(len(people))
    return people


def read_picture(body: bytes, detector: Detector, limits: Limits) -> tuple[Keypoints2D, Camera | None]:
    """The people in a JPEG, PNG or WebP picture, and its camera if its EXIF states the focal length.

    Raises:
        ZedoError, TooLargeError: with the sentence for the client.
    """
    try:
        with Image.open(io.BytesIO(body), formats=FORMATS) as picture:
            limits.check_picture(*picture.size)
    except UnidentifiedImageError:
        raise ZedoError(f"body: no {', '.join(FORMATS[:-1])} or {FORMATS[-1]} picture") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:  # as Pillow's readers raise them
        raise ZedoError(f"body: a damaged picture ({error})") from None
    image = read_image(io.BytesIO(body), FORMATS)
    camera = None
    with contextlib.suppress(ValueError):  # most pictures say nothing of their lens
        camera = Camera.from_exif(io.BytesIO(body))
    return people_in_picture(image, detector), camera


def given_camera(text: str, size: tuple[int, int] | None) -> FoundCamera | None:
    """The camera that a request states; None when it is to be found out.

    Raises:
        ZedoError: with the sentence for the client.
    """
    if size is None and (text == AUTO or text.startswith("fov=")):
        raise ZedoError(
            f"camera {text!r} needs the picture's size, which the keypoints do not state; add image_size=WIDTH,HEIGHT"
        )
    if text == AUTO:
        return None
    if text.startswith("{"):
        return FoundCamera(Camera.from_dict(parsed(text, "camera:"), size), "given")
    return FoundCamera(Camera.parse(text, size, files=False), "given")


def make_job(people: Keypoints2D, camera: Camera, asked: PictureParameters, lifter: Lifter) -> Job:
    """What the batcher lifts; raises the ZedoError with which lifting would fail."""
    heights = parse_heights(asked.height, people.person) if asked.height else None
    bones = parse_bones(asked.bones, people.person) if asked.bones else None
    keypoints, size = lifter.checked(people, camera, height=heights, bones=bones)
    return Job(keypoints, camera, size)
