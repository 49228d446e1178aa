"""What the ZeDO paper (Jiang et al., WACV 2024) reports, to stand above our own rows: its tables 1-3, 4 and 9-11."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Published:
    """One row of a table of the paper: millimetres and percent, None where it has no number.

    Attributes:
        data: key of :data:`zedo.evaluate.protocols.DATA_SETS`.
        table: its number in the paper.
        method: authors as the paper names them, with what it says of the variant.
        detected: whether the 2D poses were detected; the others are the truth's.
        cross_domain: never trained on this data set (the paper's CE).
        hypotheses: S, where the paper says it; the errors are then the least of S.
    """

    data: str
    table: int
    method: str
    detected: bool
    cross_domain: bool = False
    hypotheses: int | None = None
    mpjpe: float | None = None
    pa_mpjpe: float | None = None
    n_mpjpe: float | None = None
    pck: float | None = None
    auc: float | None = None


def _pw3d() -> list[Published]:
    def row(method: str, pa: float, mpjpe: float | None, cross: bool = False, s: int | None = None) -> Published:
        return Published("3dpw", 1, method, False, cross, s, mpjpe, pa)

    return [
        row("Kolotouros et al.", 59.2, 96.9),
        row("Kocabas et al. [24]", 51.9, 82.9),
        row("Kocabas et al. [25]", 46.4, 74.7),
        row("Li et al. [29]", 45.0, 74.1),
        row("Ma et al.", 41.3, 67.5),
        row("Li et al. [29]", 50.9, 82.0, True),
        row("Kocabas et al. [24]", 56.5, 93.5, True),
        row("Kocabas et al. [25]", 50.9, 82.0, True),
        row("Gong et al.", 58.5, 94.1, True),
        row("Gholami et al.", 46.5, 81.2, True),
        row("Chai et al.", 55.3, 87.7, True),
        row("Song et al.", 55.9, None, True),
        row("Choutas et al.", 52.2, None, True),
        row("ZeDO, J = 17", 40.3, 69.7, True, 1),
        row("ZeDO, J = 14", 43.1, 76.6, True, 1),
        Published("3dpw", 11, "ElePose", False, pa_mpjpe=64.1, n_mpjpe=93.0),
        Published("3dpw", 11, "ZeDO, J = 17", False, True, 1, pa_mpjpe=40.3, n_mpjpe=60.8),
    ]


def _h36m() -> list[Published]:
    def row(method: str, mpjpe: float | None, pa: float | None, s: int | None = None) -> Published:
        return Published("h36m", 2, method, True, hypotheses=s, mpjpe=mpjpe, pa_mpjpe=pa)

    def ours(
        table: int, detected: bool, s: int, pa: float, mpjpe: float | None = None, n: float | None = None
    ) -> Published:
        return Published("h36m", table, "ZeDO", detected, False, s, mpjpe, pa, n)

    def unsupervised(method: str, detected: bool, pa: float, n: float | None = None) -> Published:
        return Published("h36m", 10, f"{method}, unsupervised", detected, pa_mpjpe=pa, n_mpjpe=n)

    return [
        row("Martinez et al.", 62.9, 47.7),
        row("Zhao et al.", 57.6, None),
        row("Pavllo et al., f = 1", 52.7, 40.9),
        row("Li et al. [33]", 47.1, 32.7),
        row("Gong et al. [12]", 50.2, 39.1),
        row("Gong et al. [11], f = 1", 49.7, 31.6),
        row("Ci et al.", 51.0, None, 1),
        row("Ci et al.", 45.1, 30.5, 10),
        row("Wang et al., optimisation", 88.0, None),
        row("Bogo et al., optimisation", 82.3, None),
        row("Li et al. [31], optimisation", 78.6, None),
        row("Gu et al., optimisation", 77.2, None),
        row("Song et al., optimisation", None, 56.4),
        ours(2, True, 1, 49.0, 65.7),
        ours(2, True, 10, 45.1, 57.3),
        ours(2, True, 50, 42.1, 51.4),
        ours(4, False, 1, 35.8, 50.1),
        ours(4, False, 50, 27.5, 37.0),
        unsupervised("Chen et al.", False, 58.0),
        unsupervised("Chen et al. as reimplemented by Yu et al.", False, 46.0),
        unsupervised("Yu et al., temporal", False, 42.0, 85.3),
        unsupervised("ElePose", False, 36.7, 64.0),
        ours(10, False, 1, 35.8, n=46.9),
        unsupervised("Kundu et al. [27]", True, 62.4),
        unsupervised("Kundu et al. [28]", True, 63.8),
        unsupervised("Chen [68]", True, 68.0),
        unsupervised("Yu et al.", True, 52.3, 92.4),
        unsupervised("ElePose", True, 50.2, 74.4),
        ours(10, True, 1, 49.0, n=63.6),
    ]


def _mpi_inf_3dhp() -> list[Published]:
    def row(
        method: str,
        mpjpe: float | None,
        pck: float | None,
        auc: float | None,
        cross: bool = False,
        s: int | None = None,
    ) -> Published:
        return Published("mpi_inf_3dhp", 3, method, False, cross, s, mpjpe, pck=pck, auc=auc)

    return [
        row("Mehta et al.", 124.7, 76.6, 40.4),
        row("Martinez et al.", 84.3, 85.0, 52.0),
        row("Pavllo et al., f = 1", 86.6, None, None),
        row("Li et al. [32], f = 9", 58.0, 93.8, 63.3),
        row("Zhang et al., f = 1", 57.9, 94.2, 63.8),
        row("ZeDO", 86.5, 82.6, 53.8, False, 1),
        row("ZeDO", 55.2, 93.0, 65.6, False, 50),
        row("Kanazawa et al.", 113.2, 77.1, 40.7, True),
        row("Ci et al.", None, 86.9, None, True),
        row("Gong et al.", 73.0, 88.6, 57.3, True),
        row("Gholami et al.", 68.3, 90.2, 59.0, True),
        row("Chai et al.", 61.3, 92.1, 62.5, True),
        row("Müller et al.", 101.2, None, None, True),
        row("ZeDO", 99.9, 81.8, 50.9, True, 1),
        row("ZeDO", 69.9, 90.2, 58.8, True, 50),
    ]


def _ski_pose() -> list[Published]:
    def row(method: str, pa: float, mpjpe: float | None, cross: bool = True, s: int | None = None) -> Published:
        return Published("ski_pose", 9, method, False, cross, s, mpjpe, pa)

    return [
        row("Rhodin et al.", 85.0, None, False),
        row("Wandt et al.", 89.6, 128.1, False),
        row("Pavllo et al.", 88.1, 106.0),
        row("Gong et al.", 83.5, 105.4),
        row("Gholami et al.", 83.0, 99.4),
        row("ZeDO", 81.0, 106.3, True, 1),
        row("ZeDO", 56.8, 74.2, True, 50),
    ]


PUBLISHED: tuple[Published, ...] = (*_pw3d(), *_h36m(), *_mpi_inf_3dhp(), *_ski_pose())


def published(data: str, detected: bool) -> list[Published]:
    """The paper's rows for a data set with the same kind of 2D poses."""
    return [row for row in PUBLISHED if row.data == data and row.detected == detected]
