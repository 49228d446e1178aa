"""UI-PRMD: ten people's rehabilitation exercises, from Plug-in-Gait markers to the centres of Human3.6M's 17 joints.

A. Vakanski, H. Jun, D. Paul, R. Baker, "A data set of human body movements for physical rehabilitation exercises",
*Data* 3(1):2, 2018; dedicated to the public domain (PDDL 1.0). Read is an npz archive of its markers: an int16 array
(frames, 39, 3) a repetition, key ``mMM_sSS_eEE`` (movement, subject, repetition; a trailing ``i`` for the wrong
executions), millimetres, z up, :data:`RATE` frames a second, :data:`MISSING` where a marker was not seen.

Markers lie on the skin, joints inside the body. Each centre follows a published construction:

- Hips: regression on the pelvis's width and depth and the leg's length (Harrington et al., *J. Biomech.* 40, 2007).
- Knees, ankles, elbows: from the marker on the lateral side inwards by half of the joint's breadth, at a right angle to
  the segment above (the chord of Plug-in Gait: Davis et al., *Hum. Mov. Sci.* 10, 1991). The direction inwards is that
  of the hinge. Plug-in Gait reads it off the marker on the middle of the thigh, which is right only as far as that
  marker sits in the frontal plane. Here it is the normal to the plane in which the limb bends, found from the bent
  frames of the subject in the frame that the segment's markers carry, and so holds for straight limbs as well.
- Breadths were not measured and are taken as shares of the segment's length (:data:`BREADTHS`).
- Wrists: the middle of the two wrist markers. Shoulders: :data:`SHOULDER_DROP` of the distance between the acromions
  below the marker on the acromion (Rab et al., *Gait & Posture* 15, 2002).
- Pelvis: the middle of the hips. Thorax, the base of the neck: the middle of the markers on C7 and between the
  clavicles. Spine: on the curve from the pelvis past the middle of T10 and sternum to the thorax, as far up as in
  Human3.6M.
- Neck/nose and top of the head: fixed in the head, which the four markers of the head band carry. How the band sits is
  told by the standing frames, where people look straight ahead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from jaxtyping import Bool, Float

from zedo.body.rotations import unit
from zedo.body.skeleton import H36M_17
from zedo.data.clips import FRAME_RATE, Clip, resample
from zedo.system import files
from zedo.system.errors import ZedoError

MARKERS = (
    "LFHD", "RFHD", "LBHD", "RBHD", "C7", "T10", "CLAV", "STRN", "RBAK", "LSHO", "LUPA", "LELB", "LFRM", "LWRA", "LWRB",
    "LFIN", "RSHO", "RUPA", "RELB", "RFRM", "RWRA", "RWRB", "RFIN", "LASI", "RASI", "LPSI", "RPSI", "LTHI", "LKNE",
    "LTIB", "LANK", "LHEE", "LTOE", "RTHI", "RKNE", "RTIB", "RANK", "RHEE", "RTOE",
)  # fmt: skip
"""Plug-in Gait's markers in the order of the archive."""

RATE = 100.0 / 3.0
MISSING = -32768
KEY = re.compile(r"m(?P<movement>\d\d)_s(?P<subject>\d\d)_e\d\di?")

MOVEMENTS = (
    "deep squat", "hurdle step", "inline lunge", "side lunge", "sit to stand", "straight leg raise",
    "shoulder abduction", "shoulder extension", "shoulder rotation", "shoulder scaption",
)  # fmt: skip
"""What the movements m01 to m10 are."""

BREADTHS = {"knee": 0.222, "ankle": 0.167, "elbow": 0.27}
"""Breadth of a joint over the length of the segment below it (for the ankle: of the shank), marker to marker. Tables of
anthropometry give, men and women, about 97 and 88 mm over the femur's epicondyles and 72 and 66 mm over the malleoli,
with shanks of 430 and 395 mm; 70 and 61 mm over the elbow, with 255 and 228 mm from there to the wrist."""

MARKER_RADIUS = 0.007
"""Metres, from the skin to the middle of a marker."""

