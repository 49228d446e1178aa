import json
from pathlib import Path

import pytest

from tests.batch.tables import table, write
from zedo.batch.archive import open_archive
from zedo.io.folders import holds_frames

FRAME = json.dumps({"people": [{"pose_keypoints_2d": [1.0] * 75}]})


def clip(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for frame in range(3):
        (folder / f"a_{frame:012d}_keypoints.json").write_text(FRAME)
    return folder


def test_a_folder_of_openposes_frames_is_one_file(tmp_path: Path) -> None:
    clip(tmp_path / "day1" / "walk")
    clip(tmp_path / "day2" / "run")
    (tmp_path / "day1" / "other.json").write_text("{}")
    (tmp_path / "day1" / ".DS_Store").write_text("")
    (tmp_path / "_notes").mkdir()
    archive = open_archive(tmp_path, 4096)
    assert [unit.name for unit in archive.units] == ["day1/other.json", "day1/walk", "day2/run"]
    assert archive.rows is None and archive.amount(archive.units) == 3
    assert [unit.name for unit in open_archive(tmp_path / "day2" / "run", 1).units] == ["run"]
    # One broken frame does not make a clip of every other.
    (tmp_path / "day2" / "run" / "a_000000000000_keypoints.json").write_text("{")
    assert holds_frames(tmp_path / "day2" / "run")


def test_the_same_files_give_the_same_units(tmp_path: Path) -> None:
    for name in ("b", "a"):
        write(tmp_path / f"{name}.parquet", table(5))
    one, two = open_archive(tmp_path, 2), open_archive(tmp_path, 2)
    assert one == two
    assert [(unit.number, unit.name, unit.start, unit.stop) for unit in one.units] == [
        (0, "a.parquet", 0, 2), (1, "a.parquet", 2, 4), (2, "a.parquet", 4, 5),
        (3, "b.parquet", 0, 2), (4, "b.parquet", 2, 4), (5, "b.parquet", 4, 5),
    ]  # fmt: skip
    write(tmp_path / "b.parquet", table(5, seed=1))
    assert open_archive(tmp_path, 2).files != one.files


def test_parquet_is_known_by_content(tmp_path: Path) -> None:
    assert open_archive(write(tmp_path / "rows.pq", table(5)), 4).units[1].rows == 1


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: None, "no such file or folder"),
        (lambda folder: folder.mkdir(), "holds no file"),
        (lambda folder: (folder.mkdir(), write(folder / "a.parquet", table(0))), "holds no row"),
        (
            lambda folder: (clip(folder / "run"), write(folder / "a.parquet", table(1))),
            "holds Parquet files and others, such as run",
        ),
    ],
)
def test_what_is_no_archive(tmp_path: Path, make, message: str) -> None:
    make(tmp_path / "in")
    with pytest.raises(ValueError, match=message):
        open_archive(tmp_path / "in", 4)


def test_a_part_has_a_row(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="0 rows a part"):
        open_archive(tmp_path, 0)
