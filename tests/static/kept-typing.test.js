// What is kept is of one person; where there is no room, nothing is half kept.

import assert from "node:assert/strict";
import test from "node:test";

import { KeptTyping } from "../../static/js/staff/kept-typing.js";
import { open } from "./page.js";

const FORM = { key: "/rows", shown: "", values: [] };

test("another person finds nothing, the same one everything", () => {
  open("");
  new KeptTyping(sessionStorage, "1").keep("/page", "页", [FORM]);

  assert.deepEqual(new KeptTyping(sessionStorage, "1").read("/page")?.forms, [FORM]);
  assert.deepEqual(new KeptTyping(sessionStorage, "2").pages(), []);
});

test("without room nothing is kept", () => {
  const removed = [];
  const full = {
    length: 0,
    key: () => null,
    setItem: () => {
      throw new Error("full");
    },
    removeItem: (name) => removed.push(name),
  };
  new KeptTyping(full, "1").keep("/page", "页", [FORM]);

  assert.deepEqual(removed, ["unsaved:/page"]);
});
