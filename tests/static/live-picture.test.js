// What is being written is drawn a moment later, and the newest picture wins.

import assert from "node:assert/strict";
import { test } from "node:test";

import { mount } from "../../static/js/modules/live-picture.js";

function page() {
  const shown = { innerHTML: "" };
  globalThis.document = { getElementById: () => shown };
  globalThis.FormData = class {};
  let typed = null;
  const form = {
    dataset: { source: "/picture", shownIn: "picture" },
    addEventListener: (_, listener) => {
      typed = listener;
    },
  };
  return { shown, form, type: () => typed() };
}

const later = (ms) => new Promise((done) => setTimeout(done, ms));

test("typing draws once, when the hand rests", async () => {
  const { shown, form, type } = page();
  let asked = 0;
  mount(form, { fetchText: async () => `picture ${++asked}`, pause: 5 });

  type();
  type();
  type();
  await later(30);

  assert.equal(shown.innerHTML, "picture 1");
});

test("a slow picture of older words is thrown away", async () => {
  const { shown, form, type } = page();
  const answers = [];
  mount(form, { fetchText: () => new Promise((done) => answers.push(done)), pause: 1 });
  type();
  await later(10);
  type();
  await later(10);

  answers[1]("new");
  answers[0]("old");
  await later(5);

  assert.equal(shown.innerHTML, "new");
});

test("a refused picture leaves the last one", async () => {
  const { shown, form, type } = page();
  shown.innerHTML = "last";
  const warn = console.warn;
  console.warn = () => {};
  mount(form, {
    fetchText: async () => {
      throw new Error("503");
    },
    pause: 1,
  });

  type();
  await later(10);
  console.warn = warn;

  assert.equal(shown.innerHTML, "last");
});
