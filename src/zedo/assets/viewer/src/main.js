// Puts the page together. document.body reports what happened: data-frames (length of the clip), data-rendered (images
// drawn so far), data-pictured (the frame that the picture shows, -1 before it is loaded) and data-error (the first
// error).

import { Clock, VideoClock } from "./clock.js";
import { decodeData, footageAddress } from "./data.js";
import { Panel2D } from "./panel2d.js";
import { View3D } from "./scene.js";

const element = (id) => document.getElementById(id);

function fail(message) {
  if (document.body.dataset.error) return;
  document.body.dataset.error = message;
  element("message").textContent = `This page could not be shown: ${message}`;
  element("message").hidden = false;
}

window.addEventListener("error", (event) => fail(event.message));
window.addEventListener("unhandledrejection", (event) => fail(String(event.reason)));
document.addEventListener("securitypolicyviolation", (event) => fail(`blocked: ${event.blockedURI}`));

function addPeople(data) {
  const list = element("people");
  return data.people.map((id, index) => {
    const item = list.appendChild(document.createElement("li"));
    const colours = data.colours[index % data.colours.length];
    for (const side of ["left", "centre", "right"]) {
      const swatch = item.appendChild(document.createElement("span"));
      swatch.className = "swatch";
      swatch.style.background = colours[side];
    }
    item.appendChild(document.createElement("b")).textContent = `Person ${id}`;
    const state = item.appendChild(document.createElement("span"));
    state.className = "state";
    return { item, state };
  });
}

/** The video or image element with the embedded footage; null when there is none. */
function loadFootage(data) {
  if (!data.footage) return null;
  const footage = document.createElement(data.footage === "video" ? "video" : "img");
  footage.addEventListener("error", () => fail(`the ${data.footage} cannot be decoded`));
  Object.assign(footage, { muted: true, playsInline: true, loop: true, preload: "auto" });
  footage.src = footageAddress(element("footage").textContent, data.footage);
  return footage;
}

/** Which layout suits the picture; viewer.css has one for each. */
function shapeOf({ camera: { width, height }, footage }) {
  if (!footage) return "keypoints";
  return width > 2 * height ? "panorama" : width < 0.9 * height ? "portrait" : "landscape";
}

