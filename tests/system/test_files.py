import resource
import stat
import zipfile
from pathlib import Path

import numpy as np
import pytest

from zedo.io.restricted_pickle import read_npz_objects
from zedo.system.files import read_npz, write_whole, written_whole


def test_a_file_is_replaced_only_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("old")
    with pytest.raises(KeyError), written_whole(path) as aside:
        aside.write_text("half")
        raise KeyError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    with written_whole(path) as aside:
        aside.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_writer_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), written_whole(tmp_path / "out.npz"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_named_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))  # no file may grow further, as on a full disk
        with pytest.raises(ValueError, match=r"out.json: cannot be written \(File too large\)"):
            write_whole(path, bytes(1000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_errors_of_other_files_are_not_blamed_on_the_output(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), written_whole(tmp_path / "out"):
        (tmp_path / "input").read_bytes()


def test_the_aside_file_keeps_the_suffix_and_gets_ordinary_permissions(tmp_path: Path) -> None:
    (tmp_path / "ordinary").touch()
    with written_whole(tmp_path / "clip.mp4") as aside:
        assert aside.suffix == ".mp4"
        assert aside.parent == tmp_path
    permissions = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("clip.mp4", "ordinary")]
    assert permissions[0] == permissions[1]


def test_write_whole_writes_bytes(tmp_path: Path) -> None:
    write_whole(str(tmp_path / "out"), b"\x00\xff")
    assert (tmp_path / "out").read_bytes() == b"\x00\xff"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("no/such/out", "does not exist"),
        ("file/out", "is a file, not a folder"),
        (".", "is a folder"),
        ("x" * 300, "cannot be written"),
    ],
)
def test_impossible_outputs_are_named(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ValueError, match=message):
        write_whole(tmp_path / name, b"")


def test_read_npz_returns_every_array(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", x=np.arange(3), text=np.array("words"))
    arrays = read_npz(tmp_path / "a.npz")
    assert arrays.keys() == {"x", "text"}
    np.testing.assert_array_equal(arrays["x"], [0, 1, 2])
    assert arrays["text"].item() == "words"


@pytest.mark.parametrize("kept", [0, 2, 30, 100, -30, -1])
def test_a_truncated_archive_is_named(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "a.npz"
    np.savez_compressed(path, x=np.arange(100.0))
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ValueError, match="not a readable npz archive") as raised:
        read_npz(path)
    assert str(raised.value).startswith(f"{path}: ")


def test_what_is_not_an_archive_of_arrays_is_named(tmp_path: Path) -> None:
    np.save(tmp_path / "lone.npz.npy", np.zeros(3))
    np.savez(tmp_path / "objects.npz", x=np.array([{}], dtype=object))
    with zipfile.ZipFile(tmp_path / "corrupt.npz", "w") as archive:
        archive.writestr("x.npy", b"\x93NUMPY\x01\x00\x10\x00nonsense")
    (tmp_path / "text.npz").write_text("These are words.")
    for name, message in [
        ("missing.npz", "no such file"),
        ("text.npz", "it is no zip archive"),
        ("lone.npz.npy", "one array without a name"),
        ("objects.npz", r"array 'x'"),
        ("corrupt.npz", r"array 'x'"),
    ]:
        with pytest.raises(ValueError, match=message):
            read_npz(tmp_path / name)


def test_archives_that_would_fill_the_memory_are_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.npz"
    np.savez_compressed(path, zeros=np.zeros(10_000_000, np.uint8))
    assert read_npz(path)["zeros"].size == 10_000_000
    monkeypatch.setattr("zedo.system.files.LARGEST_UNPACKED", 1_000_000)
    for read in (read_npz, read_npz_objects):
        with pytest.raises(ValueError, match="would unpack to 10,000,128, which no measurements do"):
            read(path)
    noise = np.random.default_rng(0).random(1_000_000)
    np.savez_compressed(path, noise=noise)
    np.testing.assert_array_equal(read_npz(path)["noise"], noise)
