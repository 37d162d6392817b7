// Rows of a list are ticked one by one, in a stretch, or all of a page.

import assert from "node:assert/strict";
import test from "node:test";

import { between, mount } from "../../static/js/modules/ticked-rows.js";
import { find, open } from "./page.js";

test("a stretch is the same from either end, and one row is a stretch", () => {
  assert.deepEqual(between([1, 2, 3, 4], 2, 4), [2, 3, 4]);
  assert.deepEqual(between([1, 2, 3, 4], 4, 2), [2, 3, 4]);
  assert.deepEqual(between([1, 2, 3, 4], 3, 3), [3]);
});

test("one box ticks all of a page, and how many are ticked is said", () => {
  open(`<form><table><tr><td data-tick-all="all"></td></tr>
    <tr><td><input type="checkbox" name="row" value="1"></td></tr>
    <tr><td><input type="checkbox" name="row" value="2"></td></tr></table>
    <output data-ticked="{count} rows"></output></form>`);
  mount(find("form"));
  assert.equal(find("output").textContent, "0 rows");

  const all = find("[data-tick-all] input");
  all.checked = true;
  all.dispatchEvent(new Event("change", { bubbles: true }));

  assert.equal(find("output").textContent, "2 rows");
});
