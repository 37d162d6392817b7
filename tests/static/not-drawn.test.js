// What is told, while a notice is written, of signs that screens will not draw.

import assert from "node:assert/strict";
import { test } from "node:test";

import { show } from "../../static/js/modules/not-drawn.js";
import { find, open } from "./page.js";

const told = (line) => `<div><p>照现在写的</p><ul>\n  <li>${line}</li></ul></div>`;

test("it is told, and gone when the sign is gone; what is told already is not told again", () => {
  open("<output></output>");

  show(find("output"), told("标题：“😀”"));
  const first = find("output div");
  show(find("output"), told("标题：“😀”"));
  assert.equal(find("output div"), first);

  show(find("output"), "");
  assert.equal(find("output").innerHTML, "");
});

test("what is told of the saved draft is not said twice", () => {
  open("<ul data-saved-marks><li>标题：“😀”</li></ul><output></output>");

  show(find("output"), told("标题：“😀”"));
  assert.equal(find("output").innerHTML, "");
  show(find("output"), told("正文：“😀”"));
  assert.equal(find("output li").textContent, "正文：“😀”");
});
