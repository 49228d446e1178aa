// The picture, where there is one, and the 2D skeletons over it. Both are drawn into one canvas, at once, so that they
// cannot drift apart.

import { jointColour } from "./data.js";

const LINE = 2.2; // CSS pixels
const DOT = 2.4;
const EDGE = 1.2; // dark, around what is drawn over a picture

export class Panel2D {
  constructor(canvas, data) {
    this.canvas = canvas;
    this.data = data;
    this.overlay = true;
  }

  /** `image`, unless it is null, lies below the skeletons of `frame`; nothing has been loaded yet for frame -1. */
  show(frame, image) {
    const ratio = Math.min(window.devicePixelRatio, 2);
    const [width, height] = [this.canvas.clientWidth, this.canvas.clientHeight].map((l) => Math.round(l * ratio));
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
    const context = this.canvas.getContext("2d");
    context.clearRect(0, 0, width, height);
    if (frame < 0) return;
    context.imageSmoothingQuality = "high";
    if (image) context.drawImage(image, 0, 0, width, height);
    if (!this.overlay) return;
    if (image) this.drawPeople(context, frame, ratio, EDGE);
    this.drawPeople(context, frame, ratio, 0);
  }

  /** Everyone of `frame` in their colours or, with an `edge`, that much wider and dark. */
  drawPeople(context, frame, ratio, edge) {
    const { keypoints, camera } = this.data;
    const scale = this.canvas.width / camera.width;
    const count = keypoints.skeleton.joints.length;
    context.lineCap = "round";
    context.lineWidth = (LINE + 2 * edge) * ratio;
    for (const row of keypoints.rows[frame]) {
      const person = keypoints.person[row];
      const at = (joint) => [0, 1].map((axis) => keypoints.uv[(row * count + joint) * 2 + axis] * scale);
      const sure = (joint) => keypoints.confidence[row * count + joint] / 255;
      const colour = (joint) => (edge ? "#10131a" : jointColour(this.data, keypoints.skeleton, person, joint));
      // Faint where the detector was unsure, but never invisible; missing joints are not drawn.
      const opacity = (confidence) => (0.25 + 0.75 * confidence) * (edge ? 0.6 : 1);
      for (const [parent, child] of keypoints.skeleton.bones) {
        const least = Math.min(sure(parent), sure(child));
        if (least === 0) continue;
        context.globalAlpha = opacity(least);
        context.strokeStyle = colour(child);
        context.beginPath();
        context.moveTo(...at(parent));
        context.lineTo(...at(child));
        context.stroke();
      }
      for (let joint = 0; joint < count; joint++) {
        if (sure(joint) === 0) continue;
        context.globalAlpha = opacity(sure(joint));
        context.fillStyle = colour(joint);
        context.beginPath();
        context.arc(...at(joint), (DOT + edge) * ratio, 0, 2 * Math.PI);
        context.fill();
      }
    }
    context.globalAlpha = 1;
  }
}
