// Diaries that lie in a browser's memory.

import assert from "node:assert/strict";
import test from "node:test";

import { KeptDiaries } from "../../static/js/lib/kept-diaries.js";
import { open } from "./page.js";

const diary = (id, stretches = [{ number: 1 }]) => ({
  ...{ id, stretches },
  written: () => ({ id, offset: null, stretches }),
});

function kept(screen = "/main") {
  open("");
  return new KeptDiaries(localStorage, screen);
}

test("what one page wrote the next one finds, and no other screen's", () => {
  const before = kept();
  before.write(diary("old"));
  new KeptDiaries(localStorage, "/door").write(diary("elsewhere"));
  before.write(diary("mine"));

  const found = new KeptDiaries(localStorage, "/main").others(diary("mine"));
  assert.deepEqual(found, [{ key: "diary /main old", id: "old", offset: null, stretches: [{ number: 1 }] }]);
});

test("an empty diary is not written, and one that the server has is struck out", () => {
  const diaries = kept();
  diaries.write(diary("empty", []));
  diaries.write(diary("told"));
  diaries.strike("diary /main told");

  assert.equal(localStorage.length, 0);
});

test("of more than sixty the others are struck out unread", () => {
  const diaries = kept();
  for (let number = 0; number < 62; number += 1) diaries.write(diary(`d${number}`));

  assert.equal(diaries.others(diary("mine")).length, 60);
  assert.equal(localStorage.length, 60);
});

test("a diary written half is none, and a memory that is full stops nothing", (t) => {
  const diaries = kept();
  localStorage.setItem("diary /main half", '{"id": "ha');
  assert.deepEqual(diaries.others(diary("mine"))[0].stretches, []);

  t.mock.method(console, "warn", () => {});
  const full = { setItem: () => assert.fail("full") };
  new KeptDiaries(full, "/main").write(diary("mine"));
});
