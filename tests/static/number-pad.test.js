// Fingers type into short fields.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/number-pad.js";
import { find, open, press } from "./page.js";

function pad() {
  open(`<form><input name="a" maxlength="5"><input name="b" maxlength="5">
    <button type="button" data-key="7">7</button><button type="button" data-key="">退</button></form>`);
  mount(find("form"));
  return (count, key = "7") => {
    for (let time = 0; time < count; time += 1) press(`[data-key="${key}"]`);
    return [find("[name=a]").value, find("[name=b]").value];
  };
}

test("a field of its usual length hands over to the next", () => {
  assert.deepEqual(pad()(6), ["7777", "77"]);
});

test("whoever touches a field may write on in it, up to its longest", () => {
  const type = pad();
  type(4);
  press("[name=a]");

  assert.deepEqual(type(3), ["77777", ""]);
});

test("deleting goes back into the field before", () => {
  const type = pad();
  type(5);

  assert.deepEqual(type(3, ""), ["77", ""]);
});
