// @ts-nocheck
// The kiosk without touching it: by a plain keyboard, and by one or two switches.
//
// Tab and Enter are the browser's own; arrows go to the nearest control that way, Escape goes
// back. Whoever holds Enter or Space for a while begins to scan: a frame moves on by itself, over
// whole rows first where many things lie (scanning.js), and a press of the key takes what is in it.
// A second key steps by hand, and the frame waits.

import { after, opened, rewound, rows } from "./scanning.js";

const SCAN_MS = 1800;
const HOLD_MS = 1200;
const CONTROLS = "a[href], button:not(:disabled), summary, input:not([type=hidden]), textarea, select, [tabindex='0']";
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const SIDEWAYS = 2.5; // how much worse it is to lie beside the way than along it
const SHELVES = "nav, ul, [role=group]"; // whose controls belong together
const SWITCHES = ["Enter", " "];
const SAID = {
  zh: "开关操作：要的在框里，就按一下。",
  en: "Switch control: press when it is in the frame.",
};

export function mount() {
  const root = document.documentElement;
  const caption = document.querySelector("[data-caption]");
  let heldSince = null;
  let byHand = false;
  let timer = null;
  let starter = null;
  let place = nowhere();
  const frame = document.body.appendChild(document.createElement("i"));
  frame.className = "lit";
  frame.hidden = true;

  const covered = (each) => each.closest("[inert]") || !each.checkVisibility({ visibilityProperty: true });
  /** What may be reached now: under a warning, the warning alone. */
  function controls() {
    const over = [...document.querySelectorAll(".wait")].find((each) => !each.hidden) ?? document;
    return [...over.querySelectorAll(CONTROLS)].filter((each) => !covered(each));
  }
  function reach(control) {
    control?.focus({ focusVisible: true });
    control?.scrollIntoView({ block: "nearest" });
  }
  function step() {
    const all = controls();
    reach(all[(all.indexOf(document.activeElement) + 1) % all.length]);
  }

  const shelf = (control) => control.closest(SHELVES);
  const inRows = () => rows(controls(), shelf, (each) => each.getBoundingClientRect());
  function light(next) {
    place = next;
    if (place.lit.length === 1) reach(place.lit[0]);
    else {
      document.activeElement?.blur(); // one frame at a time
      for (const each of [place.lit.at(-1), place.lit[0]]) each?.scrollIntoView({ block: "nearest" });
    }
    draw();
  }
  function draw() {
    frame.hidden = !("scan" in root.dataset) || place.lit.length < 2 || !place.lit.every((each) => each.isConnected);
    if (frame.hidden) return;
    const boxes = place.lit.map((each) => each.getBoundingClientRect());
    const [left, top] = ["left", "top"].map((side) => Math.min(...boxes.map((box) => box[side])));
    const [right, bottom] = ["right", "bottom"].map((side) => Math.max(...boxes.map((box) => box[side])));
    Object.assign(frame.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${right - left}px`,
      height: `${bottom - top}px`,
    });
  }
  /** On from what is lit, or from where a finger has put the focus meanwhile. */
  function onward() {
    const touched = place.lit.length < 2 && document.activeElement !== place.lit[0];
    light(after(inRows(), touched ? nowhere(document.activeElement) : place));
  }
  function take() {
    const { lit, within } = place;
    if (lit.length > 1 && lit.every((each) => each.isConnected)) return light(opened(lit));
    document.activeElement?.click();
    if (within?.[0].isConnected) light(rewound(inRows(), within[0], shelf));
  }

  function arrow(key) {
    const from = document.activeElement;
    if (!from || from === document.body || from.dataset.page) return step();
    const [x, y] = middle(from);
    const [dx, dy] = ARROWS[key];
    const found = controls()
      .filter((each) => each !== from)
      .map((each) => [each, middle(each)])
      .map(([each, [mx, my]]) => [
        each,
        (mx - x) * dx + (my - y) * dy,
        Math.abs((mx - x) * dy) + Math.abs((my - y) * dx),
      ])
      .filter(([, along]) => along > 1)
      .map(([each, along, beside]) => [each, along + SIDEWAYS * beside])
      .sort(([, a], [, b]) => a - b);
    reach(found[0]?.[0]);
  }

  function back() {
    const stage = document.querySelector(".stage");
    const over = controls()[0]?.closest(".wait");
    (
      over?.querySelector("button") ??
      stage.querySelector(".back, [data-back]") ??
      stage.querySelector(`a[href="${stage.dataset.home}"]`)
    )?.click();
  }

  function scan(key) {
    starter = key;
    root.dataset.scan = "";
    caption.textContent = SAID[root.dataset.language] ?? SAID.zh;
    caption.hidden = false;
    byHand = false;
    place = nowhere(document.activeElement);
    go();
  }
  function go() {
    clearInterval(timer);
    if (!byHand) timer = setInterval(() => ("scan" in root.dataset ? onward() : stop()), SCAN_MS);
  }
  function stop() {
    clearInterval(timer);
    delete root.dataset.scan;
    caption.hidden = frame.hidden = true;
  }

  document.addEventListener("keydown", (event) => {
    const { key, repeat, target } = event;
    const writes = target.matches?.("textarea, input:not([inputmode=none])");
    if (SWITCHES.includes(key) && !writes) return hold(event);
    if (key in ARROWS && !(writes && key in { ArrowLeft: 1, ArrowRight: 1 })) arrow(key);
    else if (key === "Escape") repeat || ("scan" in root.dataset ? stop() : back());
    else return;
    event.preventDefault();
  });

  function hold(event) {
    const { key, repeat } = event;
    if ("scan" in root.dataset) {
      event.preventDefault();
      if (repeat) return;
      if (key === starter) take();
      else {
        byHand = true;
        onward();
      }
      go();
    } else if (!repeat) heldSince = event.timeStamp;
    else {
      event.preventDefault(); // a held key presses once
      if (heldSince !== null && event.timeStamp - heldSince > HOLD_MS) scan(key);
    }
  }
  document.addEventListener("scroll", draw, { capture: true, passive: true });
  addEventListener("resize", draw);
  document.addEventListener("keyup", ({ key }) => SWITCHES.includes(key) && (heldSince = null));
}

function nowhere(focused = null) {
  return { lit: focused ? [focused] : [], within: null };
}

function middle(each) {
  const { left, top, width, height } = each.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}
