// A page tells the agent on its computer that it lives, and the server what the agent said.

import assert from "node:assert/strict";
import test from "node:test";

import { computerReadings } from "../../static/js/lib/computer-readings.js";
import { mount } from "../../static/js/modules/screen-agent.js";
import { find, open, serve, settled } from "./page.js";

const READINGS = { heat: 61, memory_free: 300, memory: 900, disk_free: 4000 };
const AGENT = '<i id="agent" data-agent="http://127.0.0.1:8766"></i>';

function told(t, page, answer = () => ({ json: READINGS })) {
  open(`${page}${AGENT}`);
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const asked = serve(answer);
  mount(find("#agent"));
  return asked;
}

test("it says at once that the page is there, and every three seconds", async (t) => {
  const asked = told(t, '<i data-page="/display/_resting"></i>');
  await settled();
  assert.equal(asked[0].address, "http://127.0.0.1:8766/state");
  assert.deepEqual(computerReadings(), READINGS);

  t.mock.timers.tick(3000);
  assert.equal(asked.length, 2);
});

test("a kiosk away from its home page is used", async (t) => {
  const asked = told(t, '<div data-module="kiosk"><main data-page="take"></main></div>');
  await settled();
  assert.equal(asked[0].address, "http://127.0.0.1:8766/state?busy=1");
});

test("a kiosk at its home page is free", async (t) => {
  const asked = told(t, '<div data-module="kiosk"><main data-page="home"></main></div>');
  await settled();
  assert.equal(asked[0].address, "http://127.0.0.1:8766/state");
});

test("of an agent that went away nothing is known any more", async (t) => {
  let isThere = true;
  told(t, "", () => (isThere ? { json: READINGS } : Promise.reject(new TypeError("gone"))));
  await settled();
  isThere = false;
  t.mock.timers.tick(3000);
  await settled();
  assert.equal(computerReadings(), null);
});
