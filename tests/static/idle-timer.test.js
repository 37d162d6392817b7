// A screen that was left alone asks, counts down, and forgets.

import assert from "node:assert/strict";
import test from "node:test";

import { watchIdleness } from "../../static/js/lib/idle-timer.js";
import { open } from "./page.js";

function left(t, { asleep = () => false, data = {} } = {}) {
  open("");
  Object.assign(document.documentElement.dataset, data);
  const clock = { now: 0 };
  globalThis.performance = { now: () => clock.now };
  t.mock.timers.enable({ apis: ["setInterval"] });
  const said = [];
  const screen = { quietSeconds: 20, warnSeconds: 10, asleep, warn: (seconds) => said.push(seconds) };
  watchIdleness({ ...screen, end: () => said.push("end") });
  return (seconds) => {
    clock.now = seconds * 1000;
    t.mock.timers.tick(500);
    return said.at(-1);
  };
}

test("it warns when the quiet is over, counts down and ends", (t) => {
  const at = left(t);

  assert.deepEqual([at(10), at(19.5), at(20), at(25.5), at(30)], [null, null, 10, 5, "end"]);
});

test("whoever touches the screen begins the time anew", (t) => {
  const at = left(t);
  at(19);
  document.dispatchEvent(new Event("pointerdown"));

  assert.equal(at(30), null);
  assert.equal(at(49), "end");
});

test("whoever chose larger letters has half as long again", (t) => {
  const at = left(t, { data: { size: "2" } });

  assert.deepEqual([at(29), at(31), at(45)], [null, 14, "end"]);
});

test("nobody is asked while the screen sleeps", (t) => {
  assert.equal(left(t, { asleep: () => true })(1000), undefined);
});
