import base64
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from tests.view.people import (
    VIDEO_SIZE,
    detections,
    number_of,
    numbered_picture,
    numbered_video,
    on_the_bar,
    standing,
)
from zedo.body.skeleton import H36M_17, Skeleton
from zedo.camera import Camera
from zedo.poses import Keypoints2D, Poses3D
from zedo.view.html import page_data, write_html
from zedo.view.scene import World, spread

HOSTILE = "</script><script>alert('1')</script><!-- \" {{data}} & é"


class Page(HTMLParser):
    """Tags with their attributes, and the text of each element by tag name."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, list[str]] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.text.setdefault(tag, []).append("")

    def handle_data(self, data: str) -> None:
        if self.tags:
            self.text[self.tags[-1][0]][-1] += data

    @property
    def data(self) -> dict[str, Any]:
        return json.loads(self.text["script"][0])


def page(path: Path, poses: Poses3D, **options: Any) -> Page:
    write_html(poses, path / "page.html", **options)
    return Page((path / "page.html").read_text(encoding="utf-8"))


def decoded(text: str, dtype: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), dtype)


def dequantised(field: dict[str, Any], shape: tuple[int, ...]) -> np.ndarray:
    steps = decoded(field["values"], "<i2").reshape(shape)
    return np.where(steps == -32768, np.nan, steps * field["scale"])


def test_the_page_holds_exactly_these_poses(tmp_path: Path) -> None:
    poses = standing(5, people=2, hypotheses=3, frame=np.repeat([10, 11, 12, 14, 15], 2), person=np.tile([7, 3], 5))
    data = page(tmp_path, poses).data
    joints = dequantised(data["joints"], poses.joints.shape)
    np.testing.assert_allclose(joints, poses.joints, atol=1e-4)  # a tenth of a millimetre
    np.testing.assert_array_equal(decoded(data["translation"], "<f4").reshape(3, 10, 3), poses.translation)
    np.testing.assert_array_equal(decoded(data["frames"], "<f8"), [10, 11, 12, 14, 15])
    np.testing.assert_array_equal(decoded(data["times"], "<f8"), poses.time[::2])
    np.testing.assert_array_equal(decoded(data["row_frame"], "<u4"), np.repeat(np.arange(5), 2))
    assert data["people"] == [3, 7]
    np.testing.assert_array_equal(decoded(data["row_person"], "<u2"), np.tile([1, 0], 5))
    np.testing.assert_array_equal(decoded(data["error"], "<f4"), np.full(10, 1.5, dtype=np.float32))
    assert data["skeleton"]["joints"] == list(H36M_17.joints)
    assert data["skeleton"]["bones"] == [list(bone) for bone in H36M_17.bones]
    assert data["hypotheses"] == 3
    assert data["keypoints"] is None


@given(
    arrays(
        np.float32, (1, 2, 17, 3), elements=st.floats(-1e4, 1e4, width=32) | st.just(float("nan")), fill=st.nothing()
    )
)
def test_coordinates_are_within_half_a_step(joints: np.ndarray) -> None:
    joints[0, 0] = 0  # one pose is finite
    field = page_data(standing(2, joints=joints))["joints"]
    np.testing.assert_allclose(dequantised(field, joints.shape), joints, rtol=0, atol=0.501 * field["scale"])
    assert field["scale"] <= max(np.nanmax(np.abs(joints)) / 32766, 1)


def test_the_page_holds_the_keypoints_of_its_frames(tmp_path: Path) -> None:
    poses = standing(3, people=2)
    keypoints = detections(standing(5, people=2))
    data = page(tmp_path, poses, keypoints=keypoints).data["keypoints"]
    uv = dequantised(data["uv"], (6, 17, 2))
    np.testing.assert_allclose(uv, keypoints.uv[:6], atol=0.05)  # pixels
    np.testing.assert_array_equal(decoded(data["row_frame"], "<u4"), [0, 0, 1, 1, 2, 2])
    np.testing.assert_array_equal(decoded(data["row_person"], "<u2"), [0, 1, 0, 1, 0, 1])
    confidence = decoded(data["confidence"], "<u1").reshape(6, 17) / 255
    np.testing.assert_allclose(confidence, keypoints.confidence[:6], atol=1 / 255)


def test_a_faint_joint_is_not_a_missing_one() -> None:
    poses = standing(1)
    confidence = np.full((1, 17), 1e-6)
    confidence[0, 4] = 0
    keypoints = Keypoints2D(np.full((1, 17, 2), 9.0), confidence, H36M_17)
    stored = decoded(page_data(poses, keypoints)["keypoints"]["confidence"], "<u1")
    assert np.flatnonzero(stored == 0).tolist() == [4]


@pytest.mark.parametrize("times", [np.full(4, np.nan), np.array([0.0, 1.0, 0.5, 2.0])], ids=["unknown", "backwards"])
def test_times_that_no_clock_can_follow_are_left_out(times: np.ndarray) -> None:
    assert page_data(standing(4, time=times))["times"] is None


def test_nothing_given_by_users_becomes_markup(tmp_path: Path) -> None:
    skeleton = Skeleton("s", (HOSTILE, *H36M_17.joints[1:]), H36M_17.parents, H36M_17.root)
    poses = standing(2, skeleton=skeleton, provenance={"preset": HOSTILE})
    written = page(tmp_path, poses, title=HOSTILE)
    assert [text.strip() for text in written.text["title"] + written.text["h1"]] == [HOSTILE, HOSTILE]
    assert [tag for tag, _ in written.tags].count("script") == 3
    assert written.data["skeleton"]["joints"][0] == HOSTILE


def test_the_page_needs_no_network(tmp_path: Path) -> None:
    poses = standing(9, time=np.arange(9) / 25)
    written = page(tmp_path, poses, video=numbered_video(tmp_path / "clip.mp4", poses.time))
    policy = [a["content"] for tag, a in written.tags if tag == "meta" and "http-equiv" in a]
    inline = "script-src 'unsafe-inline'; style-src 'unsafe-inline'"
    assert policy == [f"default-src 'none'; {inline}; img-src blob:; media-src blob:"]
    assert not [(tag, a) for tag, a in written.tags if {"src", "href", "srcset", "action"} & a.keys()]
    text = (tmp_path / "page.html").read_text()
    assert set(re.findall(r"https?://[\w./-]+", text)) == {
        "http://www.w3.org/1999/xhtml"
    }  # a namespace, not an address
    assert not re.search(r"@import|url\(|\bfetch\(|XMLHttpRequest|WebSocket|importScripts", text)


def footage_of(page: Page) -> bytes:
    return base64.b64decode(page.text["script"][1])


def test_the_page_holds_the_video_and_steps_through_its_pictures(tmp_path: Path) -> None:
    # Poses of pictures 5 to 20 but for a gap; times that no frame rate explains.
    times = np.cumsum(np.tile([0.033, 0.041, 0.028], 10)) - 0.033
    numbers = np.setdiff1d(np.arange(5, 21), [10, 11, 12, 13])
    poses = standing(len(numbers), frame=numbers, time=times[numbers])
    video = numbered_video(tmp_path / "clip.mp4", times)
    written = page(tmp_path, poses, video=video, keypoints=on_the_bar(poses, numbers))
    data = written.data
    assert data["footage"] == "video"
    shown = np.arange(5, 21)
    np.testing.assert_allclose(decoded(data["times"], "<f8"), times[shown], atol=1e-5)
    pose_frame = np.where(np.isin(shown, numbers), np.searchsorted(numbers, shown), -1)
    np.testing.assert_array_equal(decoded(data["pose_frame"], "<i4"), pose_frame)
    with av.open(io.BytesIO(footage_of(written))) as container:
        pictures = list(container.decode(video=0))
    assert [number_of(picture.to_ndarray(format="rgb24")) for picture in pictures] == shown.tolist()
    seconds = np.array([float(picture.pts * picture.time_base) for picture in pictures])
    np.testing.assert_allclose(seconds, times[shown] - times[5], atol=1e-5)


def test_without_keypoints_the_poses_are_projected_onto_the_picture(tmp_path: Path) -> None:
    poses = standing(1, camera=Camera.from_fov(60, VIDEO_SIZE))
    Image.fromarray(numbered_picture(3)).save(tmp_path / "photo.png")
    written = page(tmp_path, poses, video=tmp_path / "photo.png")
    assert written.data["footage"] == "photo"
    uv = dequantised(written.data["keypoints"]["uv"], (1, 17, 2))
    np.testing.assert_allclose(uv, poses.camera.project(poses.positions[0]), atol=0.02)
    with Image.open(io.BytesIO(footage_of(written))) as photo:
        assert photo.format == "JPEG" and photo.size == VIDEO_SIZE


def test_the_page_holds_the_spread_and_the_world(tmp_path: Path) -> None:
    poses = standing(2, hypotheses=4)
    turn = np.array([[0.0, 0, 1], [0, 1, 0], [-1, 0, 0]])
    data = page(tmp_path, poses, world=World(turn, 1.25)).data
    np.testing.assert_allclose(dequantised(data["spread"], (2, 17)), spread(poses), atol=1e-5)
    assert data["world"] == {"rotation": turn.tolist(), "floor": 1.25}
    assert page(tmp_path, standing(2)).data["spread"] is None


def test_ten_minutes_of_one_person_are_a_few_megabytes(tmp_path: Path) -> None:
    poses = standing(18_000)
    page(tmp_path, poses, keypoints=detections(poses))
    assert (tmp_path / "page.html").stat().st_size < 7e6


def test_a_page_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("before")
    with pytest.raises(ValueError, match="nothing to show"):
        write_html(standing(2, translation=np.full((1, 2, 3), np.nan)), path)
    assert path.read_text() == "before"
    with pytest.raises(ValueError, match="does not exist"):
        write_html(standing(2), tmp_path / "missing" / "page.html")
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]
