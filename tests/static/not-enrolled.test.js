// A page that has lost its credential shows what to do, once, however many of its parts are refused.

import assert from "node:assert/strict";
import { test } from "node:test";

import { isRevoked, showWhatToDo } from "../../static/js/lib/not-enrolled.js";

test("an answer says whether the browser is no enrolled device", () => {
  assert.equal(isRevoked(new Response("", { headers: { "X-Not-Enrolled": "yes" } })), true);
  assert.equal(isRevoked(new Response("")), false);
  assert.equal(isRevoked({}), false);
});

test("the page is opened anew once", () => {
  let loads = 0;
  for (let part = 0; part < 3; part += 1) showWhatToDo({ load: () => (loads += 1) });
  assert.equal(loads, 1);
});
