// What was painted is written down, and told.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/exposures.js";
import { find, open, serve, settled } from "./page.js";

function memory(kept = {}) {
  const store = { getItem: (key) => store[key], setItem: (key, words) => (store[key] = words) };
  store.removeItem = (key) => delete store[key];
  for (const name of Object.keys(store)) Object.defineProperty(store, name, { enumerable: false });
  return Object.assign(store, kept);
}

function screen(t, kept) {
  open(
    `<i data-source="/exposures" data-token="t"></i>
    <div data-module="notices"><p data-notice="7" data-mark="m"></p></div>`,
  );
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const asked = serve(() => ({ json: { now: Date.now() } }));
  mount(find("i"), { memory: kept });
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
