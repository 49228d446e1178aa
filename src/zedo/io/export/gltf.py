"""glTF 2.0 in one binary file (.glb), by pygltflib: animated skeletons, each with a body of one solid a bone.

Format: Khronos, *glTF 2.0 Specification*. Keyframes keep their own times, and between them the format interpolates.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from jaxtyping import Float, Int

from zedo.body.palette import PALETTE
from zedo.io.export.motion import Motion
from zedo.io.export.rig import RiggedMotion
from zedo.system.files import written_whole

THICKNESS = 0.12
"""Width of a bone's solid as a share of its length."""


def write_glb(people: Sequence[Motion], rigged: Sequence[RiggedMotion], path: Path) -> None:
    """Everyone in one scene, metres, y up; time 0 is the first frame that anyone is in.

    Args:
        rigged: of each of ``people``, in the same frames.
    """
    import pygltflib  # pyright: ignore[reportMissingImports]

    file = _File()
    start = min(float(motion.time[0]) for motion in people)
    for number, (motion, body) in enumerate(zip(people, rigged, strict=True)):
        file.add_person(motion, body, start, PALETTE[number % len(PALETTE)].centre)
    gltf = file.gltf
    gltf.scene, gltf.scenes = 0, [pygltflib.Scene(nodes=file.top)]
    gltf.animations = [pygltflib.Animation(name="lifted", samplers=file.samplers, channels=file.channels)]
    gltf.buffers = [pygltflib.Buffer(byteLength=len(file.blob))]
    gltf.set_binary_blob(bytes(file.blob))
    content = b"".join(gltf.save_to_bytes())
    with written_whole(path) as aside:
        aside.write_bytes(content)


