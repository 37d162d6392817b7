// The kiosk without touching it.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/keys.js";
import { find, open } from "./page.js";

function kiosk(t) {
  open(`<p data-caption hidden></p><main class="viewport" data-home="/kiosk"><button id="a"></button>
    <button id="b"></button><button class="back"></button></main>`);
  delete document.documentElement.dataset.scan;
  HTMLElement.prototype.checkVisibility = () => true;
  HTMLElement.prototype.scrollIntoView = () => {};
  t.mock.timers.enable({ apis: ["setInterval"] });
  const pressed = [];
  document.addEventListener("click", ({ target }) => pressed.push(target.id || target.className));
  mount();
  return pressed;
}

function key(name, { timeStamp = 0, repeat = false } = {}) {
  const event = new KeyboardEvent("keydown", { key: name, repeat, bubbles: true, cancelable: true });
  Object.defineProperty(event, "timeStamp", { value: timeStamp });
  document.body.dispatchEvent(event);
}
const hold = () => {
  key(" ");
  key(" ", { timeStamp: 1300, repeat: true });
};

test("an arrow from nowhere steps to the first control, Escape goes back", (t) => {
  const pressed = kiosk(t);
  key("ArrowDown");
  assert.equal(document.activeElement.id, "a");
  key("Escape");

  assert.deepEqual(pressed, ["back"]);
});

test("a long press scans: the frame moves on by itself, the key takes what is in it", (t) => {
  const pressed = kiosk(t);
  hold();
  assert.equal(find("[data-caption]").hidden, false);
  t.mock.timers.tick(1800 * 2);
  key(" ", { timeStamp: 9000 });
  assert.deepEqual(pressed, ["b"]);

  key("Escape");
  assert.equal("scan" in document.documentElement.dataset, false);
  assert.equal(find("[data-caption]").hidden, true);
});

test("a second key steps by hand, and the frame waits", (t) => {
  kiosk(t);
  hold();
  key("Enter", { timeStamp: 9000 });
  t.mock.timers.tick(1800 * 5);

  assert.equal(document.activeElement.id, "a");
});

test("what the caption says is said by the page, in the language that it has just now", (t) => {
  kiosk(t);
  find("main").insertAdjacentHTML("beforeend", "<i data-scan-caption hidden>开关操作</i>");
  hold();
  assert.equal(find("[data-caption]").textContent, "开关操作");
});
