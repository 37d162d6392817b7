// No called number is ever hidden: a model over thousands of random calls and announcements.

import assert from "node:assert/strict";
import test from "node:test";

import { COVERS_LIST_MS, FreshCalls, MISSED_MS } from "../../static/js/lib/fresh-calls.js";

const SEEN_MS = 8500;

/** A small generator, so that a failure can be run again. */
function random(seed) {
  let state = seed;
  return (most) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % most;
  };
}

const numbersOf = (standing) => (standing ? [standing.main, ...standing.others].map(({ number }) => number) : []);

test("whatever else is called or read out, a call is seen at once and for eight seconds", () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const next = random(seed);
    const calls = new FreshCalls(SEEN_MS);
    const called = new Map();
    let now = 0;
    for (let step = 0; step < 60; step += 1) {
      now += next(4000);
      const number = `A${next(6)}`;
      if (next(3) === 0 && called.has(number)) calls.announced({ number, window: "1" }, now);
      else {
        calls.called({ number, window: "1" }, now);
        called.set(number, now);
      }
      const there = numbersOf(calls.standing(now));
      for (const [each, since] of called) assert.ok(now >= since + SEEN_MS || there.includes(each), `seed ${seed}`);
      assert.equal(new Set(there).size, there.length);
    }
  }
});

test("where the list lies beneath, it is covered for no longer than four seconds after a call", () => {
  const calls = new FreshCalls(SEEN_MS);
  calls.called({ number: "A001", window: "1" }, 0);
  calls.called({ number: "B001", window: "2" }, 1000);

  assert.deepEqual(numbersOf(calls.standing(1000 + COVERS_LIST_MS - 1, { listed: true })), ["B001", "A001"]);
  assert.equal(calls.standing(1000 + COVERS_LIST_MS, { listed: true }), null);
  assert.deepEqual(numbersOf(calls.standing(SEEN_MS - 1)), ["B001", "A001"]);
  assert.deepEqual(numbersOf(calls.standing(SEEN_MS)), ["B001"]);
});

test("the one that is read out is the one to look at, long after it was called too", () => {
  const calls = new FreshCalls(SEEN_MS);
  calls.called({ number: "A001", window: "1" }, 0);
  calls.called({ number: "B001", window: "2" }, 10);
  calls.announced({ number: "A001", window: "1" }, 20);
  assert.equal(calls.standing(30).main.number, "A001");

  calls.announced({ number: "B001", window: "2" }, 20_000);
  assert.equal(calls.standing(20_001).main.number, "B001");
  assert.equal(calls.standing(20_000 + COVERS_LIST_MS), null);
});

test("a hasty repeat in the list is not shown before its moment, nor forgotten", () => {
  const calls = new FreshCalls(SEEN_MS);
  calls.listed([listed("A001", "9", -5000)], 0, { opened: true });
  assert.equal(calls.standing(0), null);

  calls.listed([listed("A001", "9", 0)], 5000);
  assert.deepEqual(numbersOf(calls.standing(5000)), ["A001"]);
});

const listed = (number, moment, age) => ({ number, window: "1", moment, age });

test("a call made while the screen was cut off stands for its whole time, once, and no old one does", () => {
  const calls = new FreshCalls(SEEN_MS);
  calls.listed([listed("A001", "1", 60_000)], 0, { opened: true });
  calls.listed([listed("A003", "3", 2000), listed("A002", "2", MISSED_MS), listed("A001", "1", 90_000)], 30_000);

  assert.deepEqual(numbersOf(calls.standing(30_000)), ["A003"]);
  assert.deepEqual(numbersOf(calls.standing(30_000 + SEEN_MS - 1)), ["A003"]);

  calls.listed([listed("A003", "3", 12_000)], 30_000 + SEEN_MS);
  assert.equal(calls.standing(30_000 + SEEN_MS), null);

  calls.listed([listed("A003", "4", 500)], 50_000);
  assert.deepEqual(numbersOf(calls.standing(50_000)), ["A003"]); // called again meanwhile
});

test("a page that is opened anew shows a call for the rest of its eight seconds", () => {
  const calls = new FreshCalls(SEEN_MS);
  calls.listed([listed("A002", "2", 3000), listed("A001", "1", 9000)], 100_000, { opened: true });

  assert.deepEqual(numbersOf(calls.standing(100_000)), ["A002"]);
  assert.deepEqual(numbersOf(calls.standing(100_000 + SEEN_MS - 3001)), ["A002"]);
  assert.equal(calls.standing(100_000 + SEEN_MS - 3000), null);
});
