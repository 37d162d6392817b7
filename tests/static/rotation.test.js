// Whose turn it is among the notices: everybody's, a long one page by page, and never nobody's.

import assert from "node:assert/strict";
import test from "node:test";

import { MOST_IN_A_ROW, Rotation } from "../../static/js/lib/rotation.js";

const STRIKES = 3;

const notice = (id, pages = 1) => ({ id, pages });

/** What is seen in so many turns, as "notice.page". */
function watched(rotation, notices, turns) {
  return Array.from({ length: turns }, () => {
    const { notice: now, page } = rotation.next(notices);
    rotation.shown(now, { pages: now.pages, notices: notices.length });
    return `${now.id}.${page}`;
  });
}

const rotating = () => new Rotation(({ id }) => id, STRIKES);

test("one after another, each page by page, and then from the beginning", () => {
  const notices = [notice("a"), notice("b", 3), notice("c")];

  assert.deepEqual(watched(rotating(), notices, 7), ["a.0", "b.0", "b.1", "b.2", "c.0", "a.0", "b.0"]);
});

test("a very long one lets the others pass, and goes on where it was", () => {
  const [long, short] = [notice("long", MOST_IN_A_ROW + 2), notice("short")];

  const seen = watched(rotating(), [long, short], MOST_IN_A_ROW + 5);

  assert.equal(seen[MOST_IN_A_ROW - 1], `long.${MOST_IN_A_ROW - 1}`);
  assert.deepEqual(seen.slice(MOST_IN_A_ROW), [
    "short.0",
    `long.${MOST_IN_A_ROW}`,
    `long.${MOST_IN_A_ROW + 1}`,
    "short.0",
    "long.0",
  ]);
});

test("a very long one that is alone is shown to its end", () => {
  const seen = watched(rotating(), [notice("long", MOST_IN_A_ROW + 2)], MOST_IN_A_ROW + 3);

  assert.deepEqual(seen.slice(-2), [`long.${MOST_IN_A_ROW + 1}`, "long.0"]);
});

test("what could not be shown is skipped, and left out after the third time", () => {
  const rotation = rotating();
  const notices = [notice("a"), notice("broken")];
  for (let strike = 1; strike <= STRIKES; strike += 1) {
    assert.deepEqual(rotation.playable(notices), notices);
    rotation.giveUp(notices[1]);
  }

  assert.deepEqual(rotation.playable(notices), [notices[0]]);
});

test("when everything was given up, everything is tried again", () => {
  const rotation = rotating();
  const notices = [notice("a")];
  for (let strike = 1; strike <= STRIKES; strike += 1) rotation.giveUp(notices[0]);

  assert.deepEqual(rotation.playable(notices), []);
  assert.deepEqual(rotation.playable(notices), notices);
});

test("what goes on in a new list is followed by what comes after it there", () => {
  const rotation = rotating();
  const [a, b, c] = [notice("a"), notice("b", 3), notice("c")];
  watched(rotation, [a, b, c], 1); // a is seen
  rotation.goOnAt(2);
  assert.deepEqual(watched(rotation, [c, b, a], 1), ["c.0"]);

  const another = rotating();
  watched(another, [a, b, c], 2); // a, and the first page of b
  another.goOnAt(0);
  assert.deepEqual(watched(another, [b, a], 3), ["b.1", "b.2", "a.0"]);
});

test("another list begins with its first", () => {
  const rotation = rotating();
  watched(rotation, [notice("a", 3), notice("b")], 2);
  rotation.restart();

  assert.deepEqual(watched(rotation, [notice("x"), notice("y")], 1), ["x.0"]);
});