function start() {
  const data = decodeData(JSON.parse(element("data").textContent));
  const footage = loadFootage(data);
  const clock = data.footage === "video" ? new VideoClock(data.times, footage) : new Clock(data.times, footage);
  const main = document.querySelector("main");
  main.dataset.shape = data.keypoints ? shapeOf(data) : "scene";
  main.style.setProperty("--aspect", data.camera.width / data.camera.height);
  element("picture").hidden = !data.keypoints;
  const view = new View3D(element("scene"), data);
  const panel = data.keypoints ? new Panel2D(element("canvas2d"), data) : null;
  const people = addPeople(data);
  const slider = element("timeline");
  slider.max = data.frames.length - 1;
  document.querySelector("footer").hidden = data.frames.length === 1;
  element("overlay-switch").hidden = footage === null;
  element("blur-switch").hidden = view.blur.length === 0;
  element("ghosts-switch").hidden = view.ghosts.length === 0;
  const seconds = (time) => `${time.toFixed(2)} s`;
  let shown = -1;

  function show() {
    shown = clock.frame;
    view.show(shown);
    slider.value = shown;
    const last = data.frames.length - 1;
    const label = data.timed
      ? `${seconds(data.times[shown])} of ${seconds(data.times[last])}`
      : `${shown + 1} of ${last + 1}`;
    element("time").textContent = label;
    element("frame").textContent = Number.isNaN(data.frames[shown]) ? "no poses" : `frame ${data.frames[shown]}`;
    slider.setAttribute("aria-valuetext", label);
    for (const { item, state } of people) {
      item.classList.add("absent");
      state.textContent = "not in this frame";
    }
    for (const row of data.rows[shown]) {
      const { item, state } = people[data.person[row]];
      item.classList.toggle("absent", Number.isNaN(data.distance[row]));
      state.textContent = Number.isNaN(data.distance[row])
        ? "too few joints visible"
        : `${data.distance[row].toFixed(2)} m away, ${data.error[row].toFixed(1)} px`;
    }
  }

  let pictured = null;
  /** The picture with what belongs to it, which is not what is wanted while a video seeks. */
  function showPicture() {
    pictured = clock.presented;
    panel?.show(pictured, clock.image);
    document.body.dataset.pictured = pictured;
  }

  function play(on) {
    clock.playing = on && data.frames.length > 1;
  }

  let playing = null;
  function showPlaying() {
    if (playing === clock.playing) return;
    playing = clock.playing;
    element("play").classList.toggle("playing", playing);
    element("play").setAttribute("aria-label", playing ? "Pause" : "Play");
  }

  function step(frames) {
    play(false);
    clock.goTo(clock.frame + frames);
  }

  const switches = {
    overlay: (on) => {
      if (panel) panel.overlay = on;
      showPicture();
    },
    blur: (on) => view.setVisible(view.blur, on),
    ghosts: (on) => view.setVisible(view.ghosts, on),
  };
  const toggle = (name) => {
    element(name).checked = !element(name).checked;
    switches[name](element(name).checked);
  };

  const actions = {
    " ": () => play(!clock.playing),
    ArrowLeft: (event) => step(event.shiftKey ? -10 : -1),
    ArrowRight: (event) => step(event.shiftKey ? 10 : 1),
    Home: () => step(-Infinity),
    End: () => step(Infinity),
    r: () => view.resetView(),
    c: () => view.cameraView(),
    o: () => toggle("overlay"),
    u: () => toggle("blur"),
    g: () => toggle("ghosts"),
  };
  window.addEventListener("keydown", (event) => {
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "SELECT") return;
    if (event.key === " " && event.target.closest?.("button, [type=checkbox]")) return; // presses what has the focus
    event.preventDefault(); // the slider would move a second time, the page would scroll
    action(event);
  });
  for (const control of document.querySelectorAll("button, [type=checkbox]")) {
    control.addEventListener("click", (event) => {
      if (event.detail > 0) control.blur(); // clicked with a pointer: the space bar goes on to mean play
    });
  }
  element("play").addEventListener("click", () => play(!clock.playing));
  element("back").addEventListener("click", () => step(-1));
  element("forward").addEventListener("click", () => step(1));
  element("reset").addEventListener("click", () => view.resetView());
  element("camera").addEventListener("click", () => view.cameraView());
  for (const [name, apply] of Object.entries(switches)) {
    element(name).addEventListener("change", (event) => apply(event.target.checked));
    apply(element(name).checked);
  }
  element("speed").addEventListener("change", (event) => (clock.speed = Number(event.target.value)));
  slider.addEventListener("input", () => {
    play(false);
    clock.goTo(Number(slider.value));
  });

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const applyTheme = () => {
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue(name).trim();
    view.setTheme({
      background: value("--scene"),
      grid: value("--grid"),
      accent: value("--accent"),
      shadow: Number(value("--shadow")),
    });
  };
  dark.addEventListener("change", applyTheme);
  applyTheme();
  new ResizeObserver(() => {
    view.resize();
    show();
    showPicture();
    view.render(); // a canvas is cleared by its new size; waiting for the next frame would flicker
  }).observe(main);

  let before = performance.now();
  let rendered = 0;
  view.renderer.setAnimationLoop((now) => {
    clock.tick(Math.max(0, now - before) / 1000);
    before = now;
    showPlaying();
    if (clock.frame !== shown) show();
    if (clock.presented !== pictured) showPicture();
    if (view.render()) document.body.dataset.rendered = ++rendered;
  });
  // page.html#t=2.5 opens that moment, and stays there.
  const asked = Number(new URLSearchParams(location.hash.slice(1)).get("t") ?? NaN);
  if (Number.isFinite(asked)) clock.goToTime(asked);
  else play(!window.matchMedia("(prefers-reduced-motion: reduce)").matches);
  document.body.dataset.frames = data.frames.length;
}

try {
  start();
} catch (error) {
  fail(error.message);
}
