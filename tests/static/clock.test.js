// The server's time is shown, in the page's language.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/clock.js";
import { find, open, serve, settled } from "./page.js";

const NOW = "2026-11-23T08:00:30+00:00";

function clock(t, counted = () => 0) {
  open(`<p data-now="${NOW}" data-source="/api/v1/health"><time></time><span></span></p>`);
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  mount(find("p"), { counted });
}

test("it stands at the server's minute, and counts on", (t) => {
  let passed = 0;
  clock(t, () => passed);
  assert.equal(find("time").textContent, "16:00");
  assert.match(find("span").textContent, /2026年11月23日 星期一/);

  passed = 31_000;
  t.mock.timers.tick(31_000);

  assert.equal(find("time").textContent, "16:01");
});

test("a clock that the server has set is set", async (t) => {
  clock(t);
  serve(() => ({ headers: { Date: "Mon, 23 Nov 2026 09:30:00 GMT" } }));

  t.mock.timers.tick(300_000);
  await settled();

  assert.equal(find("time").textContent, "17:30");
});
