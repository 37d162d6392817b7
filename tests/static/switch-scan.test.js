// One or two switches: a long press begins, the same key takes, the other one steps; and arrows.

import assert from "node:assert/strict";
import test from "node:test";

import { around, HOLD_MS, nearest, SwitchScan } from "../../static/js/modules/switch-scan.js";

const down = (scan, key, timeStamp, repeat = false) => scan.down({ key, repeat, timeStamp });

/** A scan that was begun by holding this key. */
function begun(key = " ") {
  const scan = new SwitchScan();
  down(scan, key, 0);
  down(scan, key, HOLD_MS + 1, true);
  scan.up();
  return scan;
}

test("a short press is the browser's own, and a held key presses once", () => {
  const scan = new SwitchScan();

  assert.deepEqual(down(scan, "Enter", 0), { wish: null, prevented: false });
  assert.deepEqual(down(scan, "Enter", 500, true), { wish: null, prevented: true });
  scan.up();
  assert.deepEqual(down(scan, "Enter", 5000), { wish: null, prevented: false });
  assert.equal(scan.scanning, false);
});

test("held for a while it begins to scan, once", () => {
  const scan = new SwitchScan();
  down(scan, " ", 1000);

  assert.equal(down(scan, " ", 1000 + HOLD_MS, true).wish, null);
  assert.deepEqual(down(scan, " ", 1001 + HOLD_MS, true), { wish: "scan", prevented: true });
  assert.deepEqual(down(scan, " ", 1100 + HOLD_MS, true), { wish: null, prevented: true });
});

test("two short presses are not a long one", () => {
  const scan = new SwitchScan();
  down(scan, " ", 0);
  scan.up();

  assert.equal(down(scan, " ", HOLD_MS * 2, true).wish, null);
});

test("the key that began it takes what is lit, the other one steps by hand from then on", () => {
  const scan = begun(" ");

  assert.deepEqual(down(scan, " ", 9000), { wish: "take", prevented: true });
  assert.equal(scan.byHand, false);
  assert.deepEqual(down(scan, "Enter", 9500), { wish: "step", prevented: true });
  assert.equal(scan.byHand, true);
  assert.equal(down(scan, " ", 9900).wish, "take");
});

test("whoever begins again after the end is led by the frame again", () => {
  const scan = begun(" ");
  down(scan, "Enter", 9000);
  scan.stop();
  down(scan, "Enter", 20_000);
  assert.equal(down(scan, "Enter", 20_001 + HOLD_MS, true).wish, "scan");

  assert.equal(scan.byHand, false);
  assert.equal(down(scan, "Enter", 30_000).wish, "take");
});

const at = (left, top) => ({ left, top, width: 80, height: 40 });
const boxOf = (control) => control;

test("an arrow leads to the nearest that way, and rather along it than aside", () => {
  const [near, far, aside, behind] = [at(0, 200), at(0, 400), at(90, 160), at(0, -100)];

  assert.equal(nearest([far, aside, near, behind], at(0, 0), "ArrowDown", boxOf), near);
  assert.equal(nearest([far, aside, near, behind], at(0, 0), "ArrowUp", boxOf), behind);
  assert.equal(nearest([far, near, behind], at(0, 0), "ArrowLeft", boxOf), undefined);
});

test("one frame is drawn around everything that is lit", () => {
  assert.deepEqual(around([at(10, 20), at(200, 5)]), { left: 10, top: 5, width: 270, height: 55 });
});
