// Digits by touch, and a refusal that stays on the screen.

import assert from "node:assert/strict";
import test from "node:test";

import { mount, typed } from "../../static/js/modules/pin-pad.js";
import { find, open, press, serve, settled, submit } from "./page.js";

test("a digit is put behind the others until the field is full, and taken back from there", () => {
  const field = (value) => ({ value, maxLength: 6 });
  assert.deepEqual([typed(field("12"), "3"), typed(field("123456"), "7")], ["123", "123456"]);
  assert.deepEqual([typed(field("12"), ""), typed(field(""), "")], ["1", ""]);
});

function pad(t, answer) {
  open(`<p data-refusal hidden></p><form action="/punch" data-unreachable="没有连上服务器。">
    <input name="pin" maxlength="6"><a href="/back">返回</a>
    <i data-digit="5"></i><i data-digit=""></i></form>`);
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const gone = [];
  globalThis.location = { replace: (address) => gone.push(address), assign: (address) => gone.push(address) };
  serve(answer);
  mount(find("form"));
  return gone;
}

test("digits are typed, six at most, and taken back", (t) => {
  pad(t);
  for (let time = 0; time < 8; time += 1) press('[data-digit="5"]');
  assert.equal(find("input").value, "555555");

  press('[data-digit=""]');
  assert.equal(find("input").value, "55555");
});

test("what is accepted leads on", async (t) => {
  const gone = pad(t);
  submit("form");
  await settled();

  assert.equal(gone.length, 1);
});

test("a refusal and a server that is gone are said, and the digits are gone", async (t) => {
  pad(t, () => ({ status: 422, text: "<p data-refusal>没有这个号码。</p>" }));
  find("input").value = "123";
  submit("form");
  await settled();
  assert.deepEqual([find("[data-refusal]").textContent, find("input").value], ["没有这个号码。", ""]);

  serve(() => Promise.reject(new Error("gone")));
  submit("form");
  await settled();
  assert.equal(find("[data-refusal]").textContent, "没有连上服务器。");
});

test("while the answer is under way a second press is sent no second time", async (t) => {
  const gone = pad(t);
  const asked = serve();
  submit("form");
  submit("form");
  await settled();
  assert.deepEqual([asked.length, gone.length], [1, 1]);

  submit("form");
  assert.equal(asked.length, 2);
});

test("a touch begins the time anew", async (t) => {
  const gone = pad(t);
  t.mock.timers.tick(44_000);
  press('[data-digit="5"]');
  t.mock.timers.tick(44_000);
  await settled();

  assert.equal(gone.length, 0);
});

test("left alone it goes back", async (t) => {
  const gone = pad(t);
  t.mock.timers.tick(45_000);
  await settled();

  assert.equal(gone.length, 1);
});
