// One person's visit to the kiosk: one thing at a time, and nobody is led out of it.

import assert from "node:assert/strict";
import test from "node:test";

import { following, isWithin, Visit } from "../../static/js/lib/visit.js";

test("a second tap begins nothing until the first has settled", () => {
  const visit = new Visit();

  assert.equal(visit.begin(), true);
  assert.equal(visit.begin(), false);
  visit.settled();
  assert.equal(visit.begin(), true);
});

test("nobody is asked at an untouched first page, nor while something is under way", () => {
  const visit = new Visit();
  assert.equal(visit.isAsleep(true), true);
  assert.equal(visit.isAsleep(false), false);

  visit.begin();
  assert.equal(visit.isAsleep(false), true);
  visit.settled();
  assert.equal(visit.isAsleep(true), false, "somebody came back to the first page");
  visit.left();
  assert.equal(visit.isAsleep(true), true);
});

test("who only chose larger letters is there too, and may begin at once", () => {
  const visit = new Visit();
  visit.touched();

  assert.equal(visit.isAsleep(true), false);
  assert.equal(visit.begin(), true);
});

test("only the kiosk's own pages are visited", () => {
  const kiosk = { home: "/kiosk", here: "http://hall.test/kiosk/items?page=2" };
  const within = (address) => isWithin(address, kiosk);

  for (const address of ["/kiosk", "/kiosk/take/x", "?page=3", "http://hall.test/kiosk"]) {
    assert.equal(within(address), true, address);
  }
  for (const address of [
    "/kiosks",
    "/office",
    "https://hall.test/kiosk",
    "http://other.test/kiosk",
    "/kiosk/../office",
  ]) {
    assert.equal(within(address), false, address);
  }
});

test("a button leads from each of its values to the next, and back to the first", () => {
  const sizes = ["1", "2", "3"];

  assert.deepEqual(
    sizes.map((size) => following(size, sizes)),
    ["2", "3", "1"],
  );
});
