// Nothing of the browser shows, and every touch is answered.

import assert from "node:assert/strict";
import test from "node:test";

import { guard } from "../../static/js/lib/guard.js";
import { find, open } from "./page.js";

function guarded(t) {
  const page = open("<button>取号</button>");
  globalThis.window = page;
  globalThis.innerWidth = globalThis.innerHeight = 1000;
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let wanted = 0;
  guard({ staffWanted: () => (wanted += 1) });
  return () => wanted;
}

/** Whether the browser may still do what it does by itself. */
function fire(kind, values = {}, target = find("button")) {
  const event = Object.assign(new Event(kind, { bubbles: true, cancelable: true }), values);
  return target.dispatchEvent(event);
}

test("menus, keys that lead out and a mouse's side buttons do nothing", (t) => {
  guarded(t);

  assert.equal(fire("contextmenu"), false);
  assert.equal(fire("keydown", { key: "F5" }), false);
  assert.equal(fire("keydown", { key: "t", ctrlKey: true }), false);
  assert.equal(fire("mousedown", { button: 4 }), false);
  assert.equal(fire("keydown", { key: "Tab" }), true);
  assert.equal(fire("mousedown", { button: 0 }), true);
});

test("the control under the finger is pressed at once, and for as long as an eye needs", (t) => {
  guarded(t);
  fire("pointerdown", { clientX: 500, clientY: 500 });
  assert.equal(find("button").hasAttribute("data-pressed"), true);
  assert.equal(find(".touch-ring").hidden, false);

  fire("pointerup");
  assert.equal(find("button").hasAttribute("data-pressed"), true);
  t.mock.timers.tick(200);
  assert.equal(find("button").hasAttribute("data-pressed"), false);
});

const tap = (x, y) => {
  fire("pointerdown", { clientX: x, clientY: y });
  fire("pointerup");
};

test("seven taps in the corner and a finger left there let the staff in", (t) => {
  const wanted = guarded(t);
  for (let time = 0; time < 7; time += 1) tap(10, 10);
  fire("pointerdown", { clientX: 10, clientY: 10 });
  assert.equal(wanted(), 0);
  t.mock.timers.tick(2000);

  assert.equal(wanted(), 1);
});

test("a tap elsewhere begins the count anew", (t) => {
  const wanted = guarded(t);
  for (let time = 0; time < 7; time += 1) tap(10, 10);
  tap(500, 500);
  fire("pointerdown", { clientX: 10, clientY: 10 });
  t.mock.timers.tick(9000);

  assert.equal(wanted(), 0);
});
