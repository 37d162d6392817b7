// A form is sent, and the page stays.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/quiet-form.js";
import { find, open, serve, submit } from "./page.js";

test("what is filled in is sent, without leaving the page", () => {
  open('<form action="/send" method="post"><input name="q" value="好"></form>');
  const asked = serve();
  mount(find("form"));

  assert.equal(submit("form"), false, "the browser does not send it too");
  assert.deepEqual(
    asked.map(({ method, body }) => [method, body]),
    [["POST", new URLSearchParams({ q: "好" }).toString()]],
  );
});
