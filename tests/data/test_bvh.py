import re
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from zedo.body.skeleton import H36M_17
from zedo.data.bvh import UNITS, read_bvh

Tree = dict[str, tuple[str, tuple[float, float, float]]]

PERSON: Tree = {
    "Hips": ("", (0.0, 0.0, 0.0)),
    "LeftUpLeg": ("Hips", (0.1, -0.08, 0.01)),
    "LeftLeg": ("LeftUpLeg", (0.02, -0.42, 0.0)),
    "LeftFoot": ("LeftLeg", (0.0, -0.41, -0.02)),
    "LeftFoot end": ("LeftFoot", (0.0, -0.05, 0.15)),
    "RightUpLeg": ("Hips", (-0.11, -0.08, 0.01)),
    "RightLeg": ("RightUpLeg", (-0.02, -0.43, 0.0)),
    "RightFoot": ("RightLeg", (0.0, -0.42, -0.02)),
    "RightFoot end": ("RightFoot", (0.0, -0.05, 0.15)),
    "Spine": ("Hips", (0.0, 0.1, -0.01)),
    "Spine1": ("Spine", (0.0, 0.15, 0.01)),
    "Neck": ("Spine1", (0.0, 0.2, 0.0)),
    "Neck1": ("Neck", (0.0, 0.06, 0.01)),
    "Head": ("Neck1", (0.0, 0.06, 0.01)),
    "Head end": ("Head", (0.0, 0.18, 0.02)),
    "LeftShoulder": ("Spine1", (0.03, 0.17, 0.01)),
    "LeftArm": ("LeftShoulder", (0.14, 0.0, 0.0)),
    "LeftForeArm": ("LeftArm", (0.28, 0.0, 0.0)),
    "LeftHand": ("LeftForeArm", (0.25, 0.0, 0.0)),
    "LeftHand end": ("LeftHand", (0.1, 0.0, 0.0)),
    "RightShoulder": ("Spine1", (-0.03, 0.17, 0.01)),
    "RightArm": ("RightShoulder", (-0.15, 0.0, 0.0)),
    "RightForeArm": ("RightArm", (-0.29, 0.0, 0.0)),
    "RightHand": ("RightForeArm", (-0.26, 0.0, 0.0)),
    "RightHand end": ("RightHand", (-0.1, 0.0, 0.0)),
}
"""Joint: parent, offset in metres. Half-way up the back, from mid-hip 0.53 m to the neck, is nearest to Spine1."""

SOURCES = {
    "pelvis": ("LeftUpLeg", "RightUpLeg"),
    "right_hip": ("RightUpLeg",),
    "right_knee": ("RightLeg",),
    "right_ankle": ("RightFoot",),
    "left_hip": ("LeftUpLeg",),
    "left_knee": ("LeftLeg",),
    "left_ankle": ("LeftFoot",),
    "spine": ("Spine1",),
    "thorax": ("Neck",),
    "neck": ("Neck1", "Head"),
    "head": ("Head end",),
    "left_shoulder": ("LeftArm",),
    "left_elbow": ("LeftForeArm",),
    "left_wrist": ("LeftHand",),
    "right_shoulder": ("RightArm",),
    "right_elbow": ("RightForeArm",),
    "right_wrist": ("RightHand",),
}

BIOVISION = {"UpLeg": "Hip", "ForeArm": "Elbow", "Leg": "Knee", "Foot": "Ankle", "Hand": "Wrist", "Shoulder": "Collar"}
DAZ = {"UpLeg": "Thigh", "Leg": "Shin", "Shoulder": "Collar"}


def daz(joint: str) -> str:
    side, limb = joint[:1].lower(), re.sub("Left|Right", "", joint)
    named = {"Hips": "hip", "Spine": "abdomen", "Spine1": "chest", "Neck": "neck", "Neck1": "neck2", "Head": "head"}
    return named.get(joint, side + {"Arm": "Shldr", **DAZ}.get(limb, limb))


def biovision(joint: str) -> str:
    side, limb = re.fullmatch("(Left|Right|)(.*)", joint).groups()  # type: ignore[union-attr]
    return joint if not side else side + {"Arm": "Shoulder", **BIOVISION}.get(limb, limb)


CONVENTIONS: dict[str, Callable[[str], str]] = {
    "motionbuilder": lambda joint: joint,
    "mixamo": lambda joint: f"mixamorig:{joint}",
    "upper case": lambda joint: f"Actor_1_{joint.upper()}",
    "biovision": biovision,
    "daz": daz,
}


