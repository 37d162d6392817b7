// The letters of a notice are as large as is right, found by halving; pages by the width of a place.

import assert from "node:assert/strict";
import { test } from "node:test";

import { between, fitText, pagesOf } from "../../static/js/lib/text-fit.js";
import { find, open } from "./page.js";

test("the largest size that is right is found, to a hundredth of the way", () => {
  for (const edge of [21, 30, 44.4, 63]) {
    const size = between(20, 64, (wanted) => wanted <= edge);
    assert.ok(size <= edge && size > edge - 44 / 32, `${size} for ${edge}`);
  }
});

test("where all is right it is the largest, and where nothing is the smallest", () => {
  assert.equal(
    between(20, 64, () => true),
    64,
  );
  assert.equal(
    between(20, 64, () => false),
    20,
  );
  assert.equal(
    between(64, 20, () => false),
    20,
  );
});

test("a text that is nowhere yet is not measured, and has one page", () => {
  open(`<article class="notice"><div class="notice__pages"><div class="notice__body">文</div></div></article>`);

  fitText(find("article"));

  assert.equal(find("article").dataset.fitted, undefined);
  assert.equal(pagesOf({ scrollWidth: 2000 }, { clientWidth: 1000 }), 2);
  assert.equal(pagesOf({ scrollWidth: 0 }, { clientWidth: 1000 }), 1);
});
