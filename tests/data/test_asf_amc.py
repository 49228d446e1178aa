import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from zedo.body.skeleton import H36M_17
from zedo.data.asf_amc import read_amc

UNIT = 0.0254 / 0.45
"""Metres in CMU's unit of length."""

# Bone: parent, direction, metres, axis in degrees, degrees of freedom. The layout of the CMU database's skeletons.
LIMBS = {
    "hipjoint": ("root", (0.65, -0.7, 0.2), 0.13, (0, 0, 0), ""),
    "femur": ("hipjoint", (0.34, -0.94, 0.0), 0.42, (0, 0, 20), "rx ry rz"),
    "tibia": ("femur", (0.34, -0.94, 0.0), 0.41, (0, 0, 20), "rx"),
    "clavicle": ("thorax", (0.95, 0.2, -0.1), 0.19, (10, -5, 15), "ry rz"),
    "humerus": ("clavicle", (1.0, 0.0, 0.0), 0.28, (180, 30, 90), "rx ry rz"),
    "radius": ("humerus", (1.0, 0.0, 0.0), 0.25, (180, 30, 90), "rx"),
}
BONES = {
    "lowerback": ("root", (0.05, 0.99, -0.05), 0.12, (5, 0, 0), "rx ry rz"),
    "upperback": ("lowerback", (0.0, 1.0, -0.02), 0.12, (0, 3, 0), "rx ry rz"),
    "thorax": ("upperback", (0.0, 1.0, 0.02), 0.11, (0, 0, 0), "rx ry rz"),
    "lowerneck": ("thorax", (0.0, 0.98, 0.1), 0.09, (0, 0, 0), "rx ry rz"),
    "upperneck": ("lowerneck", (0.0, 1.0, -0.05), 0.09, (0, 0, 0), "rx rz"),
    "head": ("upperneck", (0.0, 1.0, 0.05), 0.1, (0, 0, 0), "rx ry rz"),
}
for side, sign in (("l", 1), ("r", -1)):
    for name, (parent, (x, y, z), length, (ax, ay, az), dof) in LIMBS.items():
        above = side + parent if parent in LIMBS else parent
        BONES[side + name] = (above, (sign * x, y, z), length, (ax, sign * ay, sign * az), dof)

ENDS = {"pelvis": ["rhipjoint", "lhipjoint"], "neck": ["lowerneck", "upperneck"]}
ENDS |= {joint: [joint] for joint in ("thorax", "head")} | {"spine": ["lowerback"]}
for side in ("left", "right"):
    bones = {"hip": "hipjoint", "knee": "femur", "ankle": "tibia"}
    bones |= {"shoulder": "clavicle", "elbow": "humerus", "wrist": "radius"}
    ENDS |= {f"{side}_{joint}": [side[0] + bone] for joint, bone in bones.items()}


