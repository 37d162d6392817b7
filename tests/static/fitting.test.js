// What a place is told of its words, so that its letters can be as large as they allow.

import assert from "node:assert/strict";
import test from "node:test";

import { fit, fitToDistance, letters } from "../../static/js/lib/fitting.js";
import { find, open } from "./page.js";

const told = (selector, name) => Number(find(selector).style.getPropertyValue(name));

test("a hanzi is as wide as it is high, a figure narrower, and blanks between lines are one", () => {
  assert.equal(letters("  窗\n   口 ").toFixed(2), "2.38");
  assert.ok(letters("A012") > 4 * 0.6 && letters("A012") < 4 * 0.75);
  assert.ok(letters("WM12") > letters("A112"));
  assert.equal(letters(null), 0);
});

test("a list tells how many it holds, and its longest row: the widest number and the longest way", () => {
  open(`<div class="fitted"><ol>
    <li><b class="earlier__number">A1</b> <span data-where>综合服务窗口</span> <i>not counted</i></li>
    <li><b class="earlier__number">MW1001</b> <span data-where>2 号窗口</span></li></ol></div>`);
  fit(document);

  assert.equal(told(".fitted", "--count"), 2);
  assert.equal(told(".fitted", "--number-letters"), letters("MW1001"));
  assert.equal(told(".fitted", "--wide").toFixed(3), (letters("MW1001") + 0.5 + letters("综合服务窗口")).toFixed(3));
});

test("a long name, which has two lines of half the size, makes a list no wider than a short one", () => {
  open(`<ul class="fitted"><li><span class="lines__name--long">社会保险关系转移接续</span> <b>3 人</b></li></ul>`);
  fit(document);

  assert.ok(told(".fitted", "--wide") < letters("社会保险 3 人") + 0.5);
});

test("an empty list and a call of nobody divide by nothing", () => {
  open(`<div class="fitted"><ol></ol></div><section class="called"></section>`);
  fit(document);

  assert.deepEqual(
    [told(".fitted", "--count"), told(".fitted", "--wide"), told(".called", "--number-letters")],
    [1, 1, 1],
  );
});

test("the sizes of a registered screen are set, one that is missing keeps the usual size", () => {
  open(`<main data-called-vmin="12.5" data-read-vmin="6.2"></main>`);
  fitToDistance(find("main"));

  const { style } = document.documentElement;
  assert.equal(style.getPropertyValue("--called-for-distance"), "12.5vmin");
  assert.equal(style.getPropertyValue("--read-for-distance"), "6.2vmin");
  assert.equal(style.getPropertyValue("--least-for-distance"), "");
});
