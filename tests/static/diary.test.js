// The diary of what a screen painted: every second once, whatever happens in between.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Diary, MOST_STRETCHES } from "../../static/js/lib/diary.js";

const EIGHT = Date.UTC(2026, 10, 23, 0, 0); // eight in the morning in the hall
const SECOND = 1000;

function watch(diary, from, plays) {
  let now = from;
  for (const [seconds, seen] of plays) for (let each = 0; each < seconds; each += 1) diary.tick((now += SECOND), seen);
  return now;
}

const shows = (notice, playing, more = {}) => ({ notice, mark: "ab", playing, ...more });
const of = (diary, notice) => diary.stretches.filter((each) => each.notice === notice);

test("a notice in the rotation is one stretch, and its turns are added up", () => {
  const diary = new Diary("a");
  const round = [
    [12, shows(1, [1, 2])],
    [12, shows(2, [1, 2])],
  ];
  watch(diary, EIGHT, [[1, shows(1, [1, 2])], ...round, ...round, ...round]);

  const [one] = of(diary, 1);
  assert.equal(of(diary, 1).length, 1);
  assert.deepEqual([one.shown, one.times], [36 * SECOND, 3]);
  assert.equal(diary.stretches.filter((each) => each.what === "alive").length, 1);
});

test("what is taken down ends there, though another goes on", () => {
  const diary = new Diary("a");
  watch(diary, EIGHT, [
    [10, shows(1, [1, 2])],
    [10, shows(2, [2])],
    [10, shows(2, [2])],
  ]);

  assert.equal(of(diary, 1)[0].to, EIGHT + 11 * SECOND);
});

test("who is passed over for a whole round is not in the rotation any more", () => {
  const diary = new Diary("a");
  watch(diary, EIGHT, [
    [5, shows(1, [1, 2])],
    [5, shows(2, [1, 2])],
    [5, shows(3, [1, 2, 3])],
    [5, shows(2, [1, 2, 3])],
    [60, shows(3, [1, 2, 3])],
    [5, shows(1, [1, 2, 3])],
  ]);

  assert.equal(of(diary, 1).length, 2);
  assert.equal(of(diary, 1)[0].to, EIGHT + 5 * SECOND);
});

test("a call that covers it is told apart, and what cannot be seen is not painted", () => {
  const diary = new Diary("a");
  watch(diary, EIGHT, [
    [11, shows(1, [1])],
    [4, shows(1, [1], { covered: true })],
    [20, shows(1, [1], { prevented: "hidden" })],
    [6, shows(1, [1])],
  ]);

  assert.deepEqual(
    of(diary, 1).map((each) => [each.shown, each.covered]),
    [
      [10_000, 4000],
      [6000, 0],
    ],
  );
  const [hidden] = diary.stretches.filter((each) => each.what === "hidden");
  assert.equal(hidden.to - hidden.from, 20_000);
});

test("sleep, a step of the clock and midnight begin new stretches", () => {
  const diary = new Diary("a");
  const midnight = Date.UTC(2026, 10, 23, 16, 0);
  let now = watch(diary, midnight - 10 * SECOND, [[20, shows(1, [1])]]);
  now = watch(diary, now + 60_000, [[5, shows(1, [1])]]);
  watch(diary, now - 60_000, [[5, shows(1, [1])]]);

  assert.equal(of(diary, 1).length, 4);
  assert.ok(of(diary, 1)[0].to <= midnight);
});

test("no second is painted twice, and none outside the page's life, whatever is on", () => {
  let state = 7;
  const random = (most) => ((state = (state * 48271) % 2147483647), state % most);
  for (let run = 0; run < 200; run += 1) {
    const diary = new Diary("a");
    const plays = Array.from({ length: 12 }, () => {
      const playing = [1, 2, 3].filter(() => random(3));
      const notice = playing[random(playing.length || 1)] ?? 0;
      return [
        1 + random(20),
        { notice, mark: "ab", playing, covered: !random(4), prevented: [null, null, null, "blank"][random(4)] },
      ];
    });
    const end = watch(diary, EIGHT, plays);
    const shown = diary.stretches.filter((each) => each.what === "shown");

    const painted = shown.reduce((sum, each) => sum + each.shown + each.covered, 0);
    const dark = diary.stretches
      .filter((each) => each.what === "blank")
      .reduce((sum, each) => sum + each.to - each.from, 0);
    assert.ok(painted + dark <= end - EIGHT - SECOND);
    for (const each of diary.stretches) {
      assert.ok(EIGHT <= each.from && each.from <= each.to && each.to <= end);
      assert.ok(each.shown + each.covered <= each.to - each.from);
    }
  }
});

test("what the server has is struck out, what goes on or grew meanwhile is not", () => {
  const diary = new Diary("a");
  const now = watch(diary, EIGHT, [
    [5, shows(1, [1, 2])],
    [5, shows(2, [2])],
  ]);
  const told = diary.stretches.map((each) => ({ ...each }));
  watch(diary, now, [[5, shows(2, [2])]]);

  diary.kept(told);

  assert.deepEqual(
    diary.stretches.map((each) => each.notice || each.what),
    ["alive", 2],
  );
});

test("weeks without the server do not fill the browser", () => {
  const diary = new Diary("a");
  for (let each = 0; each < 4000; each += 1) diary.tick(EIGHT + each * 10_000, shows(1, [1]));

  assert.equal(diary.stretches.length, MOST_STRETCHES);
});
