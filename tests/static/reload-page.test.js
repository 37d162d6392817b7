// A screen loads itself anew once for each version, and never for ever.

import assert from "node:assert/strict";
import test from "node:test";

import { mayReload, reloadFor } from "../../static/js/lib/reload-page.js";
import { canBeRight } from "../../static/js/modules/resting.js";

/** As much of sessionStorage as is used. */
class Memory extends Map {
  getItem = (key) => this.get(key) ?? null;
  setItem = (key, value) => this.set(key, value);
}

const soon = () => new Promise((resolve) => setTimeout(resolve));

test("the page that still runs the old version afterwards does not try again", async () => {
  const memory = new Memory();
  const loads = [];
  const start = async (wanted) => void loads.push(wanted);
  for (const told of ["2", "2", "2", "3", "3"]) {
    reloadFor(told, { memory, runs: "1", start });
    await soon();
  }

  assert.deepEqual(loads, ["2", "3"]);
});

test("the version it runs, and none, are no reason", () => {
  assert.equal(mayReload(null, "1", "1"), false);
  assert.equal(mayReload(null, "1", undefined), false);
  assert.equal(mayReload("2", "1", "2"), false);
  assert.equal(mayReload("1", "1", "2"), true);
});

test("a clock that went back to the factory's day is not shown", () => {
  const kept = Date.parse("2026-11-23T08:00:00Z");
  assert.equal(canBeRight(Date.parse("2020-01-01T00:00:00Z"), kept), false);
  assert.equal(canBeRight(kept + 3_600_000, kept), true);
  assert.equal(canBeRight(Date.parse("2031-01-01T00:00:00Z"), kept), false);
});
