// A screen that was off, or cannot hear, shows nothing that may have been taken down meanwhile.

import assert from "node:assert/strict";
import { test } from "node:test";

import { mayShow } from "../../static/js/lib/offline-rules.js";

const TRUSTED_MS = 600_000;
const mayStand = (notice, moment) => mayShow(notice, { trustedMs: TRUSTED_MS, ...moment });

const some = (random) => ({
  kind: ["text", "image", "pdf", "video", "board"][Math.floor(random() * 5)],
  endsAt: random() < 0.5 ? undefined : random() * 4 * TRUSTED_MS,
});

test("out of the browser's memory nothing is shown that the server has not confirmed", () => {
  for (const kind of ["text", "image", "pdf", "video", "board"]) {
    assert.equal(mayStand({ kind }, { now: 5, heardAt: null }), false);
  }
});

test("while the server answers each shows until its own end, to the millisecond", () => {
  const notice = { kind: "text", endsAt: 5000 };

  assert.equal(mayStand(notice, { now: 4999, heardAt: 0 }), true);
  assert.equal(mayStand(notice, { now: 5000, heardAt: 0 }), false);
});

test("after ten minutes without an answer only the standing board pages are left", () => {
  const moment = { now: TRUSTED_MS, heardAt: 0 };

  assert.equal(mayStand({ kind: "text" }, { ...moment, now: TRUSTED_MS - 1 }), true);
  assert.equal(mayStand({ kind: "text" }, moment), false);
  assert.equal(mayStand({ kind: "board" }, moment), true);
  assert.equal(mayStand({ kind: "board", endsAt: TRUSTED_MS }, moment), false);
});

test("what has gone does not come back by itself, however the time goes on", () => {
  const random = seeded(20190801);
  for (let turn = 0; turn < 3000; turn += 1) {
    const [notice, heardAt] = [some(random), random() * TRUSTED_MS];
    const now = heardAt + random() * 3 * TRUSTED_MS;
    const later = now + random() * TRUSTED_MS;
    if (!mayStand(notice, { now, heardAt })) assert.equal(mayStand(notice, { now: later, heardAt }), false);
    if (mayStand(notice, { now: later, heardAt })) assert.equal(mayStand(notice, { now, heardAt }), true);
  }
});

/** The same numbers in every run (mulberry32). */
function seeded(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
