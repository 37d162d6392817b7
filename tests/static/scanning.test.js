// Scanning by switches: everything is reached, and what lies among many in few steps.

import assert from "node:assert/strict";
import { test } from "node:test";

import { after, opened, rewound, rows } from "../../static/js/modules/scanning.js";

const groupOf = (each) => each.group;
const boxOf = (each) => ({ top: each.line * 100, bottom: each.line * 100 + 80 });

/** So many controls in one group, so many a line. */
const group = (name, count, wide) =>
  Array.from({ length: count }, (_, place) => ({
    group: name,
    line: Math.floor(place / wide),
    name: `${name}${place}`,
  }));
const alone = (name) => ({ group: null, line: 0, name });
const names = (all) => all.map((row) => row.map((each) => each.name).join(" "));

test("a keyboard is lit line by line, what stands alone by itself", () => {
  const all = rows([alone("back"), ...group("k", 7, 3), alone("next")], groupOf, boxOf);

  assert.deepEqual(names(all), ["back", "k0 k1 k2", "k3 k4 k5 k6", "next"]);
});

test("a group with few is walked one by one, and a list of single lines in parts", () => {
  assert.equal(rows(group("few", 4, 2), groupOf, boxOf).length, 4);
  assert.deepEqual(
    rows(group("list", 12, 1), groupOf, boxOf).map((row) => row.length),
    [4, 4, 4],
  );
});

test("of whatever is on the page, each control is in just one row, in its order", () => {
  const random = seeded(7);
  for (let turn = 0; turn < 500; turn += 1) {
    const controls = [];
    for (let part = 0; part < 5; part += 1) {
      const count = Math.floor(random() * 30);
      controls.push(
        ...(random() < 0.4 ? [alone(`a${part}`)] : group(`s${part}`, count, 1 + Math.floor(random() * 12))),
      );
    }
    assert.deepEqual(rows(controls, groupOf, boxOf).flat(), controls);
  }
});

test("whoever never presses sees each row once a round and nothing else", () => {
  const all = rows([alone("back"), ...group("k", 28, 7)], groupOf, boxOf);
  let place = { lit: [], within: null };
  const seen = [];
  for (let step = 0; step < all.length * 2; step += 1) {
    place = after(all, place);
    seen.push(place.lit);
  }

  assert.deepEqual(seen, [...all, ...all]);
});

test("within a row one after another, then the row once more, then the next row", () => {
  const all = rows(group("k", 6, 3), groupOf, boxOf);
  let place = opened(all[0]);
  const seen = [place.lit];
  for (let step = 0; step < 4; step += 1) {
    place = after(all, place);
    seen.push(place.lit);
  }

  assert.deepEqual(names(seen), ["k0", "k1", "k2", "k0 k1 k2", "k3 k4 k5"]);
});

test("every letter is reached within eleven steps instead of twenty-eight", () => {
  const keys = group("k", 28, 7);
  const all = rows(keys, groupOf, boxOf);
  let most = 0;
  for (const wanted of keys) {
    let place = rewound(all, keys[0], groupOf);
    let steps = 1;
    while (place.lit[0] !== wanted || place.lit.length > 1) {
      place = place.lit.length > 1 && place.lit.includes(wanted) ? opened(place.lit) : after(all, place);
      steps += 1;
    }
    most = Math.max(most, steps);
  }

  assert.ok(most <= 11, String(most));
});

test("a page that changed meanwhile is begun anew", () => {
  const [old, fresh] = [rows(group("a", 9, 3), groupOf, boxOf), rows(group("b", 9, 3), groupOf, boxOf)];

  assert.deepEqual(after(fresh, opened(old[1])).lit, fresh[0]);
  assert.deepEqual(after([], opened(old[1])), { lit: [], within: null });
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
