// The kiosk waits for a card, and asks when it was read.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/card-reader.js";
import { find, open, press, serve, settled } from "./page.js";

function waiting(t, answers) {
  open(`<main data-page="card"><div id="reader" data-source="/card"></div><form data-card-taken></form>
    <button data-demonstration="phone">手机</button></main>`);
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let [asked, requested] = [0, 0];
  find("form").requestSubmit = () => (requested += 1);
  mount(find("#reader"), { fetchText: async () => answers[Math.min(asked++, answers.length - 1)] });
  const look = async () => {
    t.mock.timers.tick(400);
    await settled();
    return { asked, requested };
  };
  return look;
}

test("it says what to do, and asks for the number once the card was read", async (t) => {
  const look = waiting(t, ['<p data-stage="lay">请放卡</p>', '<p data-stage="read">好了</p>']);
  await settled();
  assert.equal(find("#reader").textContent, "请放卡");

  assert.deepEqual(await look(), { asked: 2, requested: 1 });
});

test("when the page is left it looks no more", async (t) => {
  const look = waiting(t, ['<p data-stage="lay">请放卡</p>']);
  await settled();
  find("#reader").dispatchEvent(new Event("leave"));

  assert.deepEqual(await look(), { asked: 1, requested: 0 });
});

test("a choice beside it is told to the server", async (t) => {
  waiting(t, [""]);
  const asked = serve();
  press("button");

  assert.deepEqual(
    asked.map(({ address, body }) => [address, body]),
    [["/card/shelf", "phone=yes"]],
  );
});
