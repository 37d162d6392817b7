// The warning is said once, where it should be heard.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/still-there.js";
import { find, open, settled } from "./page.js";

async function warned({ language = "zh", volume = 50, beside = "" } = {}) {
  open(`<div data-warning hidden></div><audio data-volume="/volume"></audio>${beside}`);
  document.documentElement.dataset.language = language;
  let played = 0;
  Object.assign(find("audio"), { load() {}, pause() {}, play: async () => (played += 1) });
  const ask = async () => ({ ok: true, json: async () => ({ volume, calling: false }) });
  mount(find("audio"), { warning: find("[data-warning]"), ask });
  find("[data-warning]").hidden = false;
  await settled();
  return { played, volume: find("audio").volume };
}

test("it is said as loud as the hall wants it", async () => {
  assert.deepEqual(await warned(), { played: 1, volume: 0.5 });
});

test("not in English, not in a silent hall, not into another voice", async () => {
  assert.equal((await warned({ language: "en" })).played, 0);
  assert.equal((await warned({ volume: 0 })).played, 0);
  assert.equal((await warned({ beside: "<figure data-plays></figure>" })).played, 0);
});
