// A form's typing goes out and in again; numbers that open something stay out of it.

import assert from "node:assert/strict";
import test from "node:test";

import { giveBack, isChanged, keptForm } from "../../static/js/staff/form-typing.js";
import { find, open } from "./page.js";

const PAGE = `<form method="post" action="/rows"><input type="hidden" name="shown" value="old">
  <input id="text" name="text" value="甲"><input id="pin" name="pin" value=""><select></select></form>`;

function opened() {
  open(PAGE);
  globalThis.HTMLSelectElement = find("select").constructor;
  globalThis.HTMLFormElement = find("form").constructor;
  return find("form");
}

test("what was typed is given back, with what the form showed then", () => {
  const form = opened();
  find("#text").value = "丙";
  find("#pin").value = "246810";
  const kept = keptForm(form);
  assert.equal(JSON.stringify(kept).includes("246810"), false);

  const fresh = opened();
  find("[name=shown]").value = "new";
  giveBack(fresh, kept);

  assert.equal(find("#text").value, "丙");
  assert.equal(isChanged(find("#text")), true);
  assert.equal(find("#pin").value, "");
  assert.equal(find("[name=shown]").value, "old");
});
