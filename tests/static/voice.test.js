// One announcement after another, and the server hears of it.

import assert from "node:assert/strict";
import test from "node:test";

import { Voice } from "../../static/js/lib/voice.js";
import { settled } from "./page.js";

function speaking({ play = async () => {} } = {}) {
  const audio = { volume: 1, src: "", ended: false, play, pause() {} };
  const told = [];
  const voice = new Voice("/reports/", "hall.1", {
    toldWithinMs: 2500,
    audio,
    ask: async (address) => told.push(address),
  });
  return { audio, told, voice };
}

test("it plays as loud as it should, and tells when it begins and ends", async () => {
  const { audio, told, voice } = speaking();
  const heard = voice.play({ announcement: 7, volume: 40 }, "/sounds/a.opus");
  await settled();
  assert.deepEqual([audio.volume, audio.src], [0.4, "/sounds/a.opus"]);

  audio.ended = true;
  audio.onended();
  await heard;

  assert.deepEqual(told, ["/reports/7/began?player=hall.1", "/reports/7/ended?player=hall.1"]);
});

test("one that was stopped is over, and is not told as heard", async () => {
  const { told, voice } = speaking();
  const heard = voice.play({ announcement: 7, volume: 40 }, "/sounds/a.opus");
  await settled();
  voice.stop();
  await heard;

  assert.deepEqual(told, ["/reports/7/began?player=hall.1"]);
});

test("a browser that forbids it is told of, and refuses", async () => {
  const refuse = () => Promise.reject(new Error("not allowed"));
  const { told, voice } = speaking({ play: refuse });

  await assert.rejects(voice.play({ announcement: 7, volume: 40 }, "/a"), /not allowed/);
  assert.deepEqual(told, ["/reports/7/failed?player=hall.1"]);
});
