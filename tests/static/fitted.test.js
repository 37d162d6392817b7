// A frame is as large as its place.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/fitted.js";
import { find, open } from "./page.js";

function fitted(width) {
  open('<div><iframe width="1920" height="1080"></iframe></div>');
  globalThis.innerHeight = 10_000;
  Object.defineProperty(find("div"), "clientWidth", { value: width });
  mount(find("div"));
  return [find("iframe").style.transform, find("div").style.height];
}

test("it keeps its measure and is drawn smaller", () => {
  assert.deepEqual(fitted(960), ["scale(0.5)", "540px"]);
});

test("it is never drawn larger than it is", () => {
  assert.deepEqual(fitted(4000), ["scale(1)", "1080px"]);
});
