from pathlib import Path

import numpy as np
import pytest

from tests.io.tools import trc, written
from zedo import read_keypoints
from zedo.body.skeleton import HALPE_26


def test_sports2ds_pixels(tmp_path: Path) -> None:
    keypoints = read_keypoints(written(tmp_path / "a.trc", trc()))
    assert keypoints.skeleton == HALPE_26
    assert keypoints.frame.tolist() == [7, 8]
    assert keypoints.time.tolist() == [0.28, 0.32]
    assert keypoints.person.tolist() == [2, 2]
    seen = [{HALPE_26.joints[j] for j in np.flatnonzero(row)} for row in keypoints.confidence]
    assert seen == [{"pelvis", "right_hip", "right_knee"}, {"pelvis", "right_hip"}]
    np.testing.assert_array_equal(keypoints.uv[0, HALPE_26.index("right_knee")], [88, 180.5])


def test_metres_are_refused_though_both_headers_say_metres(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"is in metres or in 3D, not in pixels; .* \*_px_personNN.trc"):
        read_keypoints(written(tmp_path / "a_m_person00.trc", trc(metres=True)))
    flat = trc(metres=True).replace("0.08", "0.0")
    with pytest.raises(ValueError, match="is in metres"):
        read_keypoints(written(tmp_path / "a.trc", flat))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("7\t0.28", "x\t0.28", "line 6 holds something else than numbers"),
        ("7\t0.28", "7.5\t0.28", "line 6 does not begin with a frame number"),
        ("7\t0.28", "7\tinf", "line 6 does not begin with a frame number and a time"),
        ("180.5\t0.0", "180.5\t0.0\t1.0", "line 6 has 12 columns; 3 markers make 11"),
        ("Hip", "Tail", "no marker that zedo knows"),
    ],
)
def test_malformed_files_are_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    content = trc().replace(old, new).replace("RKnee", "Tail" if new == "Tail" else "RKnee")
    with pytest.raises(ValueError, match=message):
        read_keypoints(written(tmp_path / "a.trc", content))


def test_a_file_without_frames_is_named(tmp_path: Path) -> None:
    header = trc().splitlines()[:5]
    for lines, message in ((header[:2], "ends within its header"), ([*header, " "], "holds no frame")):
        with pytest.raises(ValueError, match=message):
            read_keypoints(written(tmp_path / "a.trc", "\n".join(lines)))
