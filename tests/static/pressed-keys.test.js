// One request at a time, and at most one key more.

import assert from "node:assert/strict";
import test from "node:test";

import { PressedKeys } from "../../static/js/lib/pressed-keys.js";

function underWay(key = "n") {
  const keys = new PressedKeys();
  keys.begin(key);
  return keys;
}

test("nothing begins while something is under way", () => {
  const keys = underWay();
  assert.equal(keys.begin("r"), false);

  keys.end();
  assert.equal(keys.begin("r"), true);
});

test("the last other key is pressed afterwards, once", () => {
  const keys = underWay();
  for (const key of ["r", "m", "n"]) keys.meanwhile(key);

  assert.deepEqual([keys.end(), keys.end()], ["m", null]);
});

test("the same key, and a key that is no letter, are not kept", () => {
  const keys = underWay();
  for (const key of ["n", "shift"]) keys.meanwhile(key);

  assert.equal(keys.end(), null);
});

test("a refusal forgets what was pressed meanwhile", () => {
  const keys = underWay();
  keys.meanwhile("r");
  keys.forget();

  assert.equal(keys.end(), null);
});
