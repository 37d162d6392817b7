// A link is followed only when the server answers.

import assert from "node:assert/strict";
import test from "node:test";

import { go, mount } from "../../static/js/modules/careful-link.js";
import { find, open, press, serve, settled } from "./page.js";

function followed(status) {
  open('<a href="/next">下一页</a>');
  const gone = [];
  globalThis.location = { assign: (address) => gone.push(address) };
  return { asked: serve(() => ({ status })), gone };
}

test("the server is asked first, and then the link is followed", async () => {
  const { asked, gone } = followed(200);
  mount(find("a"));

  press("a");
  await settled();

  assert.equal(asked[0].method, "HEAD");
  assert.equal(gone.length, 1);
});

test("a server that refuses leaves the page where it is", async () => {
  const { gone } = followed(503);

  await go("/next");

  assert.deepEqual(gone, []);
});
