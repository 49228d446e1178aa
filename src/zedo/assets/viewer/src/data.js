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

function rowsByFrame(frameOfRow, frames) {
  const rows = Array.from({ length: frames }, () => []);
  frameOfRow.forEach((frame, row) => rows[frame].push(row));
  return rows;
}

/**
 * Camera-frame positions of all joints in the scene's axes: x right, y up, z towards the viewer, so that the camera's
 * y (down) and z (forward) change sign.
 */
function scenePositions(payload) {
  const joints = dequantised(payload.joints);
  const translation = decoded(payload.translation, Float32Array);
  const stride = payload.skeleton.joints.length * 3;
  return joints.map((value, i) => {
    const axis = i % 3;
    const metres = value + translation[Math.floor(i / stride) * 3 + axis];
    return axis === 0 ? metres : -metres;
  });
}

export function decodeData(payload) {
  const frames = decoded(payload.frames, Float64Array);
  const timed = payload.times !== null;
  const times = timed
    ? decoded(payload.times, Float64Array)
    : Float64Array.from(frames, (frame) => (frame - frames[0]) / NOMINAL_FPS);
  const frameOfRow = decoded(payload.row_frame, Uint32Array);
  const translation = decoded(payload.translation, Float32Array);
  const data = {
    ...payload,
    frames,
    times,
    timed,
    rows: rowsByFrame(frameOfRow, frames.length),
    person: decoded(payload.row_person, Uint16Array),
    positions: scenePositions(payload),
    // Of the answer, hypothesis 0, which comes first.
    distance: Float32Array.from(frameOfRow, (_, row) => Math.hypot(...translation.subarray(row * 3, row * 3 + 3))),
    error: decoded(payload.error, Float32Array),
    ground: -payload.ground,
  };
  if (payload.keypoints) {
    data.keypoints = {
      skeleton: payload.keypoints.skeleton,
      rows: rowsByFrame(decoded(payload.keypoints.row_frame, Uint32Array), frames.length),
      person: decoded(payload.keypoints.row_person, Uint16Array),
      uv: dequantised(payload.keypoints.uv),
      confidence: decoded(payload.keypoints.confidence, Uint8Array),
    };
  }
  return data;
}

/** The colour of a joint: a person's colour, lighter on the left side and darker on the right. */
export function jointColour(data, skeleton, person, joint) {
  return data.colours[person % data.colours.length][skeleton.sides[joint]];
}