TIBIAL_TORSION = np.radians(15.0)
"""The line through the malleoli is turned outwards, against the axis of the knee, by 15 to 20 degrees in adults."""

THIRD = {"KNE": "THI", "ELB": "UPA"}
"""The marker that, with the hinge's own and the joint above, carries the segment's axes."""

STANDING_KNEE, KNEE_DOWN = 2.0, 0.02
"""Degrees of flexion of a knee on which someone stands, and metres from the chord's centre down to the knee's: in this
recording the marker was placed above the axis, as the distance to the ankle shows, which shrinks by 15 % in a squat."""

SHOULDER_DROP = 0.17
SPINE_SHARE = 0.237 / (0.237 + 0.255)
"""Where Human3.6M has the spine joint on the way from pelvis to thorax."""

HEAD_TOP, NOSE = np.array([-0.01, 0.0, 0.07]), np.array([0.02, 0.0, -0.045])
"""Metres from the middle of the head band (at the height of the forehead): forward, left, up in the head's axes."""

LONGEST_GAP = 10
"""Frames over which a marker that went missing is interpolated, 0.3 s."""

CLUSTERS = (
    ("LFHD", "RFHD", "LBHD", "RBHD"),
    ("LASI", "RASI", "LPSI", "RPSI"),
    ("C7", "T10", "CLAV", "STRN", "RBAK"),
    ("LELB", "LFRM", "LWRA", "LWRB"),
    ("RELB", "RFRM", "RWRA", "RWRB"),
)
"""Markers that move together: one of them that is missing for longer is put where the others carry it."""

_OPTIONAL = ("LFIN", "RFIN", "LHEE", "RHEE", "LTOE", "RTOE", "RBAK", "LFRM", "RFRM", "LTIB", "RTIB")
_M = {name: i for i, name in enumerate(MARKERS)}
_TO_Y_UP = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]])


@dataclass(frozen=True)
class Recording:
    """A clip with the points that the 17 joints lack.

    Attributes:
        clip: joint centres.
        points: (F, 3) metres in the clip's axes by name: ``left_heel``, ``left_toe`` (the marker over the second
            metatarsal head), ``left_hand`` (over the second knuckle) and those of the right; NaN where unseen.
        head: (F, 3, 3) the head's axes as columns: forward, left, up.
        dropped: frames of the recording that were not used, since too many markers are missing.
    """

    clip: Clip
    points: dict[str, Float[np.ndarray, "F 3"]]
    head: Float[np.ndarray, "F 3 3"]
    dropped: int


@dataclass(frozen=True)
class Body:
    """What is the same in all frames of one subject.

    Attributes:
        pelvis_width: metres between the two anterior superior iliac spines.
        pelvis_depth: metres from their middle to the middle of the posterior ones.
        leg: (left, right) metres from the anterior superior iliac spine to the ankle marker.
        breadths: metres from the lateral marker to the joint's centre, by joint.
        hinges: the unit axis of each hinge, pointing outwards, in the frame of :func:`_technical`, by marker.
        offsets: metres by which each hinge's centre lies farther down and to the front of the chord's, by marker.
        uppers: metres from hip to the chord's centre in standing, by the knee's marker.
        band: (3, 3) the head's axes in those of the band.
        shoulders: metres between the acromions, standing.
        chest: share of the way from pelvis to thorax at which the middle of T10 and sternum lies.
    """

    pelvis_width: float
    pelvis_depth: float
    leg: tuple[float, float]
    breadths: dict[str, float]
    hinges: dict[str, Float[np.ndarray, " 3"]]
    offsets: dict[str, tuple[float, float]]
    uppers: dict[str, float]
    band: Float[np.ndarray, "3 3"]
    shoulders: float
    chest: float


def read_ui_prmd(path: Path) -> list[Clip]:
    """Joint centres of all recordings, 30 frames a second; a gap that cannot be filled ends a clip.

    Raises:
        ZedoError: when the file is no such archive.
    """
    return [recording.clip for recording in read_recordings(path)]


