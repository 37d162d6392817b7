// A screen says what is really on it, and does what it is told.

import assert from "node:assert/strict";
import test from "node:test";

import { FrameCount, mount, paintedOn } from "../../static/js/modules/heartbeat.js";
import { find, open, serve, settled } from "./page.js";

async function screen(t) {
  open(`<i id="beat" data-source="/beat" data-screen="main" data-every-seconds="10"
    data-spread-seconds="1.5"></i><p data-painted="12"></p><p data-painted="9"></p>
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

test("it tells the oldest of what is painted, and which notice, as often as the page says", async (t) => {
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

test("what is painted anew is told within the spread that the page says", async (t) => {
  const asked = await screen(t);
  document.dispatchEvent(new CustomEvent("painted"));
  t.mock.timers.tick(1500);

  assert.equal(asked.length, 2);
});

test("pictures are counted from one heartbeat to the next, and the first cannot tell", () => {
  const frames = new FrameCount(10_000, 0);
  for (let frame = 0; frame < 600; frame += 1) frames.drawn();
  assert.equal(frames.at(1000), null);
  assert.equal(frames.at(10_000), 600);
  frames.drawn();
  assert.equal(frames.at(11_000), 600, "one in between tells what the last one did");

  assert.equal(frames.at(20_000), 1);
});

test("a film tells how far it has come, and a page without a notice has none", () => {
  open('<article data-notice="7"><video src="/film"></video></article><p data-mute></p>');
  document.elementFromPoint = () => null;
  Object.defineProperty(find("video"), "currentTime", { value: 1.5 });
  const { film_ms: film, mute, painted } = paintedOn(document);
  assert.deepEqual([film, mute, painted], [1500, true, 0]);

  find("article").remove();
  assert.deepEqual([paintedOn(document).item, paintedOn(document).film_ms], [null, null]);
});
