// The 3D scene: people, ground, lights, the recording camera's frustum, and the viewer's own camera.

import {
  Box3,
  BufferGeometry,
  CircleGeometry,
  Color,
  DirectionalLight,
  DoubleSide,
  Float32BufferAttribute,
  Group,
  HemisphereLight,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  PCFShadowMap,
  PerspectiveCamera,
  PlaneGeometry,
  Scene,
  ShaderMaterial,
  ShadowMaterial,
  Vector3,
  WebGLRenderer,
} from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";

import { Bodies } from "./bodies.js";

const VIEW_FOV = 36; // degrees, vertical
const GHOST_OPACITY = 0.16;
// A limb of uncertain depth is blurred along the line of sight: copies of it up to 1.5 standard deviations before and
// behind it, fainter with the normal distribution. Where the depth is certain they lie inside the limb, unseen.
const BLUR_STEP = 0.125; // standard deviations
const BLUR_REACH = 1.5;
const BLUR_OPACITY = 0.07;
const BLUR_GIRTH = 0.9;
const MARK_RADIUS = 0.24; // metres, of the discs on the ground under people
const GRID_VERTEX = `
  varying vec2 place;
  void main() {
    vec4 world = modelMatrix * vec4(position, 1.0);
    place = world.xz;
    gl_Position = projectionMatrix * viewMatrix * world;
  }`;
// Lines every metre, one pixel wide at any distance, fading out towards the edge.
const GRID_FRAGMENT = `
  uniform vec3 colour;
  uniform vec2 centre;
  uniform float radius;
  varying vec2 place;
  float line(float spacing, float width) {
    vec2 away = abs(fract(place / spacing - 0.5) - 0.5) / (fwidth(place / spacing) * width);
    return 1.0 - min(min(away.x, away.y), 1.0);
  }
  void main() {
    float fade = 1.0 - smoothstep(0.25, 1.0, distance(place, centre) / radius);
    gl_FragColor = vec4(colour, fade * max(0.55 * line(1.0, 1.2), line(5.0, 1.8)));
    #include <colorspace_fragment>
  }`;

/** The box that holds people, from the ground up; poses that failed far away do not stretch it. */
function peopleBox(data) {
  const count = data.person.length * data.skeleton.joints.length;
  const axes = [0, 1, 2].map((axis) => {
    const values = Float32Array.from({ length: count }, (_, i) => data.positions[i * 3 + axis]);
    const sorted = values.filter(Number.isFinite).sort();
    const at = (share) => sorted[Math.round(share * (sorted.length - 1))];
    return axis === 1 ? [data.ground, at(0.98)] : [at(0.02), at(0.98)];
  });
  const box = new Box3();
  box.min.set(...axes.map(([low]) => low));
  box.max.set(...axes.map(([, high]) => high));
  return box;
}

export class View3D {
  constructor(canvas, data) {
    this.canvas = canvas;
    this.data = data;
    this.renderer = new WebGLRenderer({ canvas, antialias: true, preserveDrawingBuffer: true });
    this.renderer.shadowMap.enabled = true;
    this.renderer.shadowMap.type = PCFShadowMap;
    this.scene = new Scene();
    this.camera = new PerspectiveCamera(VIEW_FOV, 1, 0.05, 500);
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.enableDamping = true;
    this.controls.dampingFactor = 0.12;
    this.box = peopleBox(data);
    this.centre = this.box.getCenter(new Vector3());
    this.radius = Math.max(1, this.box.getSize(new Vector3()).length() / 2);
    this.addLights();
    this.addGround();
    this.addRecordingCamera();
    this.addMarks();
    this.answer = [new Bodies(this.scene, data, [{ hypothesis: 0, shift: 0 }])];
    const others = Array.from({ length: data.hypotheses - 1 }, (_, i) => ({ hypothesis: i + 1, shift: 0 }));
    this.ghosts = others.length ? [new Bodies(this.scene, data, others, { opacity: GHOST_OPACITY })] : [];
    this.blur = data.spread ? this.blurredBodies() : [];
    this.resize();
    this.resetView();
  }

