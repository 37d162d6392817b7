// The bell strikes where it may, and tells where it may not.

import assert from "node:assert/strict";
import test from "node:test";

import { Bell } from "../../static/js/lib/bell.js";

/** As much of an AudioContext as the bell touches. */
class Sound extends EventTarget {
  currentTime = 0;
  destination = {};
  struck = [];
  constructor(state) {
    super();
    this.state = state;
  }
  createGain() {
    const gain = { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} };
    return { gain, connect: (next) => next };
  }
  createOscillator() {
    const tone = { frequency: {}, connect: (next) => next, stop() {} };
    return { ...tone, start: (at) => at !== undefined && this.struck.push(at) };
  }
  resume() {
    this.resumed = true;
  }
}

test("two tones, one after the other, and it takes as long as they do", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const sound = new Sound("running");
  const rung = new Bell(sound).ring();
  assert.deepEqual(sound.struck, [0, 0.35]);

  t.mock.timers.tick(1200);
  await rung;
});

test("a silent browser is asked to sound, and is not struck", () => {
  const sound = new Sound("suspended");
  new Bell(sound).ring();

  assert.equal(sound.resumed, true);
  assert.deepEqual(sound.struck, []);
});

test("that a browser may not sound is told, and that it may again", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const [sound, told] = [new Sound("suspended"), []];
  new Bell(sound).listen((silent) => told.push(silent));
  t.mock.timers.tick(1000);
  sound.state = "running";
  sound.dispatchEvent(new Event("statechange"));

  assert.deepEqual(told, [true, false]);
});
