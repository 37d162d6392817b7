// One touch is sent once, and the answer is painted.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/rating-tablet.js";
import { find, open, serve, settled, submit } from "./page.js";

function tablet(answer) {
  open('<div class="tablet"><form action="/rate"><input name="face" value="good"></form></div>');
  const region = find(".tablet");
  const seen = [];
  for (const kind of ["paint", "refresh"]) region.addEventListener(kind, (event) => seen.push(event.detail ?? kind));
  globalThis.FormData = class extends Map {
    constructor() {
      super([["face", "good"]]);
    }
  };
  const asked = serve(answer);
  mount(region);
  return { asked, seen };
}

test("a second touch meanwhile is none, and the answer is painted", async () => {
  const { asked, seen } = tablet(() => ({ text: "谢谢" }));
  submit("form");
  submit("form");
  assert.equal(find(".tablet").hasAttribute("data-busy"), true);
  await settled();

  assert.deepEqual([asked.length, seen], [1, ["谢谢"]]);
  assert.equal(find(".tablet").hasAttribute("data-busy"), false);
});

test("what came too late, or never, is replaced by what stands now", async () => {
  const late = tablet(() => ({ status: 409 }));
  submit("form");
  await settled();
  assert.deepEqual(late.seen, ["refresh"]);

  const gone = tablet(() => Promise.reject(new Error("gone")));
  submit("form");
  await settled();
  assert.deepEqual(gone.seen, ["refresh"]);
});