def read_recordings(path: Path) -> list[Recording]:
    """The same with heels, toes, hands and the head's axes.

    Raises:
        ZedoError: when the file is no such archive.
    """
    by_subject: dict[str, dict[str, np.ndarray]] = {}
    for key, values in files.read_npz(path).items():
        match = KEY.fullmatch(key)
        if match is None or values.ndim != 3 or values.shape[1:] != (len(MARKERS), 3) or values.dtype.kind not in "fi":
            raise ZedoError(
                f"{path}: {key!r} has shape {values.shape} and type {values.dtype}; keys mMM_sSS_eEE with "
                f"(frames, {len(MARKERS)}, 3) markers in millimetres were expected"
            )
        by_subject.setdefault(match["subject"], {})[key] = filled(values)
    recordings = []
    for clips in by_subject.values():
        everything = np.concatenate(list(clips.values()))
        if len(standing := everything[usable(everything)]) == 0:
            continue
        body = calibrate(standing)
        for key, markers in clips.items():
            recordings += _recordings(key, markers, body, path)
    if not recordings:
        raise ZedoError(f"{path}: no recording with all markers that joint centres need")
    return recordings


def filled(raw: np.ndarray) -> Float[np.ndarray, "F 39 3"]:
    """Markers in metres, short gaps filled, NaN where they are still missing.

    Args:
        raw: (F, 39, 3) millimetres, :data:`MISSING` or NaN where a marker was not seen.
    """
    markers = np.where(raw == MISSING, np.nan, raw.astype(np.float64)) / 1000.0
    times = np.arange(len(markers))
    for index in range(len(MARKERS)):
        seen = np.isfinite(markers[:, index]).all(axis=-1)
        if seen.all() or not seen.any():
            continue
        before = np.maximum.accumulate(np.where(seen, times, -1))
        after = np.minimum.accumulate(np.where(seen, times, len(times))[::-1])[::-1]
        short = ~seen & (before >= 0) & (after < len(times)) & (after - before <= LONGEST_GAP + 1)
        for axis in range(3):
            markers[short, index, axis] = np.interp(times[short], times[seen], markers[seen, index, axis])
    for cluster in CLUSTERS:
        for name in cluster:
            _carry(markers, _M[name], [_M[other] for other in cluster if other != name])
    return markers


def usable(markers: Float[np.ndarray, "F 39 3"]) -> Bool[np.ndarray, " F"]:
    """Frames that have every marker that the 17 joints need."""
    needed = [i for name, i in _M.items() if name not in _OPTIONAL]
    return np.asarray(np.isfinite(markers[:, needed]).all(axis=(1, 2)))


def calibrate(markers: Float[np.ndarray, "F 39 3"]) -> Body:
    """A subject's measures from frames that have all markers; some of them should show bent limbs."""
    m = {name: markers[:, i] for name, i in _M.items()}
    front, back = (m["LASI"] + m["RASI"]) / 2, (m["LPSI"] + m["RPSI"]) / 2
    upright = _upright(m)
    leg = tuple(float(np.percentile(_length(m[f"{s}ASI"] - m[f"{s}ANK"]), 95)) for s in "LR")
    breadths = {
        joint: BREADTHS[joint] / 2 * _median([_length(m[s + a] - m[s + b]) for s in "LR"]) + MARKER_RADIUS
        for joint, a, b in (("knee", "KNE", "ANK"), ("ankle", "KNE", "ANK"), ("elbow", "ELB", "WRA"))
    }
    band = _band(m)
    # On average over the standing frames the head is level and looks where the chest does.
    up = np.array([0.0, 0.0, 1.0])
    local_up = unit(np.median(np.einsum("fba,b->fa", band[upright], up), axis=0))
    forward = unit(np.array([1.0, 0.0, 0.0]) - local_up[0] * local_up)
    body = Body(
        pelvis_width=_median([_length(m["LASI"] - m["RASI"])]),
        pelvis_depth=_median([_length(front - back)]),
        leg=(leg[0], leg[1]),
        breadths=breadths,
        hinges={},
        offsets={},
        uppers={},
        band=np.stack([forward, np.cross(local_up, forward), local_up], axis=-1),
        shoulders=_median([_length(m["LSHO"] - m["RSHO"])[upright]]),
        chest=0.5,
    )
    hips, shoulders = _hips(m, body), _shoulders(m, body)
    thorax, pelvis = (m["C7"] + m["CLAV"]) / 2, (hips["L"] + hips["R"]) / 2
    along = ((m["T10"] + m["STRN"]) / 2 - pelvis)[upright]
    axis = (thorax - pelvis)[upright]
    chest = float(np.clip(np.median((along * axis).sum(-1) / (axis * axis).sum(-1)), 0.3, 0.7))
    body = replace(body, chest=chest)
    for tops, marker in ((hips, "KNE"), (shoulders, "ELB")):
        for side in "LR":
            name = side + marker
            body.hinges[name] = _hinge(m, name, tops[side], body)
            body.offsets[name] = _centre(m, name, tops[side], upright, body)
    return body


