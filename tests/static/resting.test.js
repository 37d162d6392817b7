// A clock that cannot be right is not shown.

import assert from "node:assert/strict";
import test from "node:test";

import { canBeRight, mount } from "../../static/js/modules/resting.js";
import { find, open } from "./page.js";

const KEPT = "2026-11-23T08:00:00+00:00";

test("the browser's clock is shown if it can be right", (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  open(`<p data-now="${KEPT}"><time></time></p>`, { url: "http://hall.test/display/_resting" });
  let now = Date.parse(KEPT) + 3_600_000;
  mount(find("p"), { now: () => now });
  assert.equal(find("time").textContent, "17:00");

  now = 0; // the factory's day
  t.mock.timers.tick(5000);

  assert.equal(find("time").textContent, "");
});

test("neither years ahead nor behind the page that was kept", () => {
  assert.equal(canBeRight(1000, 0), true);
  assert.equal(canBeRight(-120_000, 0), false);
  assert.equal(canBeRight(500 * 86_400_000, 0), false);
});
