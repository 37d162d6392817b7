import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./page.js";
import { lengthOf, said, watch } from "../../static/js/lib/lengths.js";

test("how much is too much is told, never cut", () => {
  assert.equal(said(10, 60, "最多 MOST"), "");
  assert.equal(said(50, 60, "最多 MOST"), "50/60");
  assert.equal(said(60, 60, "最多 MOST"), "60/60");
  assert.equal(said(63, 60, "最多 MOST 个，现在 COUNT 个，删去 OVER 个"), "最多 60 个，现在 63 个，删去 3 个");
  assert.equal(lengthOf(" 𠮷野家 "), 3); // a rare character is one
});

test("a field that was pasted into says it behind itself, once, until it is short again", () => {
  open('<p><input data-longest="4"></p>');
  document.body.dataset.tooLong = "删去 OVER 个";
  watch(document.body);
  const field = document.querySelector("input");
  for (const [value, told] of [
    ["一二三四五六", "删去 2 个"],
    ["一二三四五", "删去 1 个"],
    ["一", ""],
  ]) {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    assert.equal(field.value, value);
    assert.equal(document.querySelector("p").textContent, told);
  }
  assert.equal(document.querySelectorAll("output").length, 1);
});