  addLights() {
    this.scene.add(new HemisphereLight(0xffffff, 0xa9adb8, 2.3));
    const sun = new DirectionalLight(0xffffff, 2.0);
    sun.position.copy(this.centre).add(new Vector3(-0.45, 1.6, 0.8).multiplyScalar(this.radius + 2));
    sun.target.position.copy(this.centre);
    sun.castShadow = true;
    sun.shadow.mapSize.set(2048, 2048);
    sun.shadow.radius = 5;
    sun.shadow.bias = -0.0005;
    const reach = this.radius + 0.5;
    Object.assign(sun.shadow.camera, { left: -reach, right: reach, top: reach, bottom: -reach, near: 0.1, far: 6 * reach + 12 });
    this.scene.add(sun, sun.target);
  }

  addGround() {
    const reach = Math.max(6, 2.4 * this.radius);
    this.grid = new ShaderMaterial({
      vertexShader: GRID_VERTEX,
      fragmentShader: GRID_FRAGMENT,
      uniforms: {
        colour: { value: new Color() },
        centre: { value: [this.centre.x, this.centre.z] },
        radius: { value: reach },
      },
      transparent: true,
      depthWrite: false,
      side: DoubleSide,
    });
    this.shadow = new ShadowMaterial({ depthWrite: false });
    for (const material of [this.grid, this.shadow]) {
      const plane = new Mesh(new PlaneGeometry(2 * reach, 2 * reach), material);
      plane.rotation.x = -Math.PI / 2;
      plane.position.set(this.centre.x, this.data.ground, this.centre.z);
      plane.receiveShadow = material === this.shadow;
      this.scene.add(plane);
    }
  }

  /** A direction of the camera's frame in the scene's axes. */
  ofCamera(vector) {
    const [right, down, forward] = this.data.world.rotation.map((axis) => new Vector3(...axis).dot(vector));
    return new Vector3(right, -down, -forward);
  }

  /** The camera that took the pictures stands at the origin; its frustum is drawn as deep as it can be seen. */
  addRecordingCamera() {
    const { fx, fy, cx, cy, width, height } = this.data.camera;
    const depth = Math.min(1.2, Math.max(0.4, 0.08 * this.centre.length()));
    const corner = (u, v) =>
      this.ofCamera(new Vector3((u - cx) / fx, (v - cy) / fy, 1).multiplyScalar(depth)).toArray();
    const corners = [corner(0, 0), corner(width, 0), corner(width, height), corner(0, height)];
    const border = corners.flatMap((point, i) => [point, corners[(i + 1) % 4]]);
    const sides = corners.flatMap((point) => [[0, 0, 0], point]);
    // A small triangle above the upper edge tells which way up the picture is.
    const above = (u, v) => corner(width * (0.5 + u), -height * v);
    const mark = [above(-0.08, 0.06), above(0, 0.22), above(0, 0.22), above(0.08, 0.06), above(0.08, 0.06), above(-0.08, 0.06)];
    const geometry = (points) => new BufferGeometry().setAttribute("position", new Float32BufferAttribute(points.flat(), 3));
    this.frustumLines = new LineBasicMaterial();
    this.frustumFace = new MeshBasicMaterial({ transparent: true, opacity: 0.12, side: DoubleSide, depthWrite: false });
    this.frustumBody = new Group().add(
      new LineSegments(geometry([...sides, ...mark]), this.frustumLines),
      new Mesh(geometry(corners).setIndex([0, 1, 2, 0, 2, 3]), this.frustumFace),
    );
    this.frustumDepth = depth;
    this.scene.add(new LineSegments(geometry(border), this.frustumLines), this.frustumBody);
  }

  blurredBodies() {
    const bodies = [];
    for (let shift = BLUR_STEP; shift <= BLUR_REACH; shift += BLUR_STEP) {
      const layers = [shift, -shift].map((signed) => ({ hypothesis: 0, shift: signed }));
      const opacity = BLUR_OPACITY * Math.exp((-shift * shift) / 2);
      bodies.push(new Bodies(this.scene, this.data, layers, { opacity, girth: BLUR_GIRTH }));
    }
    return bodies;
  }

