// The guide follows the visit in hand, and keeps its ticks otherwise.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/guide.js";
import { find, open, press, settled } from "./page.js";

function guide() {
  open('<div class="desk"><p data-visit="1"></p></div><aside data-source="/guide"></aside>');
  const asked = [];
  const fetchText = async (address) => {
    asked.push(address);
    const { visit } = find(".desk [data-visit]").dataset;
    return `<p data-visit="${visit}">${address}</p><a data-guide href="/other">其他</a>`;
  };
  mount(find("aside"), { fetchText });
  return asked;
}

const nextVisit = async (visit) => {
  find(".desk").innerHTML = `<p data-visit="${visit}"></p>`;
  await settled();
};

test("another visit brings its guide, the same one and none do not", async () => {
  const asked = guide();
  await settled();
  await nextVisit("1");
  await nextVisit("");
  assert.deepEqual(asked, ["/guide"]);

  await nextVisit("2");
  assert.deepEqual(asked, ["/guide", "/guide"]);
});

test("a link within it is shown in it", async () => {
  const asked = guide();
  await settled();
  press("a");
  await settled();

  assert.match(asked[1], /other$/);
  assert.match(find("aside").textContent, /other/);
});
