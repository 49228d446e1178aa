// The 2D keypoints in the picture's proportion.

import { jointColour } from "./data.js";

export class Panel2D {
  constructor(canvas, data) {
    this.canvas = canvas;
    this.data = data;
    canvas.style.aspectRatio = `${data.camera.width} / ${data.camera.height}`;
  }

  show(frame) {
    const { keypoints, camera } = this.data;
    const ratio = Math.min(window.devicePixelRatio, 2);
    const width = Math.round(this.canvas.clientWidth * ratio);
    const height = Math.round((width * camera.height) / camera.width);
    if (this.canvas.width !== width) Object.assign(this.canvas, { width, height });
    const context = this.canvas.getContext("2d");
    context.clearRect(0, 0, width, height);
    context.lineCap = "round";
    const scale = width / camera.width;
    const count = keypoints.skeleton.joints.length;
    for (const row of keypoints.rows[frame]) {
      const person = keypoints.person[row];
      const at = (joint) => [0, 1].map((axis) => keypoints.uv[(row * count + joint) * 2 + axis] * scale);
      const sure = (joint) => keypoints.confidence[row * count + joint] / 255;
      const colour = (joint) => jointColour(this.data, keypoints.skeleton, person, joint);
      // Faint where the detector was unsure, but never invisible; missing joints are not drawn.
      const opacity = (confidence) => 0.25 + 0.75 * confidence;
      context.lineWidth = 2.2 * ratio;
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
        context.arc(...at(joint), 2.4 * ratio, 0, 2 * Math.PI);
        context.fill();
      }
    }
    context.globalAlpha = 1;
  }
}
