"""BVH and glTF: forward kinematics through other libraries."""

import json
import struct
from pathlib import Path
from typing import Any

import bvhio
import numpy as np
import pytest
import trimesh
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from tests.io.export.clips import clip, upright, without
from zedo.body.skeleton import H36M_17, SKELETONS, Skeleton
from zedo.data.bvh import read_bvh
from zedo.io.export import write_poses
from zedo.io.export.rig import T_POSE, rig, rig_nodes

TWO_TOPS = Skeleton("two_tops", ("a b", "c", "d", "left_e", "right_e"), (-1, -1, 1, 2, 2), (0, 1))
EVERY = [*SKELETONS.values(), TWO_TOPS]


def of_constant_bones(positions: np.ndarray, skeleton: Skeleton) -> np.ndarray:
    """What the rig is to show: each bone's own direction, its median length, and the joints' mean where it was."""
    top = positions[:, list(skeleton.root)].mean(axis=1)
    single = skeleton.parents.count(-1) == 1
    fixed = np.empty_like(positions)
    for joint in sorted(range(len(skeleton)), key=lambda j: len(skeleton.ancestry(j))):
        parent = skeleton.parents[joint]
        if parent < 0 and single:
            fixed[:, joint] = positions[:, joint]
            continue
        bone = positions[:, joint] - (positions[:, parent] if parent >= 0 else top)
        length = np.linalg.norm(bone, axis=-1, keepdims=True)
        fixed[:, joint] = (fixed[:, parent] if parent >= 0 else top) + bone / length * np.median(length)
    return fixed + (positions - fixed).mean(axis=1, keepdims=True)


def node_names(skeleton: Skeleton) -> list[str]:
    """Of each joint."""
    names: dict[int, str] = {}
    for node in rig_nodes(skeleton):
        names.setdefault(node.joint, node.name)
    return [names[joint] for joint in range(len(skeleton))]


def bvh_positions(path: Path, names: list[str]) -> tuple[np.ndarray, float]:
    file = bvhio.readAsBvh(str(path))
    root = bvhio.convertBvhToHierarchy(file.Root)
    joints = {joint.Name: joint for joint, _, _ in root.layout()}
    frames = []
    for frame in range(file.FrameCount):
        root.loadPose(frame)
        frames.append([np.array(joints[name].PositionWorld) for name in names])
    return np.array(frames), file.FrameTime


class Glb:
    """A GLB file: node transforms by trimesh, animation from the file's JSON and buffer."""

    def __init__(self, path: Path) -> None:
        self.graph = trimesh.load(path, file_type="glb").graph
        content = path.read_bytes()
        length = struct.unpack_from("<I", content, 12)[0]
        self.json: dict[str, Any] = json.loads(content[20 : 20 + length])
        self.blob = content[28 + length :]

    def array(self, index: int) -> np.ndarray:
        accessor = self.json["accessors"][index]
        width = {"SCALAR": 1, "VEC3": 3, "VEC4": 4, "MAT4": 16}[accessor["type"]]
        kind = {5126: "<f4", 5123: "<u2"}[accessor["componentType"]]
        start = self.json["bufferViews"][accessor["bufferView"]]["byteOffset"]
        return np.frombuffer(self.blob, kind, accessor["count"] * width, start).reshape(-1, width)

    def channels(self) -> list[tuple[dict[str, Any], str, np.ndarray, np.ndarray]]:
        (animation,) = self.json["animations"]
        found = []
        for channel in animation["channels"]:
            sampler = animation["samplers"][channel["sampler"]]
            node = self.json["nodes"][channel["target"]["node"]]
            times, values = self.array(sampler["input"])[:, 0], self.array(sampler["output"])
            found.append((node, channel["target"]["path"], times, values))
        return found

    def positions(self, names: list[str], frame: int) -> np.ndarray:
        poses: dict[str, np.ndarray] = {}
        for node, path, _, values in self.channels():
            pose = poses.setdefault(node["name"], _still(node))
            if path == "rotation":
                pose[:3, :3] = Rotation.from_quat(values[frame]).as_matrix()
            else:
                pose[:3, 3] = values[frame]
        for name, pose in poses.items():
            self.graph.update(frame_from=self.graph.transforms.parents[name], frame_to=name, matrix=pose)
        return np.array([self.graph.get(name)[0][:3, 3] for name in names])


def _still(node: dict[str, Any]) -> np.ndarray:
    pose = np.eye(4)
    pose[:3, 3] = node.get("translation", [0, 0, 0])
    return pose


