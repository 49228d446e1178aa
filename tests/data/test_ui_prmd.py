from pathlib import Path

import numpy as np
import pytest

from zedo.data.joint_zeros import flexion
from zedo.data.clips import FRAME_RATE
from zedo.data.ui_prmd import (
    BREADTHS,
    KNEE_DOWN,
    MARKER_RADIUS,
    MARKERS,
    MISSING,
    RATE,
    SHOULDER_DROP,
    STANDING_KNEE,
    TIBIAL_TORSION,
    calibrate,
    filled,
    joint_centres,
    read_recordings,
    read_ui_prmd,
    usable,
)
from zedo.body.skeleton import H36M_17

J, M = H36M_17.index, MARKERS.index
KNEE = np.concatenate([np.full(40, STANDING_KNEE), np.linspace(STANDING_KNEE, 120, 60), np.full(10, 120.0)])
ELBOW = np.linspace(10, 130, len(KNEE))
THIGH = SHANK = 0.40
UPPER_ARM, FOREARM = 0.28, 0.25
WIDTH, DEPTH, LEG = 0.25, 0.15, 0.87
"""Pelvis between the spines in front, from front to back, and the leg that the regression is told, metres."""


def person(knee: np.ndarray = KNEE, elbow: np.ndarray = ELBOW) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Markers (F, 39, 3) in metres of someone who faces +x, z up, and squats; and the joint centres behind them."""
    frames, hip = len(knee), np.radians(knee) * 0.6
    markers, centres = np.zeros((frames, len(MARKERS), 3)), {}
    bend, arm = np.radians(knee) - hip, np.radians(elbow)
    nothing = np.zeros(frames)
    thigh = np.stack([np.sin(hip), nothing, -np.cos(hip)], axis=-1)
    front = np.stack([np.cos(hip), nothing, np.sin(hip)], axis=-1)
    shank = np.stack([-np.sin(bend), nothing, -np.cos(bend)], axis=-1)
    back = np.stack([-np.cos(bend), nothing, np.sin(bend)], axis=-1)
    forearm = np.stack([np.sin(arm), nothing, -np.cos(arm)], axis=-1)
    fixed = {
        "C7": (-0.1, 0, 1.45), "CLAV": (0.02, 0, 1.45), "T10": (-0.12, 0, 1.2), "STRN": (0.04, 0, 1.2),
        "RBAK": (-0.12, -0.08, 1.35), "LFHD": (0.08, 0.07, 1.65), "RFHD": (0.08, -0.07, 1.65),
        "LBHD": (-0.08, 0.07, 1.65), "RBHD": (-0.08, -0.07, 1.65),
    }  # fmt: skip
    for name, place in fixed.items():
        markers[:, M(name)] = place
    breadth = {joint: share / 2 * (SHANK + 0.02) + MARKER_RADIUS for joint, share in BREADTHS.items()}
    breadth["elbow"] = BREADTHS["elbow"] / 2 * (FOREARM + 0.005) + MARKER_RADIUS
    for side, name, left in (("L", "left", 1.0), ("R", "right", -1.0)):
        out = np.array([0.0, left, 0.0])
        markers[:, M(f"{side}ASI")] = (0.0, left * WIDTH / 2, 1.0)
        markers[:, M(f"{side}PSI")] = (-DEPTH, left * 0.05, 1.0)
        centres[f"{name}_hip"] = np.tile(
            [
                (-0.24 * DEPTH * 1000 - 9.9) / 1000,
                left * (0.28 * DEPTH * 1000 + 0.16 * WIDTH * 1000 + 7.9) / 1000,
                1.0 + (-0.16 * WIDTH * 1000 - 0.04 * LEG * 1000 - 7.1) / 1000,
            ],
            (frames, 1),
        )
        knee_centre = centres[f"{name}_knee"] = centres[f"{name}_hip"] + THIGH * thigh
        ankle = centres[f"{name}_ankle"] = knee_centre + SHANK * shank
        markers[:, M(f"{side}KNE")] = knee_centre - KNEE_DOWN * thigh + breadth["knee"] * out
        markers[:, M(f"{side}THI")] = knee_centre - 0.2 * thigh + 0.09 * out - 0.03 * front
        malleoli = np.cos(TIBIAL_TORSION) * out + np.sin(TIBIAL_TORSION) * back
        markers[:, M(f"{side}ANK")] = ankle + breadth["ankle"] * malleoli
        markers[:, M(f"{side}TIB")] = knee_centre + 0.2 * shank + 0.06 * out
        markers[:, M(f"{side}HEE")] = ankle + 0.06 * back
        markers[:, M(f"{side}TOE")] = ankle - 0.12 * back
        markers[:, M(f"{side}SHO")] = acromion = np.array([-0.04, left * 0.17, 1.45])
        shoulder = centres[f"{name}_shoulder"] = np.tile(
            acromion - [0, 0, SHOULDER_DROP * 0.34 + MARKER_RADIUS], (frames, 1)
        )
        centre = centres[f"{name}_elbow"] = shoulder - [0, 0, UPPER_ARM]
        wrist = centres[f"{name}_wrist"] = centre + FOREARM * forearm
        markers[:, M(f"{side}ELB")] = centre + breadth["elbow"] * out
        markers[:, M(f"{side}UPA")] = centre + np.array([0, left * 0.05, 0.12])
        for marker, aside in (("WRA", -0.03), ("WRB", 0.03)):
            markers[:, M(f"{side}{marker}")] = wrist + aside * out
        markers[:, M(f"{side}FRM")] = centre + 0.1 * forearm + 0.04 * out
        markers[:, M(f"{side}FIN")] = wrist + 0.08 * forearm
    return markers, centres


def raw(markers: np.ndarray) -> np.ndarray:
    return np.where(np.isfinite(markers), np.round(markers * 1000), MISSING).astype(np.int16)


def archive(path: Path, **clips: np.ndarray) -> Path:
    np.savez_compressed(path, **clips)  # type: ignore[arg-type]
    return path


def test_joint_centres_behind_the_markers_are_found() -> None:
    markers, centres = person()
    joints, head = joint_centres(markers, calibrate(markers))
    for name, expected in centres.items():
        off = np.linalg.norm(joints[:, J(name)] - expected, axis=-1)
        assert off.max() < 0.006, f"{name} is off by {1000 * off.max():.1f} mm"
    np.testing.assert_allclose(joints[:, J("pelvis")], (centres["left_hip"] + centres["right_hip"]) / 2, atol=1e-3)
    np.testing.assert_allclose(joints[:, J("thorax")], np.tile([-0.04, 0, 1.45], (len(joints), 1)), atol=1e-9)
    # The head is level, as its owner is taken to hold it in standing.
    np.testing.assert_allclose(head, np.tile(np.eye(3), (len(head), 1, 1)), atol=1e-9)


def test_angles_are_right_from_standing_to_a_deep_squat() -> None:
    markers, _ = person()
    joints, _ = joint_centres(markers, calibrate(markers))
    turned = joints[..., [0, 2, 1]] * [1, 1, -1]
    for side in ("left", "right"):
        np.testing.assert_allclose(np.degrees(flexion(turned, f"{side}_knee")), KNEE, atol=1.5)
        np.testing.assert_allclose(np.degrees(flexion(turned, f"{side}_elbow")), ELBOW, atol=1.5)


def test_a_thigh_marker_out_of_place_does_not_turn_the_knee() -> None:
    markers, centres = person()
    for marker in ("LTHI", "RTHI"):
        markers[:, M(marker)] += 0.5 * (markers[:, M("LPSI")] - markers[:, M("LASI")]) * [1, 0, 0]
    joints, _ = joint_centres(markers, calibrate(markers))
    # It does move with the thigh no more, but in standing.
    assert np.linalg.norm(joints[:30, J("left_knee")] - centres["left_knee"][:30], axis=-1).max() < 0.012


def test_bones_are_rigid() -> None:
    markers, _ = person()
    joints, _ = joint_centres(markers, calibrate(markers))
    for parent, child in H36M_17.bones:
        assert np.linalg.norm(joints[:, child] - joints[:, parent], axis=-1).std() < 0.002


def test_short_gaps_and_lone_markers_are_filled() -> None:
    markers, _ = person()
    gappy = markers.copy()
    gappy[50:55, M("LKNE")] = np.nan  # short: on the line between its ends
    gappy[20:60, M("LFHD")] = np.nan  # long: three others carry it
    gappy[20:60, M("RTHI")] = np.nan  # long, and nothing does
    found = filled(raw(gappy))
    np.testing.assert_allclose(found[50:55, M("LKNE")], markers[50:55, M("LKNE")], atol=3e-3)
    np.testing.assert_allclose(found[20:60, M("LFHD")], markers[20:60, M("LFHD")], atol=2e-3)
    np.testing.assert_array_equal(np.flatnonzero(~usable(found)), np.arange(20, 60))


def test_archives_become_clips_with_y_up(tmp_path: Path) -> None:
    markers, _ = person()
    gap = markers.copy()
    gap[30:60, M("RTHI")] = np.nan
    gap[:, M("LTOE")] = np.nan  # which the 17 joints do not need
    path = archive(tmp_path / "a.npz", m01_s01_e01=raw(markers), m01_s01_e02i=raw(gap))
    recordings = read_recordings(path)
    assert [r.clip.key for r in recordings] == ["m01_s01_e01", "m01_s01_e02i", "m01_s01_e02i+1"]
    assert [r.dropped for r in recordings] == [0, 30, 0]
    first = recordings[0]
    assert len(first.clip.positions) == int((len(markers) - 1) * FRAME_RATE / RATE) + 1 == len(first.head)
    standing = first.clip.positions[0]
    assert standing[J("head"), 1] > standing[J("thorax"), 1] > standing[J("pelvis"), 1] > standing[J("left_ankle"), 1]
    assert standing[J("head"), 1] == pytest.approx(1.72, abs=0.01)
    # Facing +x with y up, the left is at -z.
    assert standing[J("left_hip"), 2] < 0 < standing[J("right_hip"), 2]
    assert first.points["left_toe"][0, 0] > first.points["left_heel"][0, 0]
    np.testing.assert_allclose(first.head[0], [[1, 0, 0], [0, 0, 1], [0, -1, 0]], atol=1e-2)
    assert np.isnan(recordings[1].points["left_toe"]).all()
    assert [clip.key for clip in read_ui_prmd(path)] == [r.clip.key for r in recordings]


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("walk", np.zeros((4, 39, 3), np.int16)),
        ("m01_s01_e01", np.zeros((4, 17, 3), np.int16)),
        ("m01_s01_e01", np.full((4, 39, 3), "1")),
    ],
)
def test_other_archives_are_refused(tmp_path: Path, key: str, values: np.ndarray) -> None:
    with pytest.raises(ValueError, match=f"{key!r} has shape"):
        read_ui_prmd(archive(tmp_path / "a.npz", **{key: values}))


def test_an_archive_without_a_usable_frame_is_refused(tmp_path: Path) -> None:
    nothing = np.full((30, 39, 3), MISSING, np.int16)
    with pytest.raises(ValueError, match="no recording with all markers"):
        read_ui_prmd(archive(tmp_path / "a.npz", m01_s01_e01=nothing))