class Motion:
    """Random motion of the skeleton, its two files, and its joints by scipy's rotations, which the reader avoids."""

    def __init__(self, frames: int = 9, order: str = "TX TY TZ RX RY RZ", degrees: bool = True) -> None:
        random = np.random.default_rng(0)
        self.frames, self.order, self.degrees = frames, order.split(), degrees
        self.values = {"root": random.uniform(-40, 40, (frames, 6))}
        for bone, (_, _, _, _, dof) in BONES.items():
            if dof:
                self.values[bone] = random.uniform(-40, 40, (frames, len(dof.split())))

    def expected(self) -> np.ndarray:
        """(frames, 17, 3) Human3.6M joints, metres."""
        root = dict(zip(self.order, self.values["root"].T, strict=True))
        turns = [o for o in self.order if o[0] == "R"]
        # Lower case: extrinsic, as CMU's: the first angle turns about the parent's x axis first.
        turned = {
            "root": Rotation.from_euler(
                "".join(t[1].lower() for t in turns), np.stack([root[t] for t in turns], axis=1), degrees=True
            )
        }
        ends = {"root": np.stack([root["TX"], root["TY"], root["TZ"]], axis=1) * UNIT}
        for bone, (parent, direction, length, axis, dof) in BONES.items():
            turned[bone] = turned[parent]
            if dof:
                axes = Rotation.from_euler("xyz", axis, degrees=True)
                own = Rotation.from_euler(dof.replace("r", "").replace(" ", ""), self.values[bone], degrees=True)
                turned[bone] = turned[parent] * axes * own * axes.inv()
            ends[bone] = ends[parent] + turned[bone].apply(np.array(direction) * length)
        return np.stack([np.mean([ends[b] for b in ENDS[joint]], axis=0) for joint in H36M_17.joints], axis=1)

    def angle(self, degrees: float) -> str:
        return repr(float(degrees if self.degrees else np.radians(degrees)))

    def asf(self) -> str:
        lines = ["# made by a test", ":version 1.10", ":name VICON", ":units", "  mass 1.0", "  length 0.45"]
        lines += [f"  angle {'deg' if self.degrees else 'rad'}", ":documentation", "   any text", ":root"]
        lines += [f"   order {' '.join(self.order)}", "   axis XYZ", "   position 0 0 0", "   orientation 0 0 0"]
        lines.append(":bonedata")
        for i, (bone, (_, direction, length, axis, dof)) in enumerate(BONES.items(), start=1):
            lines += [
                "  begin",
                f"     id {i}",
                f"     name {bone}",
                f"     direction {' '.join(map(repr, direction))}",
            ]
            lines += [f"     length {length / UNIT!r}", f"     axis {' '.join(map(self.angle, axis))}  XYZ"]
            if dof:
                lines += [f"    dof {dof}", "    limits (-160.0 20.0)"] + ["           (-70.0 70.0)"] * dof.count(" ")
            lines.append("  end")
        lines += [":hierarchy", "  begin"]
        for parent in ("root", *BONES):
            if children := [bone for bone, entry in BONES.items() if entry[0] == parent]:
                lines.append(f"    {parent} {' '.join(children)}")
        return "\n".join([*lines, "  end", ""])

    def amc(self) -> str:
        lines = ["#!OML:ASF made.ASF", ":FULLY-SPECIFIED", ":DEGREES" if self.degrees else ":RADIANS"]
        for frame in range(self.frames):
            lines.append(str(frame + 1))
            for bone, values in self.values.items():
                row = values[frame].tolist()
                is_length = [bone == "root" and order[0] == "T" for order in self.order]
                words = [repr(v) if long else self.angle(v) for v, long in zip(row, is_length, strict=False)]
                lines.append(f"{bone} {' '.join(words)}")
        return "\n".join([*lines, ""])


MOTION = Motion()
ASF, AMC = MOTION.asf(), MOTION.amc()


def read(folder: Path, asf: str = ASF, amc: str = AMC) -> np.ndarray:
    (folder / "07.asf").write_text(asf)
    (folder / "07_01.amc").write_text(amc)
    return read_amc(folder / "07_01.amc")


@pytest.mark.parametrize("order", ["TX TY TZ RX RY RZ", "RZ RX RY TZ TX TY"])
@pytest.mark.parametrize("degrees", [True, False])
def test_joints_are_where_scipy_puts_them(tmp_path: Path, order: str, degrees: bool) -> None:
    motion = Motion(order=order, degrees=degrees)
    joints = read(tmp_path, motion.asf(), motion.amc())
    assert joints.dtype == np.float32
    np.testing.assert_allclose(joints, motion.expected()[::4], rtol=0, atol=2e-6)


def test_line_ends_of_windows_are_read(tmp_path: Path) -> None:
    joints = read(tmp_path, ASF.replace("\n", "\r\n"), AMC.replace("\n", "\r\n"))
    np.testing.assert_array_equal(joints, read(tmp_path))


@pytest.mark.parametrize("skeleton", ["07_01.asf", "07.ASF", "anybody.asf"])
def test_the_skeleton_is_found_beside_the_motion(tmp_path: Path, skeleton: str) -> None:
    (tmp_path / skeleton).write_text(ASF)
    (tmp_path / "07_01.amc").write_text(AMC)
    assert len(read_amc(tmp_path / "07_01.amc")) == 3