class Motion:
    """A person's motion, its BVH text, and its joints by scipy's rotations, which the reader does not use."""

    def __init__(self, tree: Tree = PERSON, frames: int = 5, seed: int = 0, moving: float = 1.0) -> None:
        random = np.random.default_rng(seed)
        self.tree = tree
        self.joints = [joint for joint in tree if not joint.endswith(" end")]
        self.orders = {joint: "".join(random.permutation(list("XYZ"))) for joint in self.joints}
        angles = random.uniform(-15, 15, (len(self.joints), 3))[:, None]
        turning = random.uniform(-1, 1, (len(self.joints), 3))[:, None]
        # A degree a frame at most: quicker limbs than any person's would look like a T-pose in front.
        self.angles = dict(zip(self.joints, moving * (angles + turning * np.arange(frames)[:, None]), strict=True))
        self.root = random.uniform(-1, 1, (1, 3)) + 0.01 * np.arange(frames)[:, None]
        self.root_turn = Rotation.identity()

    def positions(self) -> dict[str, np.ndarray]:
        """(F, 3) metres of every joint and end site."""
        positions, turned = {}, {}
        for joint, (parent, offset) in self.tree.items():
            if not parent:
                positions[joint] = self.root + offset
                turned[joint] = self._turn(joint)
                continue
            positions[joint] = positions[parent] + turned[parent].apply(np.array(offset))
            if joint in self.angles:
                turned[joint] = turned[parent] * self._turn(joint)
        return positions

    def _turn(self, joint: str) -> Rotation:
        # Upper case: intrinsic, each turn about the axes that the ones before have turned.
        own = Rotation.from_euler(self.orders[joint], self.angles[joint], degrees=True)
        return self.root_turn * own if joint == "Hips" else own

    def expected(self, sources: dict[str, tuple[str, ...]] = SOURCES) -> np.ndarray:
        """(F, 17, 3) Human3.6M joints, metres."""
        positions = self.positions()
        return np.stack([np.mean([positions[s] for s in sources[joint]], axis=0) for joint in H36M_17.joints], axis=1)

    def text(
        self,
        rename: Callable[[str], str] = CONVENTIONS["motionbuilder"],
        unit: float = 1.0,
        frame_time: str = "0.033333",
    ) -> str:
        lines, columns = ["HIERARCHY"], []

        def write(joint: str, depth: int) -> None:
            parent, offset = self.tree[joint]
            kind = "End Site" if joint.endswith(" end") else f"{'JOINT' if parent else 'ROOT'} {rename(joint)}"
            lines.append(f"{'  ' * depth}{kind}\n{{\nOFFSET {' '.join(repr(x / unit) for x in offset)}")
            if joint in self.angles:
                # The root's turn is written with its own order: angles that scipy finds for the same rotation.
                turns = self.angles[joint]
                if not parent:
                    turns = self._turn(joint).as_euler(self.orders[joint], degrees=True)
                    columns.append(self.root / unit)
                columns.append(turns)
                names = ["Xposition", "Yposition", "Zposition"] if not parent else []
                names += [f"{axis}rotation" for axis in self.orders[joint]]
                lines.append(f"CHANNELS {len(names)} {' '.join(names)}")
            for child, (above, _) in self.tree.items():
                if above == joint:
                    write(child, depth + 1)
            lines.append("}")

        write("Hips", 0)
        values = np.concatenate(columns, axis=1)
        rows = [" ".join(map(repr, row)) for row in values.tolist()]
        return "\n".join([*lines, "MOTION", f"Frames: {len(rows)}", f"Frame Time: {frame_time}", *rows, ""])


def read(path: Path, text: str) -> np.ndarray:
    path.write_text(text)
    return read_bvh(path)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("convention", CONVENTIONS)
@pytest.mark.parametrize("unit", UNITS)
def test_joints_are_where_scipy_puts_them(tmp_path: Path, seed: int, convention: str, unit: str) -> None:
    motion = Motion(seed=seed)
    joints = read(tmp_path / "walk.bvh", motion.text(CONVENTIONS[convention], UNITS[unit]))
    assert joints.dtype == np.float32
    np.testing.assert_allclose(joints, motion.expected(), rtol=0, atol=2e-6)


