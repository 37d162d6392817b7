// How bright is what the page paints.

import assert from "node:assert/strict";
import test from "node:test";

import { brightness, luminance, parsed } from "../../static/js/lib/brightness.js";
import { find, open } from "./page.js";

test("colours are read as styles tell them", () => {
  assert.deepEqual(parsed("rgb(1, 2, 3)"), [1, 2, 3, 1]);
  assert.deepEqual(parsed("rgb(1 2 3 / 50%)"), [1, 2, 3, 0.5]);
  assert.equal(parsed("transparent"), null);
});

test("green is brighter than blue, and white is 255", () => {
  assert.ok(luminance(0, 255, 0) > luminance(0, 0, 255));
  assert.equal(Math.round(luminance(255, 255, 255)), 255);
});

test("what lies on top counts, and a page of nothing is white", () => {
  open("<main><p></p></main>");
  const topmost = (element) => ({ elementFromPoint: () => element });
  const colours = new Map([[find("p"), "rgba(0, 0, 0, 0)"]]);
  globalThis.getComputedStyle = (element) => ({ backgroundColor: colours.get(element) ?? "rgba(0, 0, 0, 0)" });
  const of = (element) => brightness(topmost(element), { width: 100, height: 100 });

  assert.equal(of(find("p")), 255);
  colours.set(find("main"), "rgb(0, 0, 0)");
  assert.equal(of(find("p")), 0);
  assert.equal(of(null), null);
});
