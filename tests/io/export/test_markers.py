"""TRC, C3D and CSV, read by what did not write them."""

import csv
from pathlib import Path

import c3d
import numpy as np
import pytest

from tests.io.export.clips import clip, upright, without
from zedo.body.skeleton import H36M_17, HALPE_26, SKELETONS, Skeleton
from zedo.io import trc
from zedo.io.export import write_poses
from zedo.io.export.c3d import MOST_FRAMES


def test_trc_is_what_opensim_expects(tmp_path: Path) -> None:
    poses = without(clip(frames=range(3, 9)), [2], [H36M_17.index("left_wrist")])
    path = tmp_path / "walk.trc"
    assert write_poses(poses, path).paths == (path,)
    lines = path.read_text().split("\n")
    assert lines[0] == "PathFileType\t4\t(X/Y/Z)\twalk.trc"
    names = dict(zip(lines[1].split("\t"), lines[2].split("\t"), strict=True))
    assert names["DataRate"] == names["CameraRate"] == "25"
    assert (names["NumFrames"], names["NumMarkers"], names["Units"]) == ("6", "17", "m")
    # Two columns, then three a marker, of which the name takes the first; OpenSim wants rows of exactly this length.
    header = lines[3].split("\t")
    assert header[:2] == ["Frame#", "Time"] and len(header) == 2 + 3 * 17
    assert lines[4].split("\t")[2:] == [f"{axis}{marker}" for marker in range(1, 18) for axis in "XYZ"]
    values = [line.split("\t") for line in lines[5:-1]]
    assert {len(row) for row in values} == {2 + 3 * 17}
    assert [row[0] for row in values] == [str(frame) for frame in range(3, 9)]
    wrist = header.index("LWrist")
    expected = upright(poses)
    assert values[2][wrist : wrist + 3] == ["NaN"] * 3
    assert [float(v) for v in values[1][wrist : wrist + 3]] == pytest.approx(
        expected[1, H36M_17.index("left_wrist")], abs=1e-6
    )


def test_opensim_counts_the_columns_of_a_gap_as_of_any_row(tmp_path: Path) -> None:
    last = len(H36M_17) - 1
    poses = without(without(clip(), [2, 5]), [3], [last])
    write_poses(poses, tmp_path / "a.trc")
    for line in (tmp_path / "a.trc").read_text().splitlines()[5:]:
        # FileAdapter::tokenize keeps empty cells but the last; every number goes through stod, which knows NaN.
        cells = line.split("\t")[:-1] if line.endswith("\t") else line.split("\t")
        assert len(cells) == 2 + 3 * 17
        assert all(float(cell) is not None for cell in cells)
    assert np.isnan(trc.parse((tmp_path / "a.trc").read_text()).positions[[2, 5]]).all()


def test_our_own_reader_reads_trc(tmp_path: Path) -> None:
    poses = clip(HALPE_26)
    write_poses(poses, tmp_path / "a.trc")
    table = trc.parse((tmp_path / "a.trc").read_text())
    assert [trc.MARKERS[name] for name in table.markers] == list(HALPE_26.joints)
    np.testing.assert_allclose(table.positions, upright(poses), atol=6e-7)
    np.testing.assert_allclose(table.time, poses.time, atol=6e-7)


def test_several_people_get_a_trc_file_each(tmp_path: Path) -> None:
    poses = clip(people=(2, 7), frames=range(5))
    poses = without(poses, np.flatnonzero((poses.person == 7) & np.isin(poses.frame, (0, 2))))
    written = write_poses(poses, tmp_path / "a.trc")
    assert [path.name for path in written.paths] == ["a_person2.trc", "a_person7.trc"]
    assert any("holds one person" in note for note in written.notes)
    assert not (tmp_path / "a.trc").exists()
    late = trc.parse((tmp_path / "a_person7.trc").read_text())
    # From the person's first frame; the gap is NaN.
    assert late.frame.tolist() == [1, 2, 3, 4]
    assert late.time[0] == pytest.approx(1 / 25)
    assert np.isnan(late.positions[1]).all() and np.isfinite(late.positions[[0, 2, 3]]).all()
    np.testing.assert_allclose(late.positions[[0, 2, 3]], upright(poses, 7)[[1, 3, 4]], atol=6e-7)