  /** A disc on the ground under each person, and a line up to the feet: they tell where someone in the air is. */
  addMarks() {
    const { colours, people } = this.data;
    this.marks = people.map((_, person) => {
      const color = colours[person % colours.length].centre;
      const disc = new Mesh(
        new CircleGeometry(MARK_RADIUS, 40).rotateX(-Math.PI / 2),
        new MeshBasicMaterial({ color, transparent: true, opacity: 0.3, depthWrite: false }),
      );
      const line = new LineSegments(
        new BufferGeometry().setAttribute("position", new Float32BufferAttribute([0, 0, 0, 0, 1, 0], 3)),
        new LineBasicMaterial({ color, transparent: true, opacity: 0.5 }),
      );
      const mark = new Group().add(disc, line);
      this.scene.add(mark);
      return { mark, line };
    });
  }

  showMarks(frame) {
    for (const { mark } of this.marks) mark.visible = false;
    for (const row of this.data.rows[frame]) {
      const { mark, line } = this.marks[this.data.person[row]];
      const body = new Box3().setFromPoints(this.answer[0].joints({ hypothesis: 0, shift: 0 }, row));
      mark.visible = !body.isEmpty(); // NaN is in no box
      body.getCenter(mark.position).setY(this.data.ground + 0.004); // above the grid
      line.scale.y = Math.max(0, body.min.y - this.data.ground);
    }
  }

  setTheme({ background, grid, accent, shadow }) {
    this.stale = true;
    this.renderer.setClearColor(new Color(background));
    this.grid.uniforms.colour.value.set(grid);
    this.shadow.opacity = shadow;
    this.frustumLines.color.set(accent);
    this.frustumFace.color.set(accent);
  }

  show(frame) {
    this.stale = true;
    for (const bodies of [...this.answer, ...this.ghosts, ...this.blur]) bodies.show(frame);
    this.showMarks(frame);
  }

  /** Show or hide what was built as `bodies`: this view's `ghosts` or `blur`. */
  setVisible(bodies, on) {
    this.stale = true;
    for (const part of bodies) part.visible = on;
  }

  /** Everyone in view, from beside and above the recording camera. */
  resetView() {
    this.stale = true;
    this.throughCamera = false;
    this.camera.fov = VIEW_FOV;
    this.camera.updateProjectionMatrix();
    this.controls.target.copy(this.centre);
    const direction = new Vector3(0.55, 0.26, 1).normalize();
    this.camera.position.copy(this.centre).addScaledVector(direction, this.distanceThatFits(direction));
    this.controls.update();
  }

  /** The least distance along `direction` at which the people's box is inside the view, with a margin. */
  distanceThatFits(direction) {
    const right = new Vector3(0, 1, 0).cross(direction).normalize();
    const up = direction.clone().cross(right);
    const vertical = Math.tan((this.camera.fov * Math.PI) / 360);
    const horizontal = vertical * this.camera.aspect;
    const { min, max } = this.box;
    let distance = 1;
    for (let i = 0; i < 8; i++) {
      const corner = new Vector3(i & 1 ? max.x : min.x, i & 2 ? max.y : min.y, i & 4 ? max.z : min.z).sub(this.centre);
      const nearer = corner.dot(direction);
      distance = Math.max(
        distance,
        nearer + Math.abs(corner.dot(right)) / horizontal,
        nearer + Math.abs(corner.dot(up)) / vertical,
      );
    }
    return 1.12 * distance;
  }

  /** Look through the recording camera, the whole picture in view. */
  cameraView() {
    this.stale = true;
    this.throughCamera = true;
    const { fx, fy, width, height } = this.data.camera;
    const vertical = Math.max(height / 2 / fy, width / 2 / fx / this.camera.aspect);
    this.camera.fov = (2 * Math.atan(vertical) * 180) / Math.PI;
    this.camera.updateProjectionMatrix();
    this.camera.position.set(0, 0, 0);
    this.controls.target.copy(this.ofCamera(new Vector3(0, 0, this.centre.length())));
    this.controls.update();
  }

  resize() {
    this.stale = true;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    this.renderer.setPixelRatio(Math.min(window.devicePixelRatio, 2));
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / Math.max(1, height);
    this.camera.updateProjectionMatrix();
    if (this.throughCamera) this.cameraView();
  }

  /** Draw, if anything changed since the last time; true if it did. */
  render() {
    const moved = this.controls.update();
    if (!moved && !this.stale) return false;
    this.stale = false;
    // Seen from inside, only the picture's border is of use.
    this.frustumBody.visible = this.camera.position.length() > this.frustumDepth;
    this.renderer.render(this.scene, this.camera);
    return true;
  }
}
