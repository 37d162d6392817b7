// A call that the server's voice does not take up is chimed, once; one that it does is not.

import assert from "node:assert/strict";
import test from "node:test";

import { GRACE_MS, PendingCalls } from "../../static/js/lib/pending-calls.js";

const FORGOTTEN_MS = 2500;

const NOON = 1_000_000;

const speaks = (number, waiting = "", milliseconds = 4000) => ({ number, waiting, milliseconds });

test("what nobody announced in time is chimed once", () => {
  const calls = new PendingCalls(FORGOTTEN_MS);
  calls.called("A001", NOON);
  calls.called("A002", NOON + 1000);

  assert.equal(calls.takeForgotten(NOON + FORGOTTEN_MS), 0);
  assert.equal(calls.takeForgotten(NOON + FORGOTTEN_MS + 1), 1);
  assert.equal(calls.takeForgotten(NOON + FORGOTTEN_MS + 1001), 1);
  assert.equal(calls.takeForgotten(NOON + 60_000), 0);
});

test("while the voice speaks, what it has yet to read out waits; all else was served", () => {
  const calls = new PendingCalls(FORGOTTEN_MS);
  for (const number of ["A001", "A002", "A003"]) calls.called(number, NOON);
  calls.announced(speaks("A001", "A002"), NOON + 100);
  const over = NOON + 100 + 4000 + GRACE_MS;

  assert.equal(calls.takeForgotten(over - 1), 0);
  assert.equal(calls.takeForgotten(over), 1);
});

test("a call whose announcement came before it is not waited for", () => {
  const calls = new PendingCalls(FORGOTTEN_MS);
  calls.announced(speaks("A001", "", 0), NOON);
  calls.called("A001", NOON + 200);

  assert.equal(calls.takeForgotten(NOON + 60_000), 0);
});