def joint_centres(
    markers: Float[np.ndarray, "F 39 3"], body: Body
) -> tuple[Float[np.ndarray, "F 17 3"], Float[np.ndarray, "F 3 3"]]:
    """Human3.6M's joints and the head's axes (columns forward, left, up) in the markers' axes, metres, z up."""
    m = {name: markers[:, i] for name, i in _M.items()}
    hips, shoulders = _hips(m, body), _shoulders(m, body)
    thorax, pelvis = (m["C7"] + m["CLAV"]) / 2, (hips["L"] + hips["R"]) / 2
    head = _band(m) @ body.band
    middle = (m["LFHD"] + m["RFHD"] + m["LBHD"] + m["RBHD"]) / 4
    joints = {"pelvis": pelvis, "thorax": thorax}
    joints["spine"] = _on_curve(pelvis, (m["T10"] + m["STRN"]) / 2, thorax, body.chest, SPINE_SHARE)
    joints["neck"], joints["head"] = middle + head @ NOSE, middle + head @ HEAD_TOP
    for side, name in (("L", "left"), ("R", "right")):
        joints[f"{name}_hip"], joints[f"{name}_shoulder"] = hips[side], shoulders[side]
        for joint, marker, top, end in (("knee", "KNE", hips, "ankle"), ("elbow", "ELB", shoulders, "wrist")):
            axes = _hinge_axes(m, side + marker, top[side], body)
            upper = _upper(m, side + marker, top[side], axes, body)
            offset = np.array(body.offsets[side + marker])
            joints[f"{name}_{joint}"] = top[side] + upper[:, None] * axes[..., 0] + axes[..., :2] @ offset
            joints[f"{name}_{end}"] = _end(m, side + marker, axes, body)
    return np.stack([joints[joint] for joint in H36M_17.joints], axis=1), head


def _recordings(key: str, markers: np.ndarray, body: Body, path: Path) -> list[Recording]:
    """One for each stretch of usable frames of at least half a second."""
    good = usable(markers)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], good, [False]]).astype(int)))
    stretches = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= RATE / 2]
    dropped = len(good) - sum(b - a for a, b in stretches)
    recordings = []
    for number, (a, b) in enumerate(stretches):
        joints, head = joint_centres(markers[a:b], body)
        name = key if number == 0 else f"{key}+{number}"
        positions = resample(joints @ _TO_Y_UP.T, RATE)
        # Points that are missing here and there, and axes, are taken from the nearest frame.
        nearest = np.minimum(np.round(np.arange(len(positions)) * RATE / FRAME_RATE).astype(int), b - a - 1)
        points = {
            f"{side}_{point}": (markers[a:b][nearest, _M[side[0].upper() + marker]] @ _TO_Y_UP.T).astype(np.float32)
            for side in ("left", "right")
            for point, marker in (("heel", "HEE"), ("toe", "TOE"), ("hand", "FIN"))
        }
        axes = (_TO_Y_UP @ head[nearest]).astype(np.float32)
        recordings.append(Recording(Clip(name, positions, path), points, axes, dropped if number == 0 else 0))
    return recordings


