"""HEIC, the photographs of iPhones, by libheif (pi-heif): FFmpeg sees their tiles as videos of their own."""

from __future__ import annotations

from functools import cache

from zedo.system.errors import ZedoError

BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1"}
"""Major brands of still pictures in HEVC (ISO/IEC 23008-12, Annex B); mif1 leaves the coding open."""

OTHER = {b"avif", b"avis", b"hevc", b"hevx", b"msf1"}
"""Compatible brands of files that are AV1, or moving."""


def is_heic(head: bytes) -> bool:
    """Whether a file that begins so is a photograph in HEIC."""
    if head[4:8] != b"ftyp" or head[8:12] not in BRANDS:
        return False
    brands = {head[at : at + 4] for at in range(16, min(int.from_bytes(head[:4], "big"), len(head)), 4)}
    return head[8:12] != b"mif1" or not brands & OTHER


@cache
def register() -> bool:
    """Let Pillow open HEIC; False when pi-heif is not installed."""
    try:
        import pi_heif  # pyright: ignore[reportMissingImports]
    except ImportError:
        return False
    pi_heif.register_heif_opener()
    return True


def require(head: bytes, what: object) -> None:
    """Raise ZedoError when a file that begins so needs pi-heif, and it is not there."""
    if is_heic(head) and not register():
        raise ZedoError(
            f"{what}: is HEIC, for which pi-heif is needed: pip install 'zedo[heic]' brings it; or save it as JPEG"
        )