def test_the_subjects_skeleton_is_preferred_and_none_is_guessed(tmp_path: Path) -> None:
    (tmp_path / "08.asf").write_text("not a skeleton")
    (tmp_path / "09.asf").write_text("not a skeleton")
    (tmp_path / "07_01.amc").write_text(AMC)
    with pytest.raises(ValueError, match=r"07_01\.amc: its skeleton is not beside it; 07_01\.asf, 07\.asf"):
        read_amc(tmp_path / "07_01.amc")
    (tmp_path / "07.asf").write_text(ASF)
    assert len(read_amc(tmp_path / "07_01.amc")) == 3


@pytest.mark.parametrize(
    ("asf", "message"),
    [
        ("", "no ASF skeleton"),
        (ASF.split(":hierarchy")[0], "no ASF skeleton"),
        (ASF.replace("length 0.45", "length zero"), "length in :units is zero"),
        (ASF.replace("length 0.45", "length -1"), "length in :units is -1"),
        (ASF.replace("orientation 0 0 0", "orientation 0 90 0"), "orientation in :root is not 0 0 0"),
        (ASF.replace("TX TY TZ RX RY RZ", "TX TY TZ RX RY"), "order in :root"),
        (
            ASF.replace("direction 0.65 -0.7 0.2", "direction 0.65 -0.7"),
            "the direction of bone 'lhipjoint' is 0.65 -0.7;",
        ),
        (ASF.replace("direction 0.65", "direction nan"), "the direction of bone 'lhipjoint' is nan"),
        (ASF.replace("XYZ\n    dof rx\n", "XYY\n    dof rx\n"), "bone 'ltibia': the axis must be"),
        (ASF.replace("dof rx\n", "dof tx\n"), "bone 'ltibia': its dof are tx"),
        (ASF.replace("name lfemur", "name lthigh"), "names the bone 'lfemur', which"),
        (ASF.replace("    upperneck head\n", ""), "no bone head among root, "),
    ],
)
def test_malformed_skeletons_are_named(tmp_path: Path, asf: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)) as raised:
        read(tmp_path, asf=asf)
    assert str(raised.value).startswith(f"{tmp_path / '07.asf'}: ")


@pytest.mark.parametrize(
    ("amc", "message"),
    [
        ("", "no AMC motion"),
        (":FULLY-SPECIFIED\n:DEGREES\n", "no AMC motion"),
        (AMC.replace("\n1\n", "\n", 1), "comes before the number of the first frame"),
        (AMC[: AMC.rindex("rhumerus")], "frame 9, bone 'rhumerus' is missing"),
        (re.sub(r"ltibia \S+", "ltibia", AMC, count=1), "frame 1, bone 'ltibia' is missing; 1 finite numbers"),
        (re.sub(r"ltibia \S+", "ltibia nan", AMC, count=1), "frame 1, bone 'ltibia' is nan"),
        (re.sub(r"ltibia \S+", "ltibia bent", AMC, count=1), "frame 1, bone 'ltibia' is bent"),
        (re.sub(r"ltibia (\S+)", r"ltibia \1 0", AMC, count=1), "frame 1, bone 'ltibia' is"),
        (re.sub(r"root \S+", "root 1e300", AMC, count=1), "not finite"),
    ],
)
def test_malformed_motions_are_named(tmp_path: Path, amc: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)) as raised:
        read(tmp_path, amc=amc)
    assert str(raised.value).startswith(f"{tmp_path / '07_01.amc'}: ")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no such file"):
        read_amc(tmp_path / "07_01.amc")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(data=st.data())
def test_damaged_files_raise_only_value_errors(tmp_path: Path, data: st.DataObject) -> None:
    files = {"asf": ASF, "amc": AMC}
    which = data.draw(st.sampled_from(sorted(files)))
    words = re.split(r"(\s+)", files[which])
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(words) - 1))
        words[at] = data.draw(st.sampled_from(["", "end", "root", ":root", "12", "-1e308", "nan", "\x00é", "\n"]))
    try:
        joints = read(tmp_path, **{**files, which: "".join(words)})
    except ValueError as error:
        assert str(error).startswith(str(tmp_path))
    else:
        assert np.isfinite(joints).all()
