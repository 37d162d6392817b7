// A page of paper is turned in parts rather than shrunk, and nothing of it is left out.

import assert from "node:assert/strict";
import { test } from "node:test";

import { parts, turnTo } from "../../static/js/lib/turning.js";
import { find, open } from "./page.js";

const PAGE = { width: 1528, height: 2160 };

test("on a tall screen a page is seen as a whole", () => {
  assert.deepEqual(parts(PAGE, { width: 960, height: 1340 }), { wide: null, shifts: [0] });
});

test("on a low one it is as wide as its place, from its head to its foot", () => {
  const { wide, shifts } = parts(PAGE, { width: 1800, height: 400 });

  assert.equal(wide, 1800);
  assert.equal(shifts.length, 7);
  assert.equal(shifts[0], 0);
  assert.equal(shifts.at(-1) + 400, Math.round((2160 * 1800) / 1528));
});

test("whatever its measure, no line of it is skipped, and it is never wider than its place", () => {
  for (let width = 40; width <= 4000; width += 330) {
    for (let height = 40; height <= 4000; height += 330) {
      const [sheet, place] = [
        { width, height },
        { width: 700, height: 500 },
      ];
      const { wide, shifts } = parts(sheet, place);
      assert.ok(wide === null ? shifts.length === 1 : wide <= place.width && shifts.length > 1);
      shifts.slice(1).forEach((shift, index) => assert.ok(shift - shifts[index] < place.height));
    }
  }
});

test("a small picture is not blown up, and a place that is not there yet has one page", () => {
  assert.equal(parts({ width: 60, height: 400 }, { width: 1800, height: 400 }).wide, null);
  assert.deepEqual(parts(PAGE, { width: 0, height: 0 }), { wide: null, shifts: [0] });
});

const LINES = Array.from({ length: 29 }, (_, index) => 72 * (index + 1)); // between lines of 72 rows

test("parts end between two lines, and the next one begins where the last one ended", () => {
  const { wide, shifts, ends } = parts(PAGE, { width: 1800, height: 400 }, { cuts: LINES, rows: 40, wanted: 40 });
  const scale = wide / PAGE.width;

  assert.equal(scale, 1); // as large as it has to be, no larger
  assert.deepEqual(shifts, [0, 360, 720, 1080, 1440, 1800]);
  assert.deepEqual(ends, [360, 720, 1080, 1440, 1800, 2160]);
});

test("where no line ends for half of a place, a little is seen twice", () => {
  const { shifts, ends } = parts(PAGE, { width: 1800, height: 400 }, { cuts: [300], rows: 40, wanted: 40 });

  assert.deepEqual([shifts[1], ends[0]], [300, 300]);
  assert.deepEqual([shifts[2], ends[1]], [668, 700]);
});

test("a page whose letters can be read is seen as a whole", () => {
  const place = { width: 1800, height: 800 };

  assert.equal(parts(PAGE, place, { cuts: LINES, rows: 120, wanted: 44 }).wide, null);
  assert.equal(parts(PAGE, place, { cuts: LINES, rows: 40, wanted: 17 }).wide, null); // hardly larger
  assert.ok(parts(PAGE, place, { cuts: LINES, rows: 40, wanted: 44 }).wide > 1600);
});

/** A notice of so many sheets, in a place so high. */
function sheets(count, { high = 1340 } = {}) {
  const sheet = `<div class="notice__sheet"><img width="1528" height="2160"></div>`;
  open(`<aside data-of-pages="第 PAGE 页PART，共 PAGES 页" data-of-parts="第 PAGE 段，共 PAGES 段">
    <article data-kind="pdf"><b class="notice__number"></b>
    <div class="notice__pages">${sheet.repeat(count)}</div></article></aside>`);
  Object.defineProperty(find(".notice__pages"), "clientWidth", { value: 1800 });
  Object.defineProperty(find(".notice__pages"), "clientHeight", { value: high });
  return find("article");
}

const number = (notice, page) => {
  turnTo(notice, page);
  return find(".notice__number").textContent;
};

test("which page is seen is told in the region's words: of pages, with its part, or of parts", () => {
  assert.equal(number(sheets(2, { high: 2600 }), 1), "第 2 页，共 2 页");
  assert.equal(number(sheets(2, { high: 400 }), 8), "第 2 页（2/7），共 2 页");
  assert.equal(number(sheets(1, { high: 400 }), 2), "第 3 段，共 7 段");
});

test("a notice of one page tells no number", () => {
  const notice = sheets(1, { high: 2600 });
  assert.equal(turnTo(notice, 0), 1);

  assert.equal(find(".notice__number").hidden, true);
});
