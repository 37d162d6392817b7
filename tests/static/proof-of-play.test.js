// What was painted is written down, and told.

import assert from "node:assert/strict";
import test from "node:test";

import { mount, seenOn } from "../../static/js/modules/proof-of-play.js";
import { find, open, serve, settled } from "./page.js";

function memory(kept = {}) {
  const store = { getItem: (key) => store[key], setItem: (key, words) => (store[key] = words) };
  store.removeItem = (key) => delete store[key];
  for (const name of Object.keys(store)) Object.defineProperty(store, name, { enumerable: false });
  return Object.assign(store, kept);
}

function screen(t, kept, clock = () => Date.now()) {
  open(
    `<i data-source="/exposures" data-token="t" data-most-at-once="2"></i>
    <div data-module="notices"><p data-notice="7" data-mark="m"></p></div>`,
  );
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 1e12 });
  const asked = serve(() => ({ json: { now: Date.now() } }));
  mount(find("i"), { memory: kept, clock });
  return asked;
}

test("after a while it tells what is shown, with the screen's token", async (t) => {
  const asked = screen(t, memory());
  t.mock.timers.tick(8000);
  await settled();

  const { token, stretches } = JSON.parse(asked[0].body);
  assert.equal(token, "t");
  assert.deepEqual(
    stretches.filter(({ notice }) => notice).map(({ notice, mark, times }) => ({ notice, mark, times })),
    [{ notice: 7, mark: "m", times: 1 }],
  );
});

test("what the page before could not tell is told, a broken diary too, and then struck out", async (t) => {
  const before = JSON.stringify({ id: "old", offset: 5, stretches: [{ number: 1 }] });
  const kept = memory({
    "diary /exposures old": before,
    "diary /exposures half": '{"id": "ha',
    "diary /other x": "{}",
  });
  const asked = screen(t, kept);
  t.mock.timers.tick(8000);
  for (let time = 0; time < 4; time += 1) await settled();

  assert.ok(asked.some(({ body }) => JSON.parse(body).diary === "old"));
  const left = Object.keys(kept).filter((key) => !key.startsWith("diary /exposures"));
  assert.deepEqual(
    [left, "diary /exposures old" in kept, "diary /exposures half" in kept],
    [["diary /other x"], false, false],
  );
});

test("more than the server takes at once is told in several messages", async (t) => {
  const stretches = [1, 2, 3].map((number) => ({ number }));
  const asked = screen(t, memory({ "diary /exposures old": JSON.stringify({ id: "old", offset: 5, stretches }) }));
  t.mock.timers.tick(8000);
  for (let time = 0; time < 6; time += 1) await settled();

  const told = asked.map(({ body }) => JSON.parse(body)).filter(({ diary }) => diary === "old");
  assert.deepEqual(
    told.map((each) => each.stretches.map(({ number }) => number)),
    [[1, 2], [3]],
  );
});

test("a clock that was set begins another diary, and the one before is kept", (t) => {
  const kept = memory();
  let set = 0;
  screen(t, kept, () => Date.now() - set);
  set = 3_600_000;
  t.mock.timers.tick(11_000);

  assert.equal(Object.keys(kept).length, 2);
});

const SCREEN = `<section data-module="notices"><p data-notice="0" hidden></p>
  <p data-notice="7" data-mark="m"></p></section>
  <p data-overlay hidden></p><p data-blank hidden></p>`;

function seen(change = () => {}, { isFrozen = false } = {}) {
  open(SCREEN);
  change();
  return seenOn(document, { isFrozen });
}

test("what is shown, and what plays in turn with it", () => {
  const whole = { notice: 7, mark: "m", playing: [0, 7], covered: false, prevented: null };
  assert.deepEqual(seen(), whole);
});

test("a call covers a notice, but no emergency", () => {
  const calls = () => (find("[data-overlay]").hidden = false);
  assert.equal(seen(calls).covered, true);

  assert.equal(seen(() => calls(find("[data-notice='7']").classList.add("notice--emergency"))).covered, false);
});

test("why nothing can be seen: the page stands still, is dark, or shows the hall's name alone", () => {
  const alone = () => {
    find("[data-module]").toggleAttribute("data-alone");
    for (const notice of document.querySelectorAll("[data-notice]")) notice.hidden = notice.dataset.notice !== "0";
  };
  const dark = () => (find("[data-blank]").hidden = false);

  assert.deepEqual(
    [seen(dark, { isFrozen: true }), seen(dark), seen(alone)].map(({ prevented }) => prevented),
    ["frozen", "blank", "alone"],
  );
});
