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
  /** `photo` is an image element, or null. */
  constructor(times, photo) {
    this.times = times;
    this.photo = photo;
    this.frame = 0;
    this.time = times[0];
    this.speed = 1;
    this.playing = false;
  }

  /** What lies under the 2D skeletons of frame `presented`, null for nothing. */
  get image() {
    return this.photo;
  }

  get presented() {
    return this.photo?.complete === false ? -1 : this.frame;
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
const TRUSTED = 0.25; // seconds between the time a picture carries and the video's own, beyond which it means something else

/**
 * A clock that a video drives. `frame` is the one that is wanted; `presented` is the one that `image` shows, and lags
 * behind while the video seeks.
 *
 * A playing video may move on between asking for its time and drawing it. So its picture is taken out of it as a
 * VideoFrame, which carries its own time; browsers without those may be off by a frame while they play.
 */
export class VideoClock {
  constructor(times, video) {
    this.start = times[0]; // the embedded video begins there
    this.times = times.map((time) => time - times[0]);
    this.video = video;
    this.image = null;
    this.frame = 0;
    this.presented = -1;
    this.sought = 0;
    this.fresh = false; // the video shows another picture than `image`
    this.mediaTime = 0;
    video.addEventListener("loadeddata", () => this.refresh());
    video.addEventListener("seeked", () => {
      this.refresh();
      if (this.sought !== this.frame) this.seek(); // asked for another frame meanwhile
    });
    this.watched = "requestVideoFrameCallback" in video;
    if (this.watched) this.watch();
  }

  /** Called by the browser for each picture that the video comes to. */
  watch() {
    this.video.requestVideoFrameCallback((_, { mediaTime }) => {
      this.refresh(mediaTime);
      this.watch();
    });
  }

  refresh(mediaTime = this.video.currentTime) {
    this.fresh = true;
    this.mediaTime = mediaTime;
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
    this.goTo(lastBegun(this.times, time - this.start));
  }

  /** To the middle of the frame, where no rounding leads to its neighbour. */
  seek() {
    const { times, frame } = this;
    const next = times[frame + 1] ?? 2 * times[frame] - (times[frame - 1] ?? 0);
    this.sought = frame;
    this.video.currentTime = (times[frame] + next) / 2;
  }

  tick() {
    if (!this.watched && this.playing) this.refresh();
    if (!this.fresh || this.video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    this.fresh = false;
    this.image?.close?.();
    this.image = window.VideoFrame ? new VideoFrame(this.video) : this.video;
    const own = this.image.timestamp / 1e6; // NaN of a video
    const time = Math.abs(own - this.video.currentTime) < TRUSTED ? own : this.mediaTime;
    this.presented = lastBegun(this.times, time + SLACK);
    if (this.playing && !this.video.seeking) this.frame = this.presented;
  }
}
