// People as spheres (joints) and tapered bones, drawn with two instanced meshes.

import {
  Color,
  InstancedMesh,
  LatheGeometry,
  Matrix4,
  MeshStandardMaterial,
  Quaternion,
  SphereGeometry,
  Vector2,
  Vector3,
} from "three";

import { jointColour } from "./data.js";

const BONE_RADIUS = 0.046; // metres, at the parent's end
const JOINT_RADIUS = 0.044;
const HEAD_RADIUS = 0.1;
const UP = new Vector3(0, 1, 0);

/** A limb of length 1 along y: thicker near the parent, thinner at the child, closed at both ends. */
function boneGeometry() {
  const profile = [
    [0, 0],
    [0.7, 0.01],
    [1, 0.16],
    [0.95, 0.34],
    [0.62, 0.9],
    [0.5, 0.99],
    [0, 1],
  ];
  return new LatheGeometry(
    profile.map(([radius, height]) => new Vector2(radius, height)),
    20,
  );
}

export class Bodies {
  /** Draws hypotheses `first` to `last` - 1; ghosts are faint and cast no shadow. */
  constructor(scene, data, first, last, ghost) {
    this.data = data;
    this.first = first;
    this.last = last;
    const people = data.rows.reduce((most, rows) => Math.max(most, rows.length), 1) * (last - first);
    const material = new MeshStandardMaterial({
      roughness: 0.5,
      metalness: 0.05,
      transparent: ghost,
      opacity: ghost ? 0.16 : 1,
      depthWrite: !ghost,
    });
    const { joints, bones } = data.skeleton;
    this.spheres = new InstancedMesh(new SphereGeometry(1, 24, 16), material, people * joints.length);
    this.limbs = new InstancedMesh(boneGeometry(), material, people * bones.length);
    for (const mesh of [this.spheres, this.limbs]) {
      mesh.castShadow = !ghost;
      mesh.frustumCulled = false; // the instances move, the mesh's bounds would not
      scene.add(mesh);
    }
    this.colours = data.people.map((_, person) =>
      joints.map((_, joint) => new Color(jointColour(data, data.skeleton, person, joint))),
    );
  }

  set visible(value) {
    this.spheres.visible = this.limbs.visible = value;
  }

  show(frame) {
    const { joints, bones } = this.data.skeleton;
    let sphere = 0;
    let limb = 0;
    const matrix = new Matrix4();
    const turn = new Quaternion();
    const size = new Vector3();
    const along = new Vector3();
    for (let hypothesis = this.first; hypothesis < this.last; hypothesis++) {
      for (const row of this.data.rows[frame]) {
        const points = this.joints(hypothesis, row);
        const colours = this.colours[this.data.person[row]];
        points.forEach((point, joint) => {
          if (Number.isNaN(point.x)) return;
          const radius = joints[joint] === "head" ? HEAD_RADIUS : JOINT_RADIUS;
          matrix.compose(point, turn.identity(), size.setScalar(radius));
          this.spheres.setMatrixAt(sphere, matrix);
          this.spheres.setColorAt(sphere++, colours[joint]);
        });
        for (const [parent, child] of bones) {
          along.subVectors(points[child], points[parent]);
          const length = along.length();
          if (!(length > 0)) continue; // NaN included
          turn.setFromUnitVectors(UP, along.divideScalar(length));
          matrix.compose(points[parent], turn, size.set(BONE_RADIUS, length, BONE_RADIUS));
          this.limbs.setMatrixAt(limb, matrix);
          this.limbs.setColorAt(limb++, colours[child]);
        }
      }
    }
    this.spheres.count = sphere;
    this.limbs.count = limb;
    for (const mesh of [this.spheres, this.limbs]) {
      mesh.instanceMatrix.needsUpdate = true;
      if (mesh.instanceColor) mesh.instanceColor.needsUpdate = true;
    }
  }

  joints(hypothesis, row) {
    const count = this.data.skeleton.joints.length;
    const start = (hypothesis * this.data.person.length + row) * count * 3;
    return Array.from({ length: count }, (_, joint) =>
      new Vector3().fromArray(this.data.positions, start + joint * 3),
    );
  }
}
