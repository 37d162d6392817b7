// Notices take turns, and what comes from the server takes its place.

import assert from "node:assert/strict";
import test from "node:test";

import { NoticeRegion } from "../../static/js/modules/notices.js";
import { find, open, serve, settled } from "./page.js";

const drawn = (seq, ...ids) =>
  `<i data-notices-seq="${seq}" hidden></i>` +
  ids
    .map((id) => `<article class="notice" data-notice="${id}" data-mark="m" data-kind="text" hidden></article>`)
    .join("");

async function region(t, ...ids) {
  open(`<aside data-screen="main" data-source="/notices" data-page-ms="12000"
    data-refresh-ms="60000" data-trusted-ms="600000" data-strikes="3">${drawn(1, ...ids)}</aside>
    <template data-last-resort><article class="notice" data-notice="0"></article></template>`);
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const notices = new NoticeRegion(find("aside"));
  notices.start();
  await settled();
  return notices;
}

const seen = () => [...document.querySelectorAll(".notice:not([hidden])")].map(({ dataset }) => dataset.notice).join();
async function pass(t, ms = 12_000) {
  t.mock.timers.tick(ms);
  await settled();
  return seen();
}

test("one after another, each for its time", async (t) => {
  await region(t, 1, 2);

  assert.deepEqual([seen(), await pass(t), await pass(t)], ["1", "2", "1"]);
});

test("what is on goes on where it is still there, and what is painted is told", async (t) => {
  const notices = await region(t, 1, 2);
  const now = find('[data-notice="1"]');
  notices.hear({ name: "notices-changed", words: { rotations: { "": drawn(5, 3, 1) } } });
  await settled();

  assert.equal(find('[data-notice="1"]'), now);
  assert.deepEqual([seen(), find("aside").dataset.painted], ["1", "5"]);
  assert.equal(await pass(t), "3");
});

test("what was taken down is gone", async (t) => {
  const notices = await region(t, 1, 2);
  notices.hear({ name: "notices-changed", words: { rotations: { main: drawn(5, 2), "": drawn(5, 1) } } });
  await settled();

  assert.equal(seen(), "2");
  assert.equal(find('[data-notice="1"]'), null);
});

test("with nothing to show the hall's own name is there", async (t) => {
  await region(t);

  assert.equal(seen(), "0");
});

test("after an interruption it asks for what it missed", async (t) => {
  const notices = await region(t, 1);
  const asked = serve(() => ({ text: drawn(9, 4) }));
  notices.hear({ state: "lost" });
  notices.hear({ state: "connected" });
  await settled();
  await settled();

  assert.deepEqual([asked.length, seen(), find("aside").dataset.painted], [1, "4", "9"]);
});

test("what could not be shown is left out after the page's number of strikes", async (t) => {
  t.mock.method(console, "warn", () => {});
  const notices = await region(t, 1, 2);
  for (let strike = 0; strike < 3; strike += 1) {
    assert.equal(notices.playing().length, 2);
    notices.giveUp(find('[data-notice="2"]'), new Error("broken"));
  }

  assert.deepEqual(
    notices.playing().map(({ dataset }) => dataset.notice),
    ["1"],
  );
});
