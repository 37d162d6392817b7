// While something is read out, films are soft.

import assert from "node:assert/strict";
import test from "node:test";

import { attune, duckFilms } from "../../static/js/lib/ducking.js";
import { find, open } from "./page.js";

test("films are soft as long as the longest wish, one that begins meanwhile too", (t) => {
  open("<video></video>");
  let now = 0;
  t.mock.timers.enable({ apis: ["setTimeout"] });
  globalThis.performance = { now: () => now };

  duckFilms(4000);
  duckFilms(1000);
  assert.equal(find("video").volume, 0.15);

  now = 3000;
  const begins = { volume: 1 };
  attune(begins);
  assert.equal(begins.volume, 0.15);

  now = 4051;
  t.mock.timers.tick(4050);
  assert.equal(find("video").volume, 1);
});
