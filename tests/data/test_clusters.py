from pathlib import Path

import numpy as np
import pytest

from tests.optimise.conftest import STANDING
from zedo.data.clusters import read_clusters


def test_the_pelvis_is_moved_to_the_origin(tmp_path: Path) -> None:
    np.save(tmp_path / "c.npy", np.stack([STANDING + 1, STANDING * 1.1]).astype(np.float32))
    np.testing.assert_allclose(read_clusters(tmp_path / "c.npy"), [STANDING, STANDING * 1.1], atol=1e-6)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (np.zeros((2, 14, 3)), r"holds \(2, 14, 3\); poses \(S, 17, 3\) were expected"),
        (np.zeros((0, 17, 3)), "were expected"),
        (np.stack([STANDING * 1000]), "not finite or not in metres"),
        (np.full((1, 17, 3), np.nan), "not finite or not in metres"),
        (np.array([None]), "not a readable npy file"),
        (b"\x80\x04K\x01.", "not a readable npy file"),
    ],
)
def test_other_files_are_one_sentence(tmp_path: Path, content, sentence: str) -> None:
    path = tmp_path / "c.npy"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        np.save(path, content)
    with pytest.raises(ValueError, match=sentence) as error:
        read_clusters(path)
    assert str(error.value).startswith(str(path))
