// A dragged name fills the form of the cell on which it is dropped, and sends it.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/roster.js";
import { find, open } from "./page.js";

const PAGE = `
  <main>
    <span data-staff="7" draggable="true">演示员甲</span>
    <table><tr><td data-day="2026-10-12" data-timetable="3"><b>空</b></td><th>别处</th></tr></table>
    <form hidden data-dropped><input name="day"><input name="timetable"><input name="staff"></form>
  </main>`;

const tell = (selector, type) => {
  const event = new Event(type, { bubbles: true, cancelable: true });
  find(selector).dispatchEvent(event);
  return event;
};

test("a name dropped into a cell is sent with its day and its duty", () => {
  open(PAGE);
  let sent = 0;
  find("form").requestSubmit = () => (sent += 1);
  mount(find("main"));

  tell("[data-staff]", "dragstart");
  assert.equal(tell("td b", "dragover").defaultPrevented, true);
  tell("td b", "drop");

  const values = ["day", "timetable", "staff"].map((name) => find(`[name="${name}"]`).value);
  assert.deepEqual(values, ["2026-10-12", "3", "7"]);
  assert.equal(sent, 1);
});

test("nothing is sent from beside the cells, nor without a name", () => {
  open(PAGE);
  let sent = 0;
  find("form").requestSubmit = () => (sent += 1);
  mount(find("main"));

  tell("td b", "drop");
  tell("[data-staff]", "dragstart");
  assert.equal(tell("th", "dragover").defaultPrevented, false);
  tell("th", "drop");

  assert.equal(sent, 0);
});

test("a page without the form is left as it is", () => {
  open("<main></main>");
  mount(find("main"));
  assert.equal(find("main").innerHTML, "");
});
