// What was sent when nobody was signed in any more is kept with the rest.

import assert from "node:assert/strict";
import test from "node:test";

import { KeptTyping, beginSaving } from "../../static/js/staff/kept-typing.js";
import { mount } from "../../static/js/modules/saved-nothing.js";
import { open } from "./page.js";

const form = (key) => ({ key, shown: "", values: [] });

test("the form that was sent joins those that were kept; without one nothing happens", () => {
  open("");
  mount(null);
  assert.equal(sessionStorage.length, 0);

  const kept = new KeptTyping(sessionStorage, "1");
  kept.keep("/page", "页", [form("/other")]);
  beginSaving(sessionStorage, { page: "/page", top: 0, open: [], owner: "1", title: "页", saved: form("/sent") });
  mount(null);

  assert.deepEqual(
    kept.read("/page")?.forms.map((one) => one.key),
    ["/other", "/sent"],
  );
});