@pytest.mark.filterwarnings("ignore:No analog data")
@pytest.mark.parametrize("skeleton", SKELETONS.values(), ids=list(SKELETONS))
def test_c3d_read_by_c3d(tmp_path: Path, skeleton: Skeleton) -> None:
    poses = clip(skeleton, people=(0, 1), frames=range(6))
    lost = np.flatnonzero((poses.person == 1) & (poses.frame == 4))
    poses = without(poses, lost)
    path = tmp_path / "a.c3d"
    assert write_poses(poses, path).paths == (path,)
    with path.open("rb") as file:
        reader = c3d.Reader(file)
        points = np.stack([frame.copy() for _, frame, _ in reader.read_frames()])  # (F, P·J, 5)
    labels = [label.strip() for label in reader.point_labels]
    assert labels == [f"person{p}:{name}" for p in (0, 1) for name in trc.marker_names(skeleton)]
    assert reader.point_rate == 25
    assert reader.get("POINT:UNITS").string_value.strip() == "mm"
    assert reader.get("POINT:X_SCREEN").string_value.strip() == "+X"
    assert reader.get("POINT:Y_SCREEN").string_value.strip() == "+Y"
    count = len(skeleton)
    np.testing.assert_allclose(points[:, :count, :3] / 1000, upright(poses, 0), atol=1e-6)
    np.testing.assert_allclose(
        np.delete(points, 4, 0)[:, count:, :3] / 1000, np.delete(upright(poses, 1), 4, 0), atol=1e-6
    )
    missing = points[..., 3] < 0
    assert missing[4, count:].all() and missing.sum() == count
    np.testing.assert_array_equal(points[4, count:, :3], 0)


@pytest.mark.filterwarnings("ignore:No analog data")
def test_one_persons_c3d_labels_are_plain(tmp_path: Path) -> None:
    write_poses(clip(people=(3,)), tmp_path / "a.c3d")
    with (tmp_path / "a.c3d").open("rb") as file:
        assert [label.strip() for label in c3d.Reader(file).point_labels] == list(trc.marker_names(H36M_17))


def test_a_clip_too_long_for_c3d_is_told(tmp_path: Path) -> None:
    poses = clip(frames=[0, 1, MOST_FRAMES + 5])
    with pytest.raises(ValueError, match="at most 65535 frames"):
        write_poses(poses, tmp_path / "a.c3d")
    assert not list(tmp_path.iterdir())


def test_csv_has_a_row_a_person_frame_and_real_times(tmp_path: Path) -> None:
    poses = clip(HALPE_26, people=(4, 5), frames=[0, 1, 5], times=[0.5, 0.6, 2.0])
    poses = without(poses, [0])
    write_poses(poses, tmp_path / "a.csv")
    rows = list(csv.DictReader((tmp_path / "a.csv").open()))
    assert [(r["person"], r["frame"], float(r["time"])) for r in rows] == [
        (person, frame, time) for person in "45" for frame, time in (("0", 0.5), ("1", 0.6), ("5", 2.0))
    ]
    assert rows[0]["left_knee_x"] == ""
    for person, part in ((4, rows[1:3]), (5, rows[3:])):
        values = np.array([[[float(r[f"{j}_{a}"]) for a in "xyz"] for j in HALPE_26.joints] for r in part])
        np.testing.assert_allclose(values, upright(poses, person)[-len(part) :], atol=6e-7)


def test_marker_names_stay_apart() -> None:
    for skeleton in SKELETONS.values():
        assert len(set(trc.marker_names(skeleton))) == len(skeleton)
    both = Skeleton("necks", ("thorax", "Neck", "my joint"), (-1, 0, 1), (0,))
    assert trc.marker_names(both) == ("thorax", "Neck", "my_joint")
    assert trc.marker_names(H36M_17)[7:11] == ("Spine", "Neck", "UpperNeck", "Head")