def _hips(m: dict[str, np.ndarray], body: Body) -> dict[str, Float[np.ndarray, "F 3"]]:
    """Harrington's regression, millimetres in the published equations, from the middle of the front of the pelvis."""
    front, back = (m["LASI"] + m["RASI"]) / 2, (m["LPSI"] + m["RPSI"]) / 2
    left = unit(m["LASI"] - m["RASI"])
    forward = front - back
    forward = unit(forward - (forward * left).sum(-1, keepdims=True) * left)
    up = np.cross(forward, left)
    depth, width = 1000 * body.pelvis_depth, 1000 * body.pelvis_width
    hips = {}
    for side, leg, sign in (("L", body.leg[0], 1.0), ("R", body.leg[1], -1.0)):
        x = -0.24 * depth - 9.9
        y = -0.16 * width - 0.04 * 1000 * leg - 7.1
        z = 0.28 * depth + 0.16 * width + 7.9
        hips[side] = front + (x * forward + y * up + sign * z * left) / 1000
    return hips


def _shoulders(m: dict[str, np.ndarray], body: Body) -> dict[str, Float[np.ndarray, "F 3"]]:
    down = unit((m["T10"] + m["STRN"]) / 2 - (m["C7"] + m["CLAV"]) / 2)
    return {s: m[f"{s}SHO"] + (SHOULDER_DROP * body.shoulders + MARKER_RADIUS) * down for s in "LR"}


def _band(m: dict[str, np.ndarray]) -> Float[np.ndarray, "F 3 3"]:
    """Axes of the head band as columns: forward, left, up."""
    forward = unit((m["LFHD"] + m["RFHD"]) - (m["LBHD"] + m["RBHD"]))
    left = (m["LFHD"] + m["LBHD"]) - (m["RFHD"] + m["RBHD"])
    left = unit(left - (left * forward).sum(-1, keepdims=True) * forward)
    return np.stack([forward, left, np.cross(forward, left)], axis=-1)


def _technical(top: np.ndarray, marker: np.ndarray, third: np.ndarray) -> Float[np.ndarray, "F 3 3"]:
    """Axes that a segment's points carry, as columns: along the segment, towards the third marker, across both."""
    along = unit(marker - top)
    towards = third - top
    towards = unit(towards - (towards * along).sum(-1, keepdims=True) * along)
    return np.stack([along, towards, np.cross(along, towards)], axis=-1)


def _end(m: dict[str, np.ndarray], marker: str, axes: np.ndarray, body: Body) -> Float[np.ndarray, "F 3"]:
    """The joint below a hinge: ankle or wrist."""
    side = marker[0]
    if marker[1:] == "ELB":
        return (m[f"{side}WRA"] + m[f"{side}WRB"]) / 2
    return _ankle(m, side, _inwards_along(m[marker], axes, body.breadths["knee"]), axes[..., 2], body)


def _upper(
    m: dict[str, np.ndarray], marker: str, top: np.ndarray, axes: np.ndarray, body: Body
) -> Float[np.ndarray, " F"]:
    """Metres down to the chord's centre; for thighs, along which the skin slides, as in standing."""
    if marker in body.uppers:
        return np.full(len(top), body.uppers[marker])
    return _length(_inwards(top, m[marker], axes[..., 2], body.breadths["elbow"]) - top)


def _hinge_axes(m: dict[str, np.ndarray], marker: str, top: np.ndarray, body: Body) -> Float[np.ndarray, "F 3 3"]:
    """Axes of the segment above a hinge as columns: down to the chord's centre, to the front, outwards.

    To the front is where the thigh's front and, on a hanging arm with the palm ahead, the forearm's inner side look.
    """
    side, joint = marker[0], marker[1:]
    outwards = _technical(top, m[marker], m[side + THIRD[joint]]) @ body.hinges[marker]
    breadth = body.breadths["knee" if joint == "KNE" else "elbow"]
    if joint == "ELB":
        # A bent elbow shows its hinge itself; the skin of the upper arm turns less than the bone in it does. Each
        # normal gives the centre, and the centre the next normal.
        carried, wrist = outwards, _end(m, marker, np.empty(0), body)
        for _ in range(3):
            centre = _inwards(top, m[marker], outwards, breadth)
            plane = _lateral(side, joint) * np.cross(unit(centre - top), unit(wrist - centre))
            share = np.clip((_length(plane) - 0.35) / 0.35, 0, 1)[:, None]
            outwards = unit((1 - share) * carried + share * unit(plane))
    along = unit(_inwards(top, m[marker], outwards, breadth) - top)
    outwards = unit(outwards - (outwards * along).sum(-1, keepdims=True) * along)
    front = np.cross(along, outwards) * (1.0 if side == "L" else -1.0)
    return np.stack([along, front, outwards], axis=-1)


