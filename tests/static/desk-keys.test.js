// One request a key, and no key counts twice.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/desk-keys.js";
import { find, open, serve, settled } from "./page.js";

function desk(answer) {
  open(`<p data-refusal hidden></p><div class="desk"><form action="/next"><button data-key="n">叫号</button></form>
    <form action="/again"><button data-key="r">重叫</button></form>
    <details><summary data-key="t">转</summary><input></details></div>
    <i data-unreachable="没有连上服务器。"></i>`);
  const asked = serve(answer);
  mount(find("[data-unreachable]"));
  return asked;
}

const key = (name, { code = "", timeStamp = 1e6 } = {}) => {
  const event = new KeyboardEvent("keydown", { key: name, code, bubbles: true, cancelable: true });
  Object.defineProperty(event, "timeStamp", { value: timeStamp });
  document.body.dispatchEvent(event);
};
const paths = (asked) => asked.map(({ address }) => new URL(address, "http://hall.test").pathname);

test("keys and their likes on a number pad press what they name", async () => {
  const asked = desk();
  for (const [name, code] of [["n"], ["Enter", "NumpadEnter"], ["*", "NumpadMultiply"]]) {
    key(name, { code });
    await settled();
  }

  assert.deepEqual(paths(asked), ["/next", "/next", "/again"]);
});

test("the same key meanwhile is a tired finger, another one is pressed afterwards", async () => {
  const asked = desk();
  for (const name of ["n", "n", "r", "n"]) key(name);
  await settled();
  await settled();

  assert.deepEqual(paths(asked), ["/next", "/again"]);
});

test("a refusal is said, and forgets what was pressed meanwhile", async () => {
  const asked = desk(() => ({ status: 409, text: "<p>没有人在等。</p>" }));
  key("n");
  key("r");
  await settled();

  assert.deepEqual(paths(asked), ["/next"]);
  assert.deepEqual([find("[data-refusal]").hidden, find("[data-refusal]").textContent], [false, "没有人在等。"]);
});

test("a server that is gone is told of in the server's own words, and the desk is free again", async () => {
  const asked = desk(() => Promise.reject(new Error("gone")));
  key("n");
  assert.equal(find(".desk").hasAttribute("data-busy"), true);
  await settled();
  assert.deepEqual(
    [find("[data-refusal]").textContent, find(".desk").hasAttribute("data-busy")],
    ["没有连上服务器。", false],
  );

  key("n");
  await settled();
  assert.deepEqual(paths(asked), ["/next", "/next"]);
});

test("a digit of the pad waits for its Enter; several are for another program", async () => {
  const asked = desk();
  key("4", { code: "Numpad4" });
  key("Enter", { code: "NumpadEnter" });
  assert.equal(find("details").open, true);

  for (const digit of ["1", "4"]) key(digit, { code: `Numpad${digit}` });
  key("Enter", { code: "NumpadEnter" });
  assert.deepEqual(asked, []);
});
