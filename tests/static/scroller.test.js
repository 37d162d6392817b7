// What is longer than the screen is turned by buttons.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/scroller.js";
import { find, open, press } from "./page.js";

function guide({ long }) {
  open(`<div data-module="scroller"><div class="scroll"><section data-part="fees"></section></div>
    <div data-turn-buttons hidden><button data-turn="-1">上</button><button data-turn="1">下</button></div>
    <button data-jump="fees">费用</button></div>`);
  const moved = [];
  const box = find(".scroll");
  Object.defineProperty(box, "clientHeight", { value: 100 });
  Object.defineProperty(box, "scrollHeight", { value: long ? 300 : 100 });
  box.scrollBy = (by) => moved.push(by.top);
  find("section").scrollIntoView = () => moved.push("fees");
  mount(find("[data-module]"));
  return moved;
}

test("buttons are there for what is too long, and turn nearly a page", () => {
  const moved = guide({ long: true });
  assert.equal(find("[data-turn-buttons]").hidden, false);
  assert.equal(find('[data-turn="-1"]').disabled, true, "it is at its top");

  press('[data-turn="1"]');

  assert.deepEqual(moved, [85]);
});

test("what is seen as a whole has none", () => {
  guide({ long: false });
  assert.equal(find("[data-turn-buttons]").hidden, true);
});

test("a part is jumped to, and marked", () => {
  const moved = guide({ long: true });
  press("[data-jump]");

  assert.deepEqual(moved, ["fees"]);
  assert.equal(find("[data-jump]").getAttribute("aria-current"), "true");
  assert.equal(find("section").hasAttribute("data-here"), true);
});
