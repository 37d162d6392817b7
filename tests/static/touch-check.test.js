// The four corners of a kiosk's glass, and how far beside them its touches land.

import assert from "node:assert/strict";
import test from "node:test";

import { beside, mount } from "../../static/js/modules/touch-check.js";
import { find, open } from "./page.js";

const WORDS = `data-well-mm="8" data-well="good MM" data-off="MM off: SIDE X, HEIGHT Y"
  data-sides="left right up down" data-all-well="all good" data-not-well="not good"`;
const CENTRES = [
  { x: 80, y: 80 },
  { x: 1000, y: 80 },
  { x: 1000, y: 1840 },
  { x: 80, y: 1840 },
];

function kiosk() {
  const four = (html) => CENTRES.map(() => html).join("");
  open(`<div id="check" ${WORDS}><p data-say></p>${four("<span data-result></span>")}<i data-ruler></i>
    ${four("<i data-cross hidden></i>")}<div data-glass hidden></div></div>`);
  Object.defineProperty(find("[data-ruler]"), "offsetWidth", { value: 400 });
  document.querySelectorAll("[data-cross]").forEach((cross, place) => {
    const { x, y } = CENTRES[place];
    cross.getBoundingClientRect = () => ({ left: x - 48, top: y - 48, width: 96, height: 96 });
  });
  mount(find("#check"));
}

function touch(x, y) {
  find("[data-glass]").dispatchEvent(new MouseEvent("click", { clientX: x, clientY: y }));
}

const results = () => [...document.querySelectorAll("[data-result]")].map(({ textContent }) => textContent);

test("a touch that is a quarter turn away is far off, to the side it went", () => {
  assert.deepEqual(beside({ x: 80, y: 80 }, { x: 1000, y: 80 }, 4), { right: 230, down: 0, far: 230 });
  assert.deepEqual(beside({ x: 80, y: 80 }, { x: 68, y: 64 }, 4), { right: -3, down: -4, far: 5 });
});

test("one cross after the other is shown, and at the end the page is free again", () => {
  kiosk();
  CENTRES.forEach(({ x, y }, place) => {
    const shown = [...document.querySelectorAll("[data-cross]")].map(({ hidden }) => !hidden);
    assert.deepEqual(shown.indexOf(true), place);
    touch(x + 8, y);
  });
  assert.deepEqual(results(), ["good 2", "good 2", "good 2", "good 2"]);
  assert.equal(find("[data-say]").textContent, "all good");
  assert.equal(find("[data-glass]").hidden, true);
});

test("a corner that is off is named with how far and whither", () => {
  kiosk();
  CENTRES.forEach(({ x, y }, place) => touch(place === 2 ? x - 40 : x, place === 2 ? y + 80 : y));
  assert.equal(results()[2], "22 off: left 10, down 20");
  assert.equal(find("[data-say]").textContent, "not good");
});
