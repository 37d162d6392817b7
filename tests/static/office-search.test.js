// The search box of the office: found while one types, reached and left by keys.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/office-search.js";
import { find, open, serve, settled } from "./page.js";

const PAGE = `<input id="elsewhere"><button id="button"></button>
  <search data-source="/office/_search"><form><input name="q"></form><div data-found hidden></div></search>`;
const FOUND = '<a href="/1">一</a><a href="/2">二</a>';

function key(name, target = document.activeElement, more = {}) {
  const event = new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event.defaultPrevented;
}

async function type(words) {
  find("[name=q]").value = words;
  find("[name=q]").dispatchEvent(new Event("input"));
  await new Promise((resolve) => setTimeout(resolve));
  await settled();
}

function opened(answer = () => ({ text: FOUND })) {
  open(PAGE);
  const asked = serve(answer);
  mount(find("search"), { pauseMs: 0 });
  return asked;
}

test("what is found stands below the box, and goes with its words", async () => {
  const asked = opened();
  await type(" zbb ");

  assert.equal(asked[0].address, "/office/_search?q=zbb");
  assert.equal(find("[data-found]").hidden, false);

  await type("");
  assert.equal(find("[data-found]").hidden, true);
});

test("a slash leads into the box, but not for whoever is typing; Ctrl+K does for everybody", () => {
  opened();
  find("#elsewhere").focus();
  assert.equal(key("/"), false);
  assert.equal(key("k", undefined, { ctrlKey: true }), true);
  assert.equal(document.activeElement, find("[name=q]"));

  find("#button").focus();
  assert.equal(key("/"), true);
  assert.equal(document.activeElement, find("[name=q]"));
});

test("arrows go through what was found and round again, Escape back to the box", async () => {
  opened();
  find("[name=q]").focus();
  assert.equal(key("ArrowDown"), false);
  await type("zbb");

  key("ArrowDown");
  assert.equal(document.activeElement.textContent, "一");
  key("ArrowUp");
  key("ArrowUp");
  assert.equal(document.activeElement.textContent, "二");
  key("Escape");

  assert.equal(document.activeElement, find("[name=q]"));
  assert.equal(find("[data-found]").hidden, true);
});

test("an answer that comes late is dropped", async () => {
  const answers = [];
  opened(() => new Promise((resolve) => answers.push(resolve)));
  await type("z");
  await type("zb");
  answers[1]({ text: "new" });
  await settled();
  answers[0]({ text: "old" });
  await settled();

  assert.equal(find("[data-found]").textContent, "new");
});

test("a press elsewhere puts it away; without an answer nothing shows", async () => {
  opened(() => ({ status: 500 }));
  await type("z");
  assert.equal(find("[data-found]").hidden, true);

  opened();
  await type("z");
  find("#button").dispatchEvent(new Event("pointerdown", { bubbles: true }));
  assert.equal(find("[data-found]").hidden, true);
});
