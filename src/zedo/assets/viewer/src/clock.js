// Playback time: which frame is shown, and when.

export class Clock {
  constructor(times) {
    this.times = times;
    this.frame = 0;
    this.time = times[0];
    this.speed = 1;
    this.playing = false;
  }

  /** The last frame that has begun at `time`. */
  frameAt(time) {
    let low = 0;
    let high = this.times.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.times[middle] <= time) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  goTo(frame) {
    this.frame = Math.min(this.times.length - 1, Math.max(0, frame));
    this.time = this.times[this.frame];
  }

  /** Advance by `seconds` of real time; from the last frame on it begins again. */
  advance(seconds) {
    const last = this.times.length - 1;
    // The last frame stays as long as the one before it.
    const end = this.times[last] + (last > 0 ? this.times[last] - this.times[last - 1] : 0);
    this.time += seconds * this.speed;
    if (this.time >= end) this.time = this.times[0];
    this.frame = this.frameAt(this.time);
  }
}
