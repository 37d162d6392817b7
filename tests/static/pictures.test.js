// Which picture of a region is painted.

import assert from "node:assert/strict";
import test from "node:test";

import { Pictures } from "../../static/js/lib/pictures.js";

test("one request at a time, and one more for whoever asked meanwhile", () => {
  const pictures = new Pictures();
  assert.equal(pictures.begin(), true);
  pictures.ask();
  assert.deepEqual([pictures.begin(), pictures.begin(), pictures.isAskedAgain], [false, false, true]);

  pictures.ask();
  assert.equal(pictures.isAskedAgain, false);
  pictures.end();
  assert.equal(pictures.begin(), true);
});

test("an answer is wanted if nothing was painted since it was asked for, or if it is newer", () => {
  const pictures = new Pictures();
  const request = pictures.ask();
  assert.equal(pictures.isWanted(request, 0), true);

  pictures.painted(7);
  assert.deepEqual([pictures.isWanted(request, 7), pictures.isWanted(request, 8)], [false, true]);
});

test("what was held is over once something is painted", () => {
  const pictures = new Pictures();
  pictures.held = "news";
  pictures.painted(1);

  assert.equal(pictures.held, null);
});
