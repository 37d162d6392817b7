// The page with the code goes on when it is out of date, and waits while the server says nothing.

import assert from "node:assert/strict";
import { test } from "node:test";

import { isOver } from "../../static/js/modules/enrolment-wait.js";

test("a code that still waits is kept", () => {
  assert.equal(isOver({ enrolled: false, code: "A7K9QX" }, "A7K9QX"), false);
  assert.equal(isOver(null, "A7K9QX"), false);
  assert.equal(isOver(null, ""), false);
});

test("an enrolled device goes on", () => {
  assert.equal(isOver({ enrolled: true, code: null }, "A7K9QX"), true);
});

test("a code that is over, or room for one, is asked for anew", () => {
  assert.equal(isOver({ enrolled: false, code: null }, "A7K9QX"), true);
  assert.equal(isOver({ enrolled: false, code: null }, ""), true);
});