class _File:
    """A glTF document that grows by one person after the other."""

    def __init__(self) -> None:
        import pygltflib  # pyright: ignore[reportMissingImports]

        self.library = pygltflib
        self.gltf = pygltflib.GLTF2(asset=pygltflib.Asset(version="2.0", generator="zedo"))
        self.blob = bytearray()
        self.top: list[int] = []
        self.samplers: list = []
        self.channels: list = []

    def add_person(self, motion: Motion, body: RiggedMotion, start: float, colour: str) -> None:
        library, gltf = self.library, self.gltf
        first = len(gltf.nodes)
        for k, node in enumerate(body.nodes):
            children = [first + c for c, child in enumerate(body.nodes) if child.parent == k]
            place = body.offsets[k] if k else body.root[0]
            gltf.nodes.append(library.Node(name=node.name, translation=place.tolist(), children=children))
        rest = np.zeros_like(body.offsets)
        for k, node in enumerate(body.nodes[1:], start=1):
            rest[k] = rest[node.parent] + body.offsets[k]
        inverse = np.tile(np.eye(4), (len(rest), 1, 1))
        inverse[:, 3, :3] = -rest  # column-major
        gltf.skins.append(
            library.Skin(
                inverseBindMatrices=self._accessor(inverse, "MAT4"),
                joints=list(range(first, first + len(rest))),
                skeleton=first,
            )
        )
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        metal = library.PbrMetallicRoughness(
            baseColorFactor=[*(c**2.2 for c in channels), 1.0],  # sRGB to linear, nearly
            metallicFactor=0.0,
            roughnessFactor=0.8,
        )
        gltf.materials.append(library.Material(name=f"person{motion.person}", pbrMetallicRoughness=metal))
        vertices, normals, owner = _solids(body, rest)
        joints = np.zeros((len(owner), 4), dtype=np.uint16)
        joints[:, 0] = owner
        attributes = library.Attributes(
            POSITION=self._accessor(vertices, "VEC3", bounds=True, vertex=True),
            NORMAL=self._accessor(normals, "VEC3", vertex=True),
            JOINTS_0=self._accessor(joints, "VEC4", vertex=True),
            WEIGHTS_0=self._accessor(np.tile([1.0, 0, 0, 0], (len(owner), 1)), "VEC4", vertex=True),
        )
        primitive = library.Primitive(attributes=attributes, material=len(gltf.materials) - 1)
        gltf.meshes.append(library.Mesh(name=f"person{motion.person}", primitives=[primitive]))
        gltf.nodes.append(
            library.Node(name=f"body{motion.person}", mesh=len(gltf.meshes) - 1, skin=len(gltf.skins) - 1)
        )
        # Programs find animated nodes by their path, so several people's have to differ. A skinned mesh follows its
        # joints alone and stands outside.
        gltf.nodes.append(library.Node(name=f"person{motion.person}", children=[first]))
        self.top += [len(gltf.nodes) - 1, len(gltf.nodes) - 2]
        self._animate(motion, body, start, first)

    def _animate(self, motion: Motion, body: RiggedMotion, start: float, first: int) -> None:
        import roma
        import torch  # takes seconds to import

        times = self._accessor(motion.time - start, "SCALAR", bounds=True)
        self._channel(first, "translation", times, self._accessor(body.root, "VEC3"))
        for k, node in enumerate(body.nodes):
            if node.ends:
                quaternions = roma.rotmat_to_unitquat(torch.from_numpy(body.rotations[:, k])).numpy()
                # q and -q are one rotation; neighbours of one sign are interpolated the short way.
                turns = (quaternions[1:] * quaternions[:-1]).sum(axis=1) < 0
                quaternions[1:][np.cumsum(turns) % 2 == 1] *= -1
                self._channel(first + k, "rotation", times, self._accessor(quaternions, "VEC4"))

    def _channel(self, node: int, path: str, times: int, values: int) -> None:
        library = self.library
        self.samplers.append(library.AnimationSampler(input=times, output=values, interpolation="LINEAR"))
        target = library.AnimationChannelTarget(node=node, path=path)
        self.channels.append(library.AnimationChannel(sampler=len(self.samplers) - 1, target=target))

    def _accessor(self, values: np.ndarray, kind: str, bounds: bool = False, vertex: bool = False) -> int:
        """Store an array, floats as float32, and return the index of the accessor that reads it."""
        library, gltf = self.library, self.gltf
        floats = values.dtype.kind == "f"
        stored = values.astype("<f4" if floats else "<u2")
        view = library.BufferView(buffer=0, byteOffset=len(self.blob), byteLength=stored.nbytes)
        if vertex:
            view.target = library.ARRAY_BUFFER
        self.blob += stored.tobytes()
        self.blob += b"\0" * (-len(self.blob) % 4)
        gltf.bufferViews.append(view)
        rows = stored.reshape(len(stored), -1)
        accessor = library.Accessor(
            bufferView=len(gltf.bufferViews) - 1,
            componentType=library.FLOAT if floats else library.UNSIGNED_SHORT,
            count=len(stored),
            type=kind,
        )
        if bounds:
            accessor.min, accessor.max = rows.min(axis=0).tolist(), rows.max(axis=0).tolist()
        gltf.accessors.append(accessor)
        return len(gltf.accessors) - 1


def _solids(
    body: RiggedMotion, rest: Float[np.ndarray, "K 3"]
) -> tuple[Float[np.ndarray, "V 3"], Float[np.ndarray, "V 3"], Int[np.ndarray, " V"]]:
    """A long octahedron for each bone in the T-pose: triangles' corners, their normals, the node that moves each."""
    ring = np.array([[1.0, 0, 0], [0, 0, 1], [-1, 0, 0], [0, 0, -1]])
    triangles, owner = [], []
    for k, node in enumerate(body.nodes[1:], start=1):
        length = np.linalg.norm(body.offsets[k])
        if length == 0:
            continue
        along = body.offsets[k] / length
        side = np.cross(along, np.eye(3)[np.argmin(np.abs(along))])
        side /= np.linalg.norm(side)
        frame = np.stack([side, along, np.cross(side, along)])
        middle = rest[node.parent] + 0.2 * body.offsets[k] + THICKNESS / 2 * length * (ring @ frame)
        for a, b in zip(middle, np.roll(middle, -1, axis=0), strict=True):
            triangles += [[rest[node.parent], a, b], [rest[k], b, a]]
        owner += [node.parent] * 24
    corners = np.array(triangles)
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals /= np.linalg.norm(normals, axis=-1, keepdims=True)
    return corners.reshape(-1, 3), np.repeat(normals, 3, axis=0), np.array(owner)
