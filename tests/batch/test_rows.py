from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.batch.tables import CAMERA, people, table, write
from zedo.batch.archive import open_archive
from zedo.batch.rows import RowReader, parse, row_format
from zedo.body.skeleton import COCO_17, H36M_17


def rows_of(path: Path, rows: pa.Table):
    form, _ = row_format([write(path, rows)], None)
    return parse(rows, form)


@pytest.mark.parametrize("kind", [pa.list_(pa.float64(), 34), pa.list_(pa.float32()), pa.large_list(pa.float16())])
def test_lists_of_any_kind_are_read(tmp_path: Path, kind: pa.DataType) -> None:
    uv = pa.array(list(people(5).reshape(5, 34)), pa.list_(pa.float64(), 34))
    rows = rows_of(tmp_path / "a.parquet", table(5, uv=uv.cast(kind)))
    np.testing.assert_allclose(rows.uv, people(5), rtol=1e-3)
    assert (rows.reason == "").all()
    assert rows.passed.column_names == ["id", "clip"]
    assert rows.matrix is not None and rows.matrix[0].tolist() == [[1000, 0, 640], [0, 1000, 360], [0, 0, 1]]


def test_each_bad_row_has_its_reason(tmp_path: Path) -> None:
    uv, confidence = people(9).reshape(9, 34).tolist(), np.ones((9, 17)).tolist()
    camera: list = [list(CAMERA) for _ in range(9)]
    uv[1], uv[2], uv[3][4] = None, uv[2][:32], float("nan")
    confidence[4], confidence[5][3], confidence[6][0] = None, 1.5, float("nan")
    camera[7][0], camera[8] = float("nan"), [-1.0, *CAMERA[1:]]
    columns = {
        name: pa.array(values, pa.list_(pa.float64()))
        for name, values in (("uv", uv), ("confidence", confidence), ("camera", camera))
    }
    reasons = rows_of(tmp_path / "a.parquet", table(9, **columns)).reason
    words = ["", *2 * ["'uv' is no list of 34"], "no finite position", "'confidence' is no list of 17",
             *2 * ["[0, 1]"], *2 * ["the camera"]]  # fmt: skip
    assert reasons[0] == ""
    assert all(word in reason for word, reason in zip(words[1:], reasons[1:], strict=True))


def test_without_confidences_what_has_no_position_is_missing(tmp_path: Path) -> None:
    uv = people(3)
    uv[1, 5] = np.nan
    column = pa.FixedSizeListArray.from_arrays(pa.array(uv.ravel()), 34)
    rows = rows_of(tmp_path / "a.parquet", table(3, uv=column, confidence=None))
    assert np.argwhere(rows.confidence == 0).tolist() == [[1, 5]]
    assert (rows.reason == "").all()


@pytest.mark.parametrize("group", [7, 64, 1000])
def test_units_are_read_in_any_order(tmp_path: Path, group: int) -> None:
    whole = table(1000)
    write(tmp_path / "a.parquet", whole, group)
    write(tmp_path / "b.parquet", table(70, first=1000), group)
    archive = open_archive(tmp_path, 48)
    assert [unit.rows for unit in archive.units] == [48] * 20 + [40] + [48, 22]
    reader, rng = RowReader(), np.random.default_rng(group)
    orders = [range(len(archive.units)), range(0, len(archive.units), 3), rng.permutation(len(archive.units))]
    for unit in (archive.units[place] for order in orders for place in order):
        first = unit.start + 1000 * (unit.name == "b.parquet")
        assert reader.read(unit)["id"].to_pylist() == list(range(first, first + unit.rows))


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    count = 200_000
    uv = pa.FixedSizeListArray.from_arrays(pa.array(np.random.default_rng(0).random(count * 34, np.float32)), 34)
    rows = pa.table({"uv": uv}).replace_schema_metadata({"skeleton": "h36m_17"})
    size = rows.nbytes
    archive = open_archive(write(tmp_path / "one_row_group.parquet", rows, count), 4096)
    del uv, rows
    reader, before, most = RowReader(), pa.total_allocated_bytes(), 0
    for unit in archive.units:
        assert len(reader.read(unit)) == unit.rows
        most = max(most, pa.total_allocated_bytes() - before)
    assert most < size / 5


def test_a_page_that_is_damaged_fails_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", table(400), 100)
    archive = open_archive(path, 50)
    content = bytearray(path.read_bytes())
    place = pq.read_metadata(path).row_group(1).column(2).data_page_offset
    content[place : place + 200] = b"\xff" * 200  # the head of a page: values themselves have no checksum
    path.write_bytes(content)
    reader, read = RowReader(), []
    for unit in archive.units:
        try:
            read.append(reader.read(unit)["id"].to_pylist() == list(range(unit.start, unit.stop)))
        except ValueError as error:
            assert str(error).startswith("cannot be read (") and "\n" not in str(error)
            read.append(False)
    assert read[:2] == read[-2:] == [True, True] and not all(read)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: t.drop_columns("uv"), "has no column 'uv', a list of 34 numbers"),
        (lambda t: t.set_column(2, "uv", t["id"]), "column 'uv' is int64; lists of 34 numbers"),
        (lambda t: t.set_column(4, "camera", t["uv"]), "lists of 4 numbers were expected (fx, fy, cx, cy)"),
        (lambda t: t.replace_schema_metadata({"skeleton": "coco_17x"}), "skeleton 'coco_17x' is unknown"),
        (lambda t: t.replace_schema_metadata({"skeleton": "{oh"}), "no JSON"),
        (lambda t: t.replace_schema_metadata({"skeleton": "lsp_14"}), "lists of 28 numbers"),
        (lambda t: t.replace_schema_metadata(None), "does not say which skeleton"),
        (lambda t: t.append_column("joints", t["id"]), "'joints', which the results add"),
    ],
)
def test_columns_that_are_not_as_documented(tmp_path: Path, change, message: str) -> None:
    path = write(tmp_path / "a.parquet", change(table(3)))
    with pytest.raises(ValueError) as raised:
        row_format([path], None)
    assert str(raised.value).startswith(f"{path}: ") and message in str(raised.value)


def test_the_skeleton_is_the_files_or_the_one_given(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", table(3).replace_schema_metadata(None))
    assert row_format([path], COCO_17)[0].skeleton == COCO_17
    with pytest.raises(ValueError, match="'h36m_17', but 'coco_17' was asked for"):
        row_format([write(path, table(3))], COCO_17)
    assert row_format([path], H36M_17)[0].skeleton == H36M_17


def test_files_of_one_archive_are_alike(tmp_path: Path) -> None:
    paths = [write(tmp_path / "a.parquet", table(3)), write(tmp_path / "b.parquet", table(3, clip=None))]
    with pytest.raises(ValueError, match=r"b\.parquet: its columns or skeleton are not those of .*a\.parquet"):
        row_format(paths, None)


def test_a_file_that_is_no_parquet_has_no_count(tmp_path: Path) -> None:
    (tmp_path / "b.parquet").write_bytes(b"PAR1 and nothing else")
    paths = [write(tmp_path / "a.parquet", table(3)), tmp_path / "b.parquet"]
    assert row_format(paths, None)[1] == [3, None]
    with pytest.raises(ValueError, match=r"b\.parquet: not a readable Parquet file"):
        row_format(paths[1:], None)