def test_position_channels_replace_the_offset(tmp_path: Path) -> None:
    # Blender writes six channels a joint by default; the knee's are here 3 cm longer than its offset.
    motion = Motion()
    text = motion.text()
    at = text.index("JOINT LeftLeg")
    text = text[:at] + text[at:].replace("CHANNELS 3", "CHANNELS 6 Xposition Yposition Zposition", 1)
    head, rows = text.split("0.033333\n")
    column = 9  # after the root's six and the hip's three
    moved = [row.split() for row in rows.splitlines()]
    moved = [" ".join([*row[:column], "0.02", "-0.45", "0", *row[column:]]) for row in moved]
    longer = Motion({**PERSON, "LeftLeg": ("LeftUpLeg", (0.02, -0.45, 0.0))})
    joints = read(tmp_path / "walk.bvh", f"{head}0.033333\n" + "\n".join(moved))
    np.testing.assert_allclose(joints, longer.expected(), rtol=0, atol=2e-6)


def test_every_fourth_frame_of_120_is_kept(tmp_path: Path) -> None:
    motion = Motion(frames=10)
    joints = read(tmp_path / "walk.bvh", motion.text(frame_time=".0083333"))
    np.testing.assert_allclose(joints, motion.expected()[::4], rtol=0, atol=2e-6)


def test_a_t_pose_in_front_is_dropped(tmp_path: Path) -> None:
    motion = Motion(frames=9)
    for joint, angles in motion.angles.items():
        angles[0] = 0
        if joint.endswith("Arm"):
            angles[1:, motion.orders[joint].index("Z")] += 60
    joints = read(tmp_path / "walk.bvh", motion.text(frame_time="0.00833333"))
    np.testing.assert_allclose(joints, motion.expected()[1::4], rtol=0, atol=2e-6)


UPRIGHT = Rotation.from_euler("x", 90, degrees=True)
"""From y up to z up."""


def test_motion_that_stands_along_z_is_turned_to_y(tmp_path: Path) -> None:
    motion = Motion(moving=0.3)
    expected = motion.expected()
    motion.root_turn, motion.root = UPRIGHT, UPRIGHT.apply(motion.root)
    np.testing.assert_allclose(read(tmp_path / "walk.bvh", motion.text()), expected, rtol=0, atol=2e-6)


def test_the_rest_pose_tells_up_when_the_person_bends(tmp_path: Path) -> None:
    rest_along_z = {
        joint: (parent, tuple(UPRIGHT.apply(offset).tolist())) for joint, (parent, offset) in PERSON.items()
    }
    for tree, turned in ((PERSON, Rotation.identity()), (rest_along_z, UPRIGHT)):
        motion = Motion(tree, moving=0)  # type: ignore[arg-type]
        motion.root_turn = Rotation.from_euler("x", 45, degrees=True)
        joints = read(tmp_path / "bow.bvh", motion.text())
        np.testing.assert_allclose(
            joints, turned.inv().apply(motion.expected().reshape(-1, 3)).reshape(-1, 17, 3), atol=2e-6
        )


def test_a_person_who_lies_along_x_is_left_alone(tmp_path: Path) -> None:
    motion = Motion(moving=0)
    motion.root_turn = Rotation.from_euler("z", 90, degrees=True)
    np.testing.assert_allclose(read(tmp_path / "sleep.bvh", motion.text()), motion.expected(), atol=2e-6)


def without(*joints: str, **moved: tuple[str, tuple[float, float, float]]) -> Tree:
    return {joint: entry for joint, entry in {**PERSON, **moved}.items() if joint not in joints}


@pytest.mark.parametrize(
    ("tree", "sources"),
    [
        (without("Neck1", Head=("Neck", (0.0, 0.1, 0.0))), {"neck": ("Head",)}),
        (
            without(
                "Head end",
                LeftEye=("Head", (0.03, 0.1, 0.08)),
                RightEye=("Head", (-0.03, 0.1, 0.08)),
                **{"LeftEye end": ("LeftEye", (0.0, 0.0, 0.1)), "RightEye end": ("RightEye", (0.0, 0.0, 0.1))},
            ),
            {"head": ("LeftEye", "RightEye")},
        ),
        (
            without(
                "Spine",
                "Spine1",
                Neck=("Hips", (0.0, 0.5, 0.0)),
                LeftShoulder=("Hips", (0.03, 0.4, 0.0)),
                RightShoulder=("Hips", (-0.03, 0.4, 0.0)),
            ),
            {"spine": ("LeftUpLeg", "RightUpLeg", "Neck", "Neck")},
        ),
        (without("Neck1", Head=("Neck", (0.0, 0.1, 0.0)), Spine=("Hips", (0.0, 0.0, 0.0))), {"neck": ("Head",)}),
    ],
    ids=["one neck bone", "eyes instead of a tip", "no back joint", "a back joint on the root"],
)
def test_other_backs_necks_and_heads(tmp_path: Path, tree: Tree, sources: dict[str, tuple[str, ...]]) -> None:
    motion = Motion(tree)
    joints = read(tmp_path / "walk.bvh", motion.text())
    np.testing.assert_allclose(joints, motion.expected(SOURCES | sources), rtol=0, atol=2e-6)


