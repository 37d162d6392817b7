// What was typed is named, asked for before leaving, and outlives the saving of another form.

import assert from "node:assert/strict";
import test from "node:test";

import { isChanged, mount } from "../../static/js/modules/unsaved.js";
import { find, open, submit } from "./page.js";

const OUTPUT = '<output data-changes="改了：{names}" data-refused="没存" data-none="没有"></output>';
const ROW = (id, value) => `<form method="post" action="/rows">
  <input type="hidden" name="id" value="${id}">
  <input type="hidden" name="shown" value="shown ${value}">
  <fieldset aria-label="窗口 ${id}">
  <label>部门 <input id="text-${id}" name="text" value="${value}"></label>
  <label><input type="checkbox" id="box-${id}" name="box" value="x"> 值班</label>
  <select id="choice-${id}" name="choice" aria-label="次数"><option>1<option selected>2</select>
  </fieldset>${OUTPUT}</form>`;
const PAGE = (first = "甲", second = "乙") =>
  `<main data-page="/page">${ROW(1, first)}${ROW(2, second)}<details><summary>再加</summary></details></main>`;

/** The page with its forms watched; `kept` is what its browser remembers. */
function opened(html = PAGE(), kept = new Map()) {
  open(html);
  const left = [];
  const moved = [];
  globalThis.HTMLSelectElement = find("select").constructor;
  globalThis.HTMLFormElement = find("form").constructor;
  globalThis.scrollY = 420;
  globalThis.scrollTo = (_, top) => moved.push(top);
  const storage = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, words) => kept.set(name, words),
    removeItem: (name) => kept.delete(name),
  };
  mount(find("main"), { ask: { addEventListener: (_, asked) => left.push(asked) }, kept: storage });
  const leave = () => {
    let isAsked = false;
    left[0]({ preventDefault: () => (isAsked = true) });
    return isAsked;
  };
  return { kept, leave, moved };
}

function type(selector, value) {
  find(selector).value = value;
  find("main").dispatchEvent(new Event("input"));
}

test("a form says what was changed in it, by the names that people read", () => {
  opened();
  assert.equal(find("output").textContent, "没有");

  type("#text-1", "丙");
  find("#box-1").checked = true;
  type("#choice-1", "1");

  assert.equal(find("output").textContent, "改了：窗口 1　部门、窗口 1　值班、窗口 1　次数");
});

test("many changes are not all named", () => {
  opened(`<main><form method="post">${[..."甲乙丙丁戊己庚"].map((name) => `<input name="a" aria-label="${name}">`).join("")}
    <select></select>${OUTPUT}</form></main>`);

  for (const input of document.querySelectorAll("input")) input.value = "1";
  find("main").dispatchEvent(new Event("input"));

  assert.equal(find("output").textContent, "改了：甲、乙、丙、丁、戊、己…");
});

test("that something was saved is in nobody's way once they go on", () => {
  opened(PAGE().replace("<form", "<p data-fresh></p><form"));

  type("#text-1", "丙");

  assert.equal(find("[data-fresh]"), null);
});

test("what was changed back is no change", () => {
  opened();
  type("#text-1", "丙");
  type("#text-1", "甲");

  assert.equal(find("output").textContent, "没有");
  assert.equal(isChanged(find("#choice-1")), false);
});

test("whoever leaves with something unsaved is asked, and nobody else", () => {
  const { leave } = opened();
  assert.equal(leave(), false);

  type("#text-2", "丙");

  assert.equal(leave(), true);
});

test("saving does not ask", () => {
  const { leave } = opened();
  type("#text-2", "丙");

  submit("form");

  assert.equal(leave(), false);
});

test("what was typed elsewhere is still there after saving, with what its form showed then", () => {
  const { kept } = opened();
  type("#text-1", "saved");
  type("#text-2", "丙");
  find("#box-2").checked = true;
  find("#choice-2").value = "1";
  submit("form");

  const { leave } = opened(PAGE("saved", "changed by somebody"), kept);

  assert.equal(find("#text-1").value, "saved");
  assert.equal(find("#text-2").value, "丙");
  assert.equal(find("#box-2").checked, true);
  assert.equal(find("#choice-2").value, "1");
  assert.equal(document.querySelectorAll("[name=shown]")[1].value, "shown 乙");
  assert.equal(leave(), true);
});

test("a saved page stands where it stood, as far unfolded", () => {
  const { kept } = opened();
  find("details").setAttribute("open", "");
  submit("form");

  const { moved } = opened(PAGE(), kept);

  assert.equal(find("details").open, true);
  assert.deepEqual(moved, [420]);
});

test("a refused page stands where its mistake is, and has something to lose", () => {
  const { kept } = opened();
  submit("form");

  const { moved, leave } = opened(PAGE().replace("<fieldset", "<p data-refusal></p><fieldset"), kept);

  assert.deepEqual(moved, []);
  assert.equal(leave(), true);
  assert.equal(find("output").textContent, "没存");
});

test("another page, or the same one later, is given nothing back", () => {
  const { kept } = opened();
  type("#text-2", "丙");
  submit("form");
  kept.set("kept-while-saving", kept.get("kept-while-saving").replace("/page", "/other"));

  opened(PAGE(), kept);
  assert.equal(find("#text-2").value, "乙");
  opened(PAGE(), kept);
  assert.equal(find("#text-2").value, "乙");
});

test("a form that a script sends itself, or that only asks, is no saving", () => {
  const { kept } = opened();
  find("form").addEventListener("submit", (event) => event.preventDefault());
  submit("form");

  assert.equal(kept.size, 0);
});
