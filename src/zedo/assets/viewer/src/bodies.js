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
  /**
   * Draws a body for each of `layers`, `{ hypothesis, shift }`: its joints lie `shift` times their spread behind the
   * hypothesis's. Below an opacity of 1 bodies cast no shadow and hide nothing.
   */
  constructor(scene, data, layers, { opacity = 1, girth = 1 } = {}) {
    this.data = data;
    this.layers = layers;
    this.girth = girth;
    const solid = opacity === 1;
    const people = data.rows.reduce((most, rows) => Math.max(most, rows.length), 1) * layers.length;
    const material = new MeshStandardMaterial({
      roughness: 0.5,
      metalness: 0.05,
      transparent: !solid,
      opacity,
      depthWrite: solid,
    });
    const { joints, bones } = data.skeleton;
    const sphere = solid ? new SphereGeometry(1, 24, 16) : new SphereGeometry(1, 12, 8); // the faint ones are many
    this.spheres = new InstancedMesh(sphere, material, people * joints.length);
    this.limbs = new InstancedMesh(boneGeometry(), material, people * bones.length);
    for (const mesh of [this.spheres, this.limbs]) {
      mesh.castShadow = solid;
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
    const { joints, bones, girths } = this.data.skeleton;
    let sphere = 0;
    let limb = 0;
    const matrix = new Matrix4();
    const turn = new Quaternion();
    const size = new Vector3();
    const along = new Vector3();
    const thick = BONE_RADIUS * this.girth;
    for (const layer of this.layers) {
      for (const row of this.data.rows[frame]) {
        const points = this.joints(layer, row);
        const colours = this.colours[this.data.person[row]];
        points.forEach((point, joint) => {
          if (Number.isNaN(point.x)) return;
          const radius = joints[joint] === "head" ? HEAD_RADIUS : JOINT_RADIUS * girths[joint];
          matrix.compose(point, turn.identity(), size.setScalar(radius * this.girth));
          this.spheres.setMatrixAt(sphere, matrix);
          this.spheres.setColorAt(sphere++, colours[joint]);
        });
        for (const [parent, child] of bones) {
          along.subVectors(points[child], points[parent]);
          const length = along.length();
          if (!(length > 0)) continue; // NaN included
          turn.setFromUnitVectors(UP, along.divideScalar(length));
          const width = thick * girths[child];
          matrix.compose(points[parent], turn, size.set(width, length, width));
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

  joints({ hypothesis, shift }, row) {
    const { skeleton, person, positions, spread } = this.data;
    const count = skeleton.joints.length;
    const start = (hypothesis * person.length + row) * count * 3;
    return Array.from({ length: count }, (_, joint) => {
      const point = new Vector3().fromArray(positions, start + joint * 3);
      // The camera is the origin, so a joint's line of sight leads along its own position.
      return shift ? point.setLength(point.length() + shift * spread[row * count + joint]) : point;
    });
  }
}
