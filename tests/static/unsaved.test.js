// What was typed is named, asked for before leaving, and outlives the saving of another form.

import assert from "node:assert/strict";
import test from "node:test";

import { isChanged } from "../../static/js/staff/form-typing.js";
import { mount as savedNothing } from "../../static/js/modules/saved-nothing.js";
import { mount } from "../../static/js/modules/unsaved.js";
import { find, open, press, submit } from "./page.js";

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
  `<form data-signs-out></form><a id="office" href="/office/line">a</a><a id="other" href="http://else.test/">b</a>
  <main data-page="/page" data-owner="1" data-title="开放时间"><p data-kept hidden><button></button></p>
  <p data-elsewhere hidden></p>${ROW(1, first)}${ROW(2, second)}<details><summary>再加</summary></details>
  <form method="post" action="/pin"><input id="pin" name="pin" value=""></form></main>`;

/** The page with its forms watched; `kept` is what its browser remembers. */
function opened(html = PAGE(), kept = new Map()) {
  open(html);
  const asked = {};
  const moved = [];
  globalThis.HTMLSelectElement = find("select").constructor;
  globalThis.HTMLFormElement = find("main form").constructor;
  globalThis.scrollY = 420;
  globalThis.scrollTo = (_, top) => moved.push(top);
  const storage = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, words) => kept.set(name, words),
    removeItem: (name) => kept.delete(name),
    key: (at) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size;
    },
  };
  mount(find("main"), { ask: { addEventListener: (name, answer) => (asked[name] = answer) }, storage });
  const leave = () => {
    let isAsked = false;
    asked.beforeunload({ preventDefault: () => (isAsked = true) });
    if (!isAsked) asked.pagehide();
    return isAsked;
  };
  return { kept, leave, moved, storage };
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
  opened(PAGE().replace("<form method", "<p data-fresh></p><form method"));

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

  submit("main form");

  assert.equal(leave(), false);
});

test("what was typed elsewhere is still there after saving, with what its form showed then", () => {
  const { kept } = opened();
  type("#text-1", "saved");
  type("#text-2", "丙");
  find("#box-2").checked = true;
  find("#choice-2").value = "1";
  submit("main form");

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
  submit("main form");

  const { moved } = opened(PAGE(), kept);

  assert.equal(find("details").open, true);
  assert.deepEqual(moved, [420]);
});

test("a refused page stands where its mistake is, and has something to lose", () => {
  const { kept } = opened();
  submit("main form");

  const { moved, leave } = opened(PAGE().replace("<fieldset", "<p data-refusal></p><fieldset"), kept);

  assert.deepEqual(moved, []);
  assert.equal(leave(), true);
  assert.equal(find("output").textContent, "没存");
});

test("another page is given nothing back", () => {
  const { kept } = opened();
  type("#text-2", "丙");
  submit("main form");
  const typed = kept.get("unsaved:/page");
  kept.delete("unsaved:/page");
  kept.set("unsaved:/other", typed);

  opened(PAGE(), kept);
  assert.equal(find("#text-2").value, "乙");
});

test("a form that a script sends itself, or that only asks, is no saving", () => {
  const { kept } = opened();
  find("main form").addEventListener("submit", (event) => event.preventDefault());
  submit("main form");

  assert.equal(kept.size, 0);
});

/** Types the first text and goes to another page of ours. */
function leftWithTyping() {
  const first = opened();
  type("#text-1", "丙");
  find("#office").addEventListener("click", (event) => event.preventDefault());
  press("#office");
  return first;
}

test("whoever goes to another page of ours is not asked, and finds the typing again", () => {
  const { kept, leave } = leftWithTyping();
  assert.equal(leave(), false);

  opened(PAGE("甲", "丁"), kept);

  assert.equal(find("#text-1").value, "丙");
  assert.equal(find("#text-2").value, "丁");
  assert.equal(find("[data-kept]").hidden, false);
});

test("whoever leaves for another house, or only opens the manual, is asked", () => {
  const { leave } = opened();
  type("#text-1", "丙");
  find("#other").addEventListener("click", (event) => event.preventDefault());
  press("#other");

  assert.equal(leave(), true);
});

test("other pages name those where something is", () => {
  const { kept } = leftWithTyping();

  opened(PAGE().replace('data-page="/page"', 'data-page="/other"'), kept);

  assert.equal(find("[data-elsewhere]").hidden, false);
  assert.equal(find("[data-elsewhere] a").getAttribute("href"), "/page");
  assert.equal(find("[data-elsewhere] a").textContent, "开放时间");
  assert.equal(find("[data-kept]").hidden, true);
});

test("one press throws it away", () => {
  const { kept } = leftWithTyping();
  const { leave } = opened(PAGE(), kept);
  const reloaded = [];
  location.reload = () => reloaded.push(true);

  press("[data-kept] button");
  leave();

  assert.equal(reloaded.length, 1);
  opened(PAGE(), kept);
  assert.equal(find("#text-1").value, "甲");
});

test("what is saved, or changed back, is not kept", () => {
  const { kept } = opened();
  type("#text-1", "丙");
  assert.equal(kept.has("unsaved:/page"), true);
  type("#text-1", "甲");
  assert.equal(kept.has("unsaved:/page"), false);
  type("#text-1", "丙");
  submit("main form");

  assert.equal(kept.has("unsaved:/page"), false);
});

test("a number that opens something is never kept, and asked for before leaving", () => {
  const { kept, leave } = opened();
  type("#pin", "246810");
  press("#office");

  assert.equal([...kept.values()].join().includes("246810"), false);
  assert.equal(leave(), true);
});

test("nobody finds what another person typed, and at sign-out all of it goes", () => {
  const { kept } = leftWithTyping();
  opened(PAGE().replace('data-owner="1"', 'data-owner="2"'), kept);
  assert.equal(find("#text-1").value, "甲");
  assert.equal(kept.size, 0);

  const second = leftWithTyping();
  submit("[data-signs-out]");
  second.leave();
  assert.equal(second.kept.size, 0);
});

test("what was sent when nobody was signed in any more is there after signing in", () => {
  const { kept, storage } = opened();
  type("#text-1", "丙");
  type("#text-2", "戊");
  submit("main form");

  savedNothing(null, { storage });
  opened(PAGE(), kept);

  assert.equal(find("#text-1").value, "丙");
  assert.equal(find("#text-2").value, "戊");
  assert.equal(find("[data-kept]").hidden, false);
});
