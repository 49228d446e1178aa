// Playback time: which frame is shown, and when. A clip without a video follows the wall clock, one with a video the video.

/** The last of `times` (ascending) that is not after `time`. */
function lastBegun(times, time) {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (times[middle] <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}

const within = (frame, times) => Math.min(times.length - 1, Math.max(0, frame));

export class Clock {
  constructor(times) {
    this.times = times;
    this.frame = 0;
    this.time = times[0];
    this.speed = 1;
    this.playing = false;
  }

  get presented() {
    return this.frame;
  }

  goTo(frame) {
    this.frame = within(frame, this.times);
    this.time = this.times[this.frame];
  }

  goToTime(time) {
    this.goTo(lastBegun(this.times, time));
  }

  /** `seconds` of real time have passed; from the last frame on it begins again. */
  tick(seconds) {
    if (!this.playing) return;
    const last = this.times.length - 1;
    // The last frame stays as long as the one before it.
    const end = this.times[last] + (last > 0 ? this.times[last] - this.times[last - 1] : 0);
    this.time += seconds * this.speed;
    if (this.time >= end) this.time = this.times[0];
    this.frame = lastBegun(this.times, this.time);
  }
}

const SLACK = 0.0005; // seconds by which a browser's time of a picture may be off

/**
 * A clock that a video drives. `frame` is the one that is wanted; `presented` is the one whose picture the video shows,
 * and lags behind while the video seeks.
 */
export class VideoClock {
  constructor(times, video) {
    this.times = times.map((time) => time - times[0]); // as the embedded video counts
    this.video = video;
    this.frame = 0;
    this.presented = -1;
    this.sought = 0;
    video.addEventListener("loadeddata", () => this.present(lastBegun(this.times, video.currentTime + SLACK)));
    video.addEventListener("seeked", () => {
      if (this.sought === this.frame) this.present(this.frame);
      else this.seek(); // asked for another frame meanwhile
    });
    if (video.requestVideoFrameCallback) this.watch();
  }

  /** Called by the browser with the time of each picture that it puts on the screen. */
  watch() {
    this.video.requestVideoFrameCallback((_, { mediaTime }) => {
      this.follow(mediaTime);
      this.watch();
    });
  }

  follow(time) {
    if (this.video.seeking) return;
    const frame = lastBegun(this.times, time + SLACK);
    if (this.playing) this.frame = frame;
    this.present(frame);
  }

  present(frame) {
    this.presented = frame;
    this.onpicture?.();
  }

  get playing() {
    return !this.video.paused;
  }

  set playing(on) {
    // Refused, as by a browser that saves data, the clip stays paused.
    if (on) this.video.play().catch(() => {});
    else this.video.pause();
  }

  set speed(value) {
    this.video.playbackRate = value;
  }

  goTo(frame) {
    this.frame = within(frame, this.times);
    if (!this.video.seeking) this.seek();
  }

  goToTime(time) {
    this.goTo(lastBegun(this.times, time));
  }

  /** To the middle of the frame, where no rounding leads to its neighbour. */
  seek() {
    const { times, frame } = this;
    const next = times[frame + 1] ?? 2 * times[frame] - (times[frame - 1] ?? 0);
    this.sought = frame;
    this.video.currentTime = (times[frame] + next) / 2;
  }

  tick() {
    if (!this.video.requestVideoFrameCallback && this.playing) this.follow(this.video.currentTime);
  }
}
