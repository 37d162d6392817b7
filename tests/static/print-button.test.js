// The button shows itself, and prints the page.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/print-button.js";
import { find, open, press } from "./page.js";

test("it is shown where there are scripts, and prints", () => {
  open("<button hidden>打印</button>");
  let printed = 0;
  globalThis.window = { print: () => (printed += 1) };

  mount(find("button"));
  press("button");

  assert.equal(find("button").hidden, false);
  assert.equal(printed, 1);
});
