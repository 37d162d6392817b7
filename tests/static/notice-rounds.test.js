// What the editor is told of a text on each kind of screen.

import assert from "node:assert/strict";
import { test } from "node:test";

import { NoticeRounds, redraw, wordsFor } from "../../static/js/modules/notice-rounds.js";
import { find, open } from "./page.js";

const WORDS = {
  most: "8",
  round: "PAGES 页，翻一遍 TIME。",
  near: "METRES 米以内。",
  better: "用 NAME（FEWER 页）。",
  minutes: "COUNT 分钟",
  seconds: "COUNT 秒",
};
const round = (name, pages, more) => ({ name, pages, seconds: pages * 12, metres: 5, isNearer: false, ...more });

test("a long round is told in minutes, with the screen that shows it in fewer pages", () => {
  const [board, paper] = [round("main", 102), round("notices", 9)];

  assert.equal(wordsFor(board, [board, paper], WORDS), "102 页，翻一遍 20 分钟。用 notices（9 页）。");
  assert.equal(wordsFor(paper, [board, paper], WORDS), "9 页，翻一遍 108 秒。");
});

test("letters that were made smaller are told with their distance", () => {
  const near = round("main", 3, { metres: 2.04, isNearer: true });

  assert.equal(wordsFor(near, [near], WORDS), "3 页，翻一遍 36 秒。2.0 米以内。");
});

test("each screen is told its own, and one that is too long is marked", () => {
  const figure = (name) => `<figure data-screen="${name}"><b data-told></b></figure>`;
  open(`<div data-most="8" data-round="PAGES 页">${figure("main")}${figure("notices")}</div>`);

  new NoticeRounds(find("div")).tell([round("main", 9), round("notices", 2)]);

  assert.equal(find("figure[data-long] b").textContent, "9 页");
  assert.equal(find("figure:not([data-long]) b").textContent, "2 页");
});

test("a notice that is drawn anew is the same element, with its head and measured anew", () => {
  open('<article class="notice notice--text" data-notice="3" data-fitted="1x1"><p>旧</p></article>');
  const notice = find("article");

  redraw(notice, '\n<article class="notice notice--paper" data-notice="0"><header>红头</header></article>\n');

  assert.equal(find("article"), notice);
  assert.equal(
    notice.outerHTML,
    '<article class="notice notice--paper" data-notice="3"><header>红头</header></article>',
  );
});
