// The kiosk's frame stays, and the page within is swapped.

import assert from "node:assert/strict";
import test from "node:test";

import { find, open, press, serve, settled } from "./page.js";

/** A frame whose server answers every address with a page of that name. */
async function kiosk(t, answer = (address) => ({ text: `<main data-page="${address}"></main>` })) {
  open(
    `<main class="viewport" data-home="/kiosk" data-comfort="/kiosk/comfort" data-leave="/kiosk/leave"
      data-staff="/kiosk/staff"
      data-quiet-seconds="20" data-warn-seconds="10">
      <div data-page="home"><a href="/kiosk/items">事项</a><a href="/office">管理</a>
      <form data-comfort method="post"><button name="size" value="2" data-may="1 2"></button></form></div></main>
    <div data-wait hidden></div><div data-warning hidden><b data-seconds></b></div>`,
    { url: "http://hall.test/kiosk" },
  );
  globalThis.window = {};
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const asked = serve((address) => ({ headers: { "X-Version": "1" }, ...answer(address) }));
  const { mount } = await import("../../static/js/modules/kiosk.js");
  mount(find(".viewport"));
  return asked;
}

const paths = (asked) => asked.map(({ address }) => address);

test("a touch is one request, and a second tap finds nothing to press", async (t) => {
  const asked = await kiosk(t);
  press("a");
  press("a");
  assert.equal(find(".viewport").inert, true);
  await settled();

  assert.deepEqual(paths(asked), ["/kiosk/items"]);
  assert.equal(find("[data-page]").dataset.page, "/kiosk/items");
  assert.equal(find(".viewport").inert, true, "until the finger is off the glass");
  t.mock.timers.tick(400);
  assert.equal(find(".viewport").inert, false);
});

test("nothing leads out of the kiosk", async (t) => {
  const asked = await kiosk(t);
  press('[href="/office"]');
  await settled();

  assert.deepEqual(asked, []);
});

test("a server that is away is waited for", async (t) => {
  let status = 503;
  const asked = await kiosk(t, () => ({ status, text: '<main data-page="here"></main>' }));
  press("a");
  await settled();
  t.mock.timers.tick(700);
  assert.equal(find("[data-wait]").hidden, false);

  status = 200;
  t.mock.timers.tick(300);
  await settled();
  assert.deepEqual([asked.length, find("[data-page]").dataset.page, find("[data-wait]").hidden], [2, "here", true]);
});

test("larger letters are there at once, and told to the server", async (t) => {
  const asked = await kiosk(t);
  const event = new Event("submit", { bubbles: true, cancelable: true });
  Object.defineProperty(event, "submitter", { value: find("button") });
  find("form").dispatchEvent(event);
  assert.deepEqual([document.documentElement.dataset.size, find("button").value], ["2", "1"]);
  await settled();

  assert.deepEqual(paths(asked), ["/kiosk/comfort"]);
  assert.match(asked[0].body, /size=2/);
});
