// A notice is written as it will be seen; where the server does not answer, the plain field stays.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/notice-editor.js";
import { find, open, press, serve } from "./page.js";

const PAGE = `<div data-module="notice-editor" data-source="/drawn">
  <div data-tools hidden><button type="button" data-do="strong">b</button><i data-in-table></i></div>
  <div data-page hidden></div><div data-signs><textarea>*  a</textarea></div><p data-trouble hidden></p>
  <p data-long hidden></p>
  <button data-switch hidden><i data-when="page"></i><i data-when="signs" hidden></i></button></div>`;

test("without an answer the plain field stays, and the button tries again", async () => {
  open(PAGE);
  const asked = serve(() => ({ status: 500 }));

  await mount(find("[data-module]"));

  assert.ok(!find("[data-signs]").hidden && find("[data-page]").hidden && find("[data-tools]").hidden);
  assert.ok(!find("[data-trouble]").hidden && !find("[data-switch]").hidden);
  press("[data-switch]");
  assert.deepEqual(
    asked.map(({ address, body }) => [address, body]),
    [
      ["/drawn", "body=*++a"],
      ["/drawn", "body=*++a"],
    ],
  );
  assert.equal(find("textarea").value, "*  a");
});