def _lateral(side: str, joint: str) -> float:
    """Whether the normal thigh × shank, or upper arm × forearm, of the bent limb points outwards."""
    return 1.0 if (side == "L") == (joint == "KNE") else -1.0


def _hinge(m: dict[str, np.ndarray], marker: str, top: np.ndarray, body: Body) -> Float[np.ndarray, " 3"]:
    """The axis about which a limb bends, outwards, in its upper segment's technical frame.

    Joint centres lie in the plane of bending, markers beside it: so the normal of the markers' plane gives the centres,
    theirs the next normal, until it stays.
    """
    side, joint = marker[0], marker[1:]
    frame = _technical(top, m[marker], m[side + THIRD[joint]])
    axis = np.array([0.0, 1.0, 0.0])  # the third marker is on the outer side, more or less
    breadth = body.breadths["knee" if joint == "KNE" else "elbow"]
    for _ in range(8):
        outwards = frame @ axis
        centre = _inwards(top, m[marker], outwards, breadth)
        lower = _ankle(m, side, centre, outwards, body) if joint == "KNE" else _end(m, marker, frame, body)
        normal = _lateral(side, joint) * np.cross(unit(centre - top), unit(lower - centre))
        # The plane of a nearly straight limb is noise; well-bent frames decide.
        weight = np.maximum(_length(normal) - 0.6, 0)
        if weight.sum() == 0:
            break
        axis = unit((weight[:, None] * np.einsum("fba,fb->fa", frame, unit(normal))).sum(axis=0))
    return axis


