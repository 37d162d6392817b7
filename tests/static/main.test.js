// Every element with a behaviour wakes up, once.

import assert from "node:assert/strict";
import test from "node:test";

import { find, open, settled } from "./page.js";

test("what the page names is loaded and mounted, and not a second time", async () => {
  open('<button data-module="print-button" hidden></button>');
  await import("../../static/js/modules/print-button.js"); // so it need not be read and compiled first
  const { wake } = await import("../../static/js/main.js");
  while (find("button").dataset.awake !== "yes") await settled();
  assert.deepEqual([find("button").dataset.awake, find("button").hidden], ["yes", false]);

  find("button").hidden = true;
  wake();
  await settled();
  assert.equal(find("button").hidden, true);
});
