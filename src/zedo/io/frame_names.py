"""Which frame of a clip, and which time, the names of pictures and of files say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

SUFFIX = r"\.[A-Za-z]\w*$"

DECIMAL = r"(?<![0-9.])[0-9]+\.[0-9]+(?![0-9.])"

EPOCH_DIGITS = {13: 1e3, 16: 1e6, 19: 1e9}
"""Digits of whole numbers that are times since 1970, and how many of their units make a second: EuRoC's and Kinect's
pictures are named by nanoseconds."""

EPOCH = (1e9, 4.1e9)
"""Seconds since 1970 of the years 2001 to 2099."""

OTHER_THINGS = {"cam", "camera", "view", "clip", "video", "take", "person", "subject", "kinect", "gopro"}
"""Words before a number that counts something else than frames."""


@dataclass(frozen=True)
class Numbering:
    """What the names of a clip's pictures say.

    Attributes:
        frame: frame number by name.
        time: seconds since the first picture by name; empty when the names are no times.
        stated: whether the names hold frame numbers or times; otherwise ``frame`` counts them in natural order.
        clip: whether the names are those of one clip, which differ in one number.
    """

    frame: dict[str, int]
    time: dict[str, float] = field(default_factory=dict)
    stated: bool = True
    clip: bool = True


def natural(name: str) -> list[tuple[int, int, str]]:
    """A key that sorts frame_9 before frame_10."""
    parts = re.split(r"([0-9]+)", name)
    return [(0, int(part), "") if i % 2 else (1, 0, part.casefold()) for i, part in enumerate(parts)]


def numbered(names: Sequence[str]) -> Numbering:
    """Frames and times of pictures by their names, which may repeat.

    Names that are equal but for one number hold that number as their frame, wherever it stands: 7 of
    ``frame7_cam2.jpg`` among other frames of camera 2. Where it is a decimal (``1305031102.175304.png``) or a time
    since 1970 in milliseconds, microseconds or nanoseconds, the name is a time, and frames count from 0. Where several
    numbers change, that is the frame which alone tells the pictures apart in their natural order, and of several such
    the one that changes least. Names that say none of this are counted from 0 in natural order.
    """
    stems = {name: re.sub(SUFFIX, "", name) for name in dict.fromkeys(names)}
    ordered = sorted(stems, key=lambda name: (natural(stems[name]), name))
    counted = {name: place for place, name in enumerate(ordered)}
    if not stems:
        return Numbering({}, stated=False)
    if len(stems) == 1:
        found = re.search(r"([0-9]{1,18})[^0-9]*$", next(iter(stems.values())))
        return Numbering({ordered[0]: int(found[1])} if found else counted, stated=found is not None)
    seconds = _times(stems)
    if seconds is not None:
        first, by_time = min(seconds.values()), sorted(stems, key=lambda name: seconds[name])
        return Numbering(
            {name: place for place, name in enumerate(by_time)},
            {name: round(value - first, 6) for name, value in seconds.items()},
        )
    texts, columns = _split(stems, "[0-9]+")
    if texts is None:
        return Numbering(counted, stated=False, clip=False)
    telling: list[tuple[int, int, dict[str, int]]] = []
    for place, column in enumerate(columns):
        values = [int(column[name]) for name in ordered]
        if values[-1] < 2**63 and all(a < b for a, b in pairwise(values)):
            telling.append((values[-1] - values[0], place, {name: int(text) for name, text in column.items()}))
    if not telling:
        return Numbering(counted, stated=False, clip=False)
    _, place, frame = min(telling, key=lambda found: found[0])
    word = re.findall(r"[a-z]+", texts[place])
    other = place < len(columns) - 1 and bool(word) and word[-1] in OTHER_THINGS
    return Numbering(frame, clip=not other)


def _split(stems: dict[str, str], pattern: str) -> tuple[tuple[str, ...] | None, list[dict[str, str]]]:
    """The text around what matches ``pattern``, None where names differ in it, and each match by name."""
    parts = {name: re.split(f"({pattern})", stem) for name, stem in stems.items()}
    texts = {tuple(text.casefold() for text in found[::2]) for found in parts.values()}
    if len(texts) > 1:
        return None, []
    around = texts.pop()
    return around, [{name: found[2 * i + 1] for name, found in parts.items()} for i in range(len(around) - 1)]


def _times(stems: dict[str, str]) -> dict[str, float] | None:
    """Seconds by name, where exactly one number changes and it is a time."""
    for pattern in (DECIMAL, "[0-9]+"):
        texts, columns = _split(stems, pattern)
        changing = [column for column in columns if len(set(column.values())) > 1]
        if texts is None or len(changing) != 1:
            continue
        column = changing[0]
        lengths = {len(text.partition(".")[2]) for text in column.values()}
        if pattern == DECIMAL:
            epoch = all(EPOCH[0] <= float(text) < EPOCH[1] for text in column.values())
            # 1.9 and 1.10 are two numbers of a version; 0.04 and 0.08 are times.
            if epoch or (len(lengths) == 1 and lengths.pop() > 1):
                first = min(int(text.partition(".")[0]) for text in column.values())
                return {  # whole seconds first: a float has no digits left for microseconds since 1970 and more
                    name: int(text.partition(".")[0]) - first + float("0." + text.partition(".")[2])
                    for name, text in column.items()
                }
        else:
            digits = {len(text) for text in column.values()}
            unit = EPOCH_DIGITS.get(digits.pop()) if len(digits) == 1 else None
            if unit and all(EPOCH[0] <= int(text) / unit < EPOCH[1] for text in column.values()):
                first = min(int(text) for text in column.values())
                return {name: (int(text) - first) / unit for name, text in column.items()}
    return None