@pytest.mark.parametrize("skeleton", EVERY, ids=[s.name for s in EVERY])
def test_bvh_read_by_bvhio(tmp_path: Path, skeleton: Skeleton) -> None:
    poses = clip(skeleton, frames=range(5))
    assert write_poses(poses, tmp_path / "a.bvh").paths == (tmp_path / "a.bvh",)
    found, frame_time = bvh_positions(tmp_path / "a.bvh", node_names(skeleton))
    np.testing.assert_allclose(found, of_constant_bones(upright(poses), skeleton), atol=1e-5)
    assert frame_time == pytest.approx(1 / 25)


@pytest.mark.parametrize("skeleton", EVERY, ids=[s.name for s in EVERY])
def test_glb_read_by_trimesh(tmp_path: Path, skeleton: Skeleton) -> None:
    times = [1.0, 1.03, 1.1, 2.0]
    poses = clip(skeleton, frames=range(4), times=times)
    write_poses(poses, tmp_path / "a.glb")
    glb = Glb(tmp_path / "a.glb")
    expected = of_constant_bones(upright(poses), skeleton)
    for frame in range(4):
        np.testing.assert_allclose(glb.positions(node_names(skeleton), frame), expected[frame], atol=1e-5)
    for _, _, found, _ in glb.channels():
        np.testing.assert_allclose(found, np.array(times) - 1.0, atol=1e-6)


def test_the_glbs_body_is_bound_to_its_bones(tmp_path: Path) -> None:
    poses = clip(people=(3, 9))
    write_poses(poses, tmp_path / "a.glb")
    glb = Glb(tmp_path / "a.glb")
    names = [glb.json["nodes"][n]["name"] for n in glb.json["scenes"][0]["nodes"]]
    assert names == ["person3", "body3", "person9", "body9"]
    for skin, mesh in zip(glb.json["skins"], glb.json["meshes"], strict=True):
        nodes, parent = glb.json["nodes"], {}
        for k, node in enumerate(nodes):
            parent.update(dict.fromkeys(node.get("children", []), k))
        rest: dict[int, np.ndarray] = {}
        for k in skin["joints"]:  # parents come first; the root's own place is no part of the T-pose
            rest[k] = rest[parent[k]] + nodes[k]["translation"] if parent[k] in rest else np.zeros(3)
        inverse = glb.array(skin["inverseBindMatrices"]).reshape(-1, 4, 4).transpose(0, 2, 1)
        np.testing.assert_allclose(inverse[:, :3, 3], [-rest[k] for k in skin["joints"]], atol=1e-6)
        attributes = mesh["primitives"][0]["attributes"]
        corners, owner = glb.array(attributes["POSITION"]), glb.array(attributes["JOINTS_0"])[:, 0]
        # Every bone is moved by the node at its start: of its 24 corners four are there, and four at its end.
        for start in range(0, len(corners), 24):
            bone, node = corners[start : start + 24], skin["joints"][owner[start]]
            assert (owner[start : start + 24] == owner[start]).all()
            ends = [rest[child] for child in nodes[node]["children"]]
            for place in (rest[node], ends[0]):
                assert (np.linalg.norm(bone - place, axis=1) < 1e-6).sum() == 4


def test_what_bvh_writes_our_own_reader_reads(tmp_path: Path) -> None:
    poses = of_a_person(30)
    write_poses(poses, tmp_path / "a.bvh")
    found, expected = read_bvh(tmp_path / "a.bvh"), upright(poses)
    expected[:, 0] = (expected[:, 1] + expected[:, 4]) / 2  # its pelvis is the middle of the hips
    np.testing.assert_allclose(found, expected, atol=2e-4)


def of_a_person(frames: int) -> Any:
    """A T-pose of constant bones whose segments turn, at 30 frames a second."""
    places = {**T_POSE, **{j.replace("left", "right"): (-x, y, z) for j, (x, y, z) in T_POSE.items()}}
    rest = np.array([places[joint] for joint in H36M_17.joints])
    rng = np.random.default_rng(1)
    positions = np.zeros((frames, 17, 3))
    speed = rng.normal(scale=0.02, size=(17, 3))
    for frame in range(frames):
        turned = {-1: Rotation.identity()}
        for joint, parent in enumerate(H36M_17.parents):
            turned[joint] = turned[parent] * Rotation.from_rotvec(speed[joint] * frame)
            if parent >= 0:
                positions[frame, joint] = positions[frame, parent] + turned[joint].apply(rest[joint] - rest[parent])
    poses = clip(frames=range(frames), times=[k / 30 for k in range(frames)])
    return type(poses)(
        joints=positions[None] * [1, -1, -1],
        translation=np.tile([0.0, 0, 4], (1, frames, 1)),
        reprojection_error=np.zeros((1, frames)),
        skeleton=H36M_17,
        frame=poses.frame,
        time=poses.time,
        person=poses.person,
        camera=poses.camera,
    )


