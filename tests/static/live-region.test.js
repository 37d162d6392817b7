// A region that renews itself: the newest picture wins, and a rush costs two requests.

import assert from "node:assert/strict";
import test from "node:test";

import { concerns, mount } from "../../static/js/modules/live-region.js";

globalThis.document = { body: { dataset: {} } };

/** As much of an element as the module touches. */
class Region extends EventTarget {
  dataset = { room: "counter", refreshOn: "line-changed", source: "/desk" };
  innerHTML = "";
  querySelector() {
    return null;
  }
  closest() {
    return null;
  }
}

function region(only) {
  const element = new Region();
  if (only) element.dataset.only = only;
  const asked = [];
  let on;
  mount(element, {
    connect: (_room, _seq, handlers) => ((on = handlers), { close() {} }),
    fetchText: () => new Promise((answer) => asked.push(answer)),
  });
  return { element, asked, on };
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

test("a rush of messages costs one request under way and one after it", async () => {
  const { element, asked, on } = region();

  for (let message = 0; message < 40; message += 1) on.message("line-changed", { service: "A" });
  assert.equal(asked.length, 1);
  asked[0]("first");
  await soon();
  asked[1]("second");
  await soon();

  assert.equal(asked.length, 2);
  assert.equal(element.innerHTML, "second");
});

test("an older answer does not paint over a newer picture", async () => {
  const { element, asked, on } = region();
  on.message("line-changed", { service: "A" });

  const paint = new Event("paint");
  paint.detail = "the answer to a key";
  element.dispatchEvent(paint);
  asked[0]("asked before the key");
  await soon();

  assert.equal(element.innerHTML, "the answer to a key");
});

test("an answer that is newer than what was painted while it was on its way is painted", async () => {
  const { element, asked, on } = region();
  on.message("line-changed", { service: "A" });

  const paint = new Event("paint");
  paint.detail = '<p data-seq="7">the answer to a key</p>';
  element.dispatchEvent(paint);
  asked[0]('<p data-seq="8">and somebody took a number</p>');
  await soon();

  assert.match(element.innerHTML, /somebody/);
});

test("nothing is drawn anew under a finger that presses", async () => {
  const { element, asked, on } = region();
  element.innerHTML = "a button";

  element.dispatchEvent(new Event("pointerdown"));
  on.message("line-changed", { service: "A" });
  asked[0]("news");
  await soon();
  assert.equal(element.innerHTML, "a button");

  element.dispatchEvent(new Event("pointerup"));
  assert.equal(element.innerHTML, "a button", "the click comes after it");
  await soon();
  assert.equal(element.innerHTML, "news");
});

test("other people's messages are not listened to", () => {
  const { asked, on } = region("A001");

  on.message("line-changed", { number: "A002" });
  on.message("ticket-called", { number: "A001" });
  assert.equal(asked.length, 0);

  on.message("line-changed", { number: "A001" });
  assert.equal(asked.length, 1);
});

test("news for everybody concerns whoever waits for one number too", () => {
  assert.deepEqual([concerns({ window: "2" }, "A001"), concerns({ service: "B" }, "A")], [true, false]);
});

test("what is out of date by itself is asked for again after its seconds", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { element, asked } = region();
  element.querySelector = (selector) => (selector === "[data-again-after]" ? { dataset: { againAfter: "8" } } : null);
  const paint = new Event("paint");
  paint.detail = "a picture";
  element.dispatchEvent(paint);
  t.mock.timers.tick(7999);
  assert.equal(asked.length, 0);

  t.mock.timers.tick(1);
  assert.equal(asked.length, 1);
});