def _centre(
    m: dict[str, np.ndarray], marker: str, top: np.ndarray, upright: np.ndarray, body: Body
) -> tuple[float, float]:
    """Where a hinge's true centre lies from the chord's: metres down the segment, and to the front.

    The distance from the centre to the joint below must not depend on how far the limb is bent: a least-squares fit of
    a sphere, in which every 10 degrees of bending count alike. The skin slides over the knee when it bends, and so the
    thigh is taken to have the length that it has standing. What is known beforehand counts as well: :data:`KNEE_DOWN`,
    and that knees are straight in standing, :data:`STANDING_KNEE`, as in the static trial of Plug-in Gait.
    """
    knee = marker[1:] == "KNE"
    axes = _hinge_axes(m, marker, top, body)
    if knee:
        chord = _length(_inwards(top, m[marker], axes[..., 2], body.breadths["knee"]) - top)
        body.uppers[marker] = float(np.median(chord[upright]))
    upper = _upper(m, marker, top, axes, body)
    lower = np.einsum("fba,fb->fa", axes, top + upper[:, None] * axes[..., 0] - _end(m, marker, axes, body))
    flexion = np.degrees(np.arctan2(lower[:, 1], -lower[:, 0]))
    straight = _median([flexion[upright]])
    if knee:
        expected = np.radians(STANDING_KNEE - straight) / (1 / upper[0] + 1 / np.median(_length(lower)))
        known, trust = np.array([KNEE_DOWN, expected]), np.array([0.015, 0.005])
    else:
        known, trust = np.zeros(2), np.array([0.008, 0.008])
    bins = np.clip((flexion + 30) // 10, 0, 20).astype(int)
    weight = np.sqrt(1 / np.maximum(np.bincount(bins, minlength=21), 50)[bins])
    length = float(np.median(_length(lower)))
    # |lower + offset| = const, linear in the offset, with its square in the constant.
    rows = np.column_stack([2 * lower[:, 0], 2 * lower[:, 1], np.ones(len(lower))]) * weight[:, None]
    sides = -((lower**2).sum(axis=-1) - length**2) * weight
    # An error of 5 mm in the distance that a bin of frames has in common.
    noise = 2 * length * 0.005
    prior = np.column_stack([np.diag(1 / trust), np.zeros(2)])
    solution = np.linalg.lstsq(
        np.concatenate([rows / noise, prior]), np.concatenate([sides / noise, known / trust]), rcond=None
    )[0]
    return float(solution[0]), float(solution[1])


def _inwards(top: np.ndarray, marker: np.ndarray, outwards: np.ndarray, breadth: float) -> Float[np.ndarray, "F 3"]:
    """The centre at a distance from the marker, on its inner side, with a right angle there between top and marker."""
    along = marker - top
    length = _length(along)[:, None]
    across = outwards - (outwards * along).sum(-1, keepdims=True) / length**2 * along
    sine = np.clip(breadth / length, 0, 0.9)
    # Thales: from the marker inwards, and back towards the top by as much as the right angle takes.
    return marker - breadth * (np.sqrt(1 - sine**2) * unit(across) + sine * along / length)


def _inwards_along(marker: np.ndarray, axes: np.ndarray, breadth: float) -> Float[np.ndarray, "F 3"]:
    return marker - breadth * axes[..., 2]


def _ankle(
    m: dict[str, np.ndarray], side: str, knee: np.ndarray, outwards: np.ndarray, body: Body
) -> Float[np.ndarray, "F 3"]:
    """From the lateral malleolus inwards along the line of the malleoli: the knee's axis turned outwards."""
    marker = m[f"{side}ANK"]
    along = unit(marker - knee)
    across = unit(outwards - (outwards * along).sum(-1, keepdims=True) * along)
    back = np.cross(across, along) * (1.0 if side == "L" else -1.0)
    malleoli = np.cos(TIBIAL_TORSION) * across + np.sin(TIBIAL_TORSION) * back
    return _inwards(knee, marker, malleoli, body.breadths["ankle"])


def _on_curve(
    start: np.ndarray, middle: np.ndarray, end: np.ndarray, share: float, at: float
) -> Float[np.ndarray, "F 3"]:
    """The parabola through three points, ``middle`` at ``share`` of the way, at ``at``."""
    bow = (middle - (1 - share) * start - share * end) / (share * (1 - share))
    return (1 - at) * start + at * end + at * (1 - at) * bow


def _upright(m: dict[str, np.ndarray]) -> Bool[np.ndarray, " F"]:
    """Frames in which both legs are as long as they get, under an upright trunk; all frames if there is none."""
    legs = [_length(m[f"{s}ASI"] - m[f"{s}ANK"]) for s in "LR"]
    trunk = m["C7"] - (m["LPSI"] + m["RPSI"]) / 2
    long = np.all([leg > 0.97 * np.percentile(leg, 95) for leg in legs], axis=0)
    found = np.asarray(long & (trunk[:, 2] > 0.94 * _length(trunk)))
    return found if found.any() else np.ones(len(found), dtype=bool)


def _carry(markers: np.ndarray, target: int, others: Sequence[int]) -> None:
    """Put a missing marker where the others, as a rigid body, have it on average in the frames that show all."""
    missing = ~np.isfinite(markers[:, target]).all(axis=-1)
    seen = np.isfinite(markers[:, others]).all(axis=(1, 2))
    learn, fill = np.flatnonzero(~missing & seen), np.flatnonzero(missing & seen)
    if not len(learn) or not len(fill):
        return
    # The frames nearest in time decide, since the skin moves.
    for frame in fill:
        near = learn[np.argsort(np.abs(learn - frame), kind="stable")[:10]]
        guesses = []
        for known in near:
            a, b = markers[known, others], markers[frame, others]
            u, _, v = np.linalg.svd((a - a.mean(0)).T @ (b - b.mean(0)))
            u[:, -1] *= np.sign(np.linalg.det(u @ v))
            guesses.append((markers[known, target] - a.mean(0)) @ u @ v + b.mean(0))
        markers[frame, target] = np.mean(guesses, axis=0)


def _length(vectors: np.ndarray) -> np.ndarray:
    return np.linalg.norm(vectors, axis=-1)


def _median(values: Sequence[np.ndarray]) -> float:
    return float(np.median(np.concatenate(values)))
