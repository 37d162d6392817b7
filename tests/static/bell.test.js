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
  resumed = 0;
  async resume() {
    this.resumed += 1;
  }
  turn(state) {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
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

  assert.equal(sound.resumed, 1);
  assert.deepEqual(sound.struck, []);
});

test("that a browser may not sound is told, and that it may again, which is heard", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const [sound, told] = [new Sound("suspended"), []];
  new Bell(sound).listen((silent) => told.push(silent), new EventTarget());
  t.mock.timers.tick(1000);
  sound.turn("running");
  sound.turn("running");

  assert.deepEqual(
    [told, sound.struck],
    [
      [true, false],
      [0, 0.35],
    ],
  );
});

for (const name of ["pointerup", "keydown"]) {
  test(`a quiet browser is woken by ${name}, and one that sounds is left alone`, () => {
    const [sound, page] = [new Sound("suspended"), new EventTarget()];
    new Bell(sound).listen(() => {}, page);

    page.dispatchEvent(new Event(name));
    assert.equal(sound.resumed, 1);
    sound.turn("running");
    page.dispatchEvent(new Event(name));
    assert.equal(sound.resumed, 1);
  });
}