TEXT = Motion(frames=3).text()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no BVH file"),
        ("hello", "no BVH file"),
        (TEXT.split("MOTION")[0], "no BVH file"),
        (TEXT.replace("Frames: 3", "Frames: three"), "no BVH file"),
        (TEXT.replace("Frames: 3", "Frames: 0"), "declares 0 frames"),
        (TEXT.replace("Frames: 3", "Frames: 4"), "declares 4 frames of 63 channels, but holds 189 values"),
        (TEXT[:-300], "empty or truncated"),
        (TEXT.replace("0.033333\n", "0.033333\nnan ").removesuffix(f" {TEXT.split()[-1]}\n"), "frame 0 holds NaN"),
        (TEXT.replace("0.033333\n", "0.033333\nx "), "MOTION holds something else"),
        (TEXT.replace("0.033333", "0"), "'Frame Time:' is 0"),
        (TEXT.replace("0.033333", "1e300"), "frames a second"),
        (TEXT.replace("Frame Time: 0.033333", "Frame Time: fast"), "'Frame Time:' holds something else"),
        (TEXT.replace("OFFSET 0.1 ", "OFFSET inf "), "OFFSET of JOINT LeftUpLeg is not finite"),
        (TEXT.replace("OFFSET 0.1 ", "OFFSET left "), "OFFSET of JOINT LeftUpLeg holds something else"),
        (TEXT.replace("JOINT LeftUpLeg\n{", "JOINT LeftUpLeg\n"), "JOINT LeftUpLeg must start with"),
        (TEXT.replace("CHANNELS 3", "CHANNELS 9"), "CHANNELS of JOINT LeftUpLeg"),
        (TEXT.replace("CHANNELS 6 Xposition", "CHANNELS 6 Sideways"), "CHANNELS of ROOT Hips"),
        (TEXT.replace("JOINT Spine\n", "ROOT Spine\n"), "one ROOT"),
        (TEXT.replace("HIERARCHY\n", "HIERARCHY\n}\n"), "'}' is unexpected"),
        (TEXT.replace("}\nMOTION", "MOTION"), "HIERARCHY is truncated"),
        (TEXT.replace("JOINT LeftLeg", "JOINT LeftKnie"), "no joint leftleg among hips, leftupleg, leftknie"),
        (TEXT.replace("JOINT Head", "JOINT Skull"), "no joint head among"),
        (Motion(without("Head end")).text(), "the head has no end site"),
        (Motion().text(unit=3.0), "the legs are 0.2803 long"),
    ],
)
def test_malformed_files_are_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.bvh"
    with pytest.raises(ValueError, match=re.escape(message)) as raised:
        read(path, text)
    assert str(raised.value).startswith(f"{path}: ")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        read_bvh(tmp_path / "missing.bvh")


def test_a_huge_frame_count_does_not_take_memory(tmp_path: Path) -> None:
    (tmp_path / "bad.bvh").write_text(TEXT.replace("Frames: 3", "Frames: 1000000000000"))
    tracemalloc.start()
    with pytest.raises(ValueError, match="declares 1000000000000 frames"):
        read_bvh(tmp_path / "bad.bvh")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(data=st.data())
def test_damaged_files_raise_only_value_errors(tmp_path: Path, data: st.DataObject) -> None:
    words = re.split(r"(\s+)", TEXT)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(words) - 1))
        words[at] = data.draw(st.sampled_from(["", "{", "}", "JOINT", "CHANNELS 1", "End", "-1e308", "nan", "\x00é"]))
    path = tmp_path / "fuzz.bvh"
    path.write_text("".join(words))
    try:
        joints = read_bvh(path)
    except ValueError as error:
        assert str(error).startswith(f"{path}: ")
    else:
        assert np.isfinite(joints).all()
