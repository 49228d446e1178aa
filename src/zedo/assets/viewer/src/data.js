// The page's data, as zedo/view/html.py embeds it, decoded into typed arrays.

const MISSING = -32768;
const NOMINAL_FPS = 30; // paces clips whose times are unknown

function decoded(base64, ArrayType) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return new ArrayType(bytes.buffer);
}

function dequantised({ scale, values }) {
  return Float32Array.from(decoded(values, Int16Array), (v) => (v === MISSING ? NaN : v * scale));
}

/**
 * Positions of all joints in the scene's axes: x right, y up, z towards the viewer. The world's y (down) and z (forward)
 * change sign, and the world is the camera's frame turned by its rotation.
 */
function scenePositions(payload) {
  const joints = dequantised(payload.joints);
  const translation = decoded(payload.translation, Float32Array);
  const stride = payload.skeleton.joints.length * 3;
  const [right, down, forward] = payload.world.rotation;
  const along = (axis, point) => axis[0] * point[0] + axis[1] * point[1] + axis[2] * point[2];
  for (let i = 0; i < joints.length; i += 3) {
    const origin = Math.floor(i / stride) * 3;
    const point = [0, 1, 2].map((axis) => joints[i + axis] + translation[origin + axis]);
    joints.set([along(right, point), -along(down, point), -along(forward, point)], i);
  }
  return joints;
}

export function decodeData(payload) {
  const frames = decoded(payload.frames, Float64Array);
  const timed = payload.times !== null;
  const times = timed
    ? decoded(payload.times, Float64Array)
    : Float64Array.from(frames, (frame) => (frame - frames[0]) / NOMINAL_FPS);
  const poseFrame = decoded(payload.pose_frame, Int32Array);
  const poseFrames = poseFrame.reduce((most, index) => Math.max(most, index + 1), 0);
  // Rows are stored by frames with poses; a video may show one of those several times, and nobody in between.
  const shown = (rows) => Array.from(poseFrame, (index) => rows[index] ?? []);
  const rowsByFrame = (frameOfRow) => {
    const rows = Array.from({ length: poseFrames }, () => []);
    frameOfRow.forEach((frame, row) => rows[frame]?.push(row));
    return shown(rows);
  };
  const frameOfRow = decoded(payload.row_frame, Uint32Array);
  const translation = decoded(payload.translation, Float32Array);
  const data = {
    ...payload,
    frames,
    times,
    timed,
    rows: rowsByFrame(frameOfRow),
    person: decoded(payload.row_person, Uint16Array),
    positions: scenePositions(payload),
    // Of the answer, hypothesis 0, which comes first.
    distance: Float32Array.from(frameOfRow, (_, row) => Math.hypot(...translation.subarray(row * 3, row * 3 + 3))),
    error: decoded(payload.error, Float32Array),
    spread: payload.spread && dequantised(payload.spread),
    ground: -payload.world.floor,
  };
  if (payload.keypoints) {
    data.keypoints = {
      skeleton: payload.keypoints.skeleton,
      rows: rowsByFrame(decoded(payload.keypoints.row_frame, Uint32Array)),
      person: decoded(payload.keypoints.row_person, Uint16Array),
      uv: dequantised(payload.keypoints.uv),
      confidence: decoded(payload.keypoints.confidence, Uint8Array),
    };
  }
  return data;
}

/** The video or photo beside the data, as the address of a file in memory; browsers seek in those at will. */
export function footageAddress(base64, kind) {
  const type = kind === "video" ? "video/mp4" : "image/jpeg";
  return URL.createObjectURL(new Blob([decoded(base64, Uint8Array)], { type }));
}

/** The colour of a joint: a person's colour, lighter on the left side and darker on the right. */
export function jointColour(data, skeleton, person, joint) {
  return data.colours[person % data.colours.length][skeleton.sides[joint]];
}