def test_gaps_are_interpolated_and_ends_held_in_bvh(tmp_path: Path) -> None:
    poses = without(clip(noise=0, frames=range(6)), [0, 3])
    write_poses(poses, tmp_path / "a.bvh")
    found, _ = bvh_positions(tmp_path / "a.bvh", node_names(H36M_17))
    seen = upright(poses)
    np.testing.assert_allclose(found[[1, 2, 4, 5]], seen[[1, 2, 4, 5]], atol=1e-5)
    np.testing.assert_allclose(found[0], seen[1], atol=1e-5)
    # The mean joint is half-way; bones keep their lengths, which a mean of positions would not.
    np.testing.assert_allclose(found[3].mean(axis=0), (seen[2] + seen[4]).mean(axis=0) / 2, atol=1e-5)
    lengths = [np.linalg.norm(f[list(H36M_17.parents)[1:]] - f[1:], axis=-1) for f in (found[3], seen[2])]
    np.testing.assert_allclose(*lengths, atol=1e-5)


def test_glb_leaves_gaps_to_the_player(tmp_path: Path) -> None:
    poses = without(clip(frames=range(6)), [0, 3])
    write_poses(poses, tmp_path / "a.glb")
    for _, _, times, _ in Glb(tmp_path / "a.glb").channels():
        np.testing.assert_allclose(times, np.array([1, 2, 4, 5]) / 25 - 1 / 25, atol=1e-6)


def test_what_constant_bones_cost_is_said(tmp_path: Path) -> None:
    poses = clip(noise=0.03)
    residual = np.linalg.norm(of_constant_bones(upright(poses), H36M_17) - upright(poses), axis=-1) * 1000
    (note,) = write_poses(poses, tmp_path / "a.glb").notes
    assert f"by {residual.mean():.0f} mm on average, {residual.max():.0f} mm at most" in note


def test_a_joint_that_is_never_seen_is_told(tmp_path: Path) -> None:
    poses = without(clip(), range(8), [H36M_17.index("left_wrist")])
    with pytest.raises(ValueError, match="person 0 cannot be animated: joint left_wrist has no position"):
        write_poses(poses, tmp_path / "a.bvh")
    assert not list(tmp_path.iterdir())


trees = st.integers(1, 9).flatmap(
    lambda n: st.tuples(
        st.tuples(st.just(-1), *(st.integers(-1, j - 1) for j in range(1, n))), st.integers(0, 2**32 - 1)
    )
)


@given(trees)
def test_any_tree_of_rigid_bones_is_rigged_exactly(tree: tuple[tuple[int, ...], int]) -> None:
    """Several tops, bones on one line, joints in one place: rotations are rotations, and the joints are met."""
    parents, seed = tree
    rng = np.random.default_rng(seed)
    skeleton = Skeleton("tree", tuple(f"j{j}" for j in range(len(parents))), parents, (0,))
    lengths = rng.choice([0.0, 0.3, 0.5], size=len(parents))
    line = rng.normal(size=3)
    positions = np.zeros((4, len(parents), 3))
    for joint, parent in enumerate(parents):
        bone = np.tile(line, (4, 1)) * rng.choice([-1, 1]) if rng.random() < 0.4 else rng.normal(size=(4, 3))
        bone *= lengths[joint] / np.linalg.norm(bone, axis=-1, keepdims=True)
        above = positions[:, parent] if parent >= 0 else positions[:, 0] * (joint > 0)
        positions[:, joint] = above + bone
    rigged = rig(positions, skeleton)
    identity = rigged.rotations @ np.swapaxes(rigged.rotations, -1, -2)
    np.testing.assert_allclose(identity, np.broadcast_to(np.eye(3), identity.shape), atol=1e-9)
    assert np.linalg.det(rigged.rotations).min() > 0.99
    assert rigged.residual.max() < 1e-6


def test_nodes_have_the_names_that_programs_know() -> None:
    names = [node.name for node in rig_nodes(H36M_17)]
    assert names[:5] == ["Hips", "RHipJoint", "RightUpLeg", "RightLeg", "RightFoot"]
    assert {"LowerBack", "Spine", "Spine1", "Neck", "Head", "HeadTop", "LeftShoulder", "LeftHand"} < set(names)
    for skeleton in EVERY:
        names = [node.name for node in rig_nodes(skeleton)]
        assert len(set(names)) == len(names) and not any(" " in name for name in names)
    for skeleton in SKELETONS.values():
        assert {joint.replace("right_", "left_") for joint in skeleton.joints} <= T_POSE.keys()
