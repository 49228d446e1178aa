from pathlib import Path

import pytest

from zedo.batch.manifest import NAME, claim, difference
from zedo.batch.parts import ERRORS


def test_work_goes_on_with_what_is_finished(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert claim(out, {"preset": "fast"}) == set()
    (out / "part-0000007.parquet").touch()
    assert claim(out, {"preset": "fast"}) == {7}
    with pytest.raises(ValueError, match=f"{out}: holds the results of other work: preset was fast and is default"):
        claim(out, {"preset": "default"})


def test_work_without_results_may_change(tmp_path: Path) -> None:
    out = tmp_path / "out"
    claim(out, {"preset": "fast"})
    (out / ERRORS / "errors-0000003.parquet").write_bytes(ONE_ERROR_OF_TWO)
    assert claim(out, {"preset": "best"}) == set()
    assert list((out / ERRORS).iterdir()) == [] and '"best"' in (out / NAME).read_text()


def errors_of_a_unit_with_poses() -> bytes:
    import io

    import pyarrow as pa
    import pyarrow.parquet as pq

    from zedo.batch.parts import LIFTED

    file = io.BytesIO()
    pq.write_table(pa.table({"reason": ["no"]}).replace_schema_metadata({LIFTED: "1"}), file)
    return file.getvalue()


ONE_ERROR_OF_TWO = errors_of_a_unit_with_poses()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").touch()
    with pytest.raises(ValueError, match="holds other files"):
        claim(tmp_path, {})
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]
    (tmp_path / "file").touch()
    with pytest.raises(ValueError, match="file: cannot be used"):
        claim(tmp_path / "file", {})


def test_a_manifest_that_was_being_written_is_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "._manifest.abc.json").touch()
    assert claim(tmp_path, {}) == set()


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ([["a", 1, 1], ["b", 2, 2]], ""),
        ([["a", 1, 1]], "b is gone"),
        ([["a", 1, 1], ["b", 2, 3]], "b has changed"),
        ([["a", 1, 1], ["aa", 2, 2], ["b", 2, 2]], "aa is new"),
    ],
)
def test_a_changed_file_is_named(now: list, told: str) -> None:
    assert difference({"files": [["a", 1, 1], ["b", 2, 2]]}, {"files": now}) == told


def test_a_changed_setting_is_named() -> None:
    assert difference({"seed": 0}, {"seed": 1}) == "seed was 0 and is 1"
    assert difference({"camera": None}, {"camera": "auto"}) == "camera was null and is auto"
    assert difference({"skeleton": {"name": "coco_17"}}, {"skeleton": {"name": "lsp_14"}}) == (
        "skeleton was coco_17 and is lsp_14"
    )
