// A screen says what is really on it, and does what it is told.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/heartbeat.js";
import { find, open, serve, settled } from "./page.js";

async function screen(t) {
  open(`<i id="beat" data-source="/beat" data-screen="main"></i><p data-painted="12"></p><p data-painted="9"></p>
    <article data-notice="7"></article><div data-identity hidden></div>`);
  document.elementFromPoint = () => null;
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const asked = serve(() => ({ json: { version: "1", blank: false } }));
  mount(find("#beat"));
  await settled();
  return asked;
}

const tell = (detail) => document.dispatchEvent(new CustomEvent("wire", { detail }));
const order = (what, where = "main") => tell({ name: "screen-ordered", words: { screen: where, order: what } });

test("it tells the oldest of what is painted, and which notice, every ten seconds", async (t) => {
  const asked = await screen(t);
  const { painted, item, version, blanked } = JSON.parse(asked[0].body);
  assert.deepEqual({ painted, item, version, blanked }, { painted: 9, item: 7, version: "1", blanked: false });

  t.mock.timers.tick(10_000);
  assert.equal(asked.length, 2);
});

test("it is dark when it is told, says so at once, and learns from the answer", async (t) => {
  const asked = await screen(t);
  order("blank");
  assert.equal(JSON.parse(asked[1].body).blanked, true);

  await settled();
  assert.equal(document.body.hasAttribute("data-blank"), false, "the answer is the truth");
});

test("it names itself for ten seconds, and another screen's order is not its own", async (t) => {
  await screen(t);
  order("identify", "door");
  assert.equal(find("[data-identity]").hidden, true);
  order("identify");
  assert.equal(find("[data-identity]").hidden, false);

  t.mock.timers.tick(10_000);
  assert.equal(find("[data-identity]").hidden, true);
});
