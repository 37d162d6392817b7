// Results belong to what is written above them.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/letters.js";
import { find, open, press, serve, settled } from "./page.js";

function search(answer) {
  open(`<div id="page" data-results="/results" data-missed="/missed"><form><input data-typed></form>
    <div data-choices></div><div data-found></div>
    <a class="key" data-letter="s">S</a><a class="key" data-back>退</a><a class="key" data-clear>清</a></div>`);
  const asked = serve(answer);
  mount(find("#page"));
  return asked;
}

test("each letter asks, and the answer is shown", async () => {
  const asked = search(() => ({ text: "<li>社保</li>" }));

  press("[data-letter]");
  press("[data-letter]");
  press("[data-back]");
  await settled();

  assert.deepEqual(
    asked.map(({ body }) => body),
    ["q=s", "q=ss", "q=s"],
  );
  assert.equal(find("[data-found]").innerHTML, "<li>社保</li>");
});

test("an answer that comes late is dropped", async () => {
  const answers = [];
  search(() => new Promise((resolve) => answers.push(resolve)));
  press("[data-letter]");
  press("[data-letter]");

  answers[1]({ text: "new" });
  await settled();
  answers[0]({ text: "old" });
  await settled();

  assert.equal(find("[data-found]").textContent, "new");
});

test("a character that is touched takes the place of its letters", async () => {
  const row = '<div data-choices><a class="key" data-choose="低保">低保</a><a class="key" data-more="1">更多</a></div>';
  const asked = search(() => ({ text: `${row}<li>民政</li>` }));
  press("[data-letter]");
  await settled();

  assert.equal(find("[data-found]").innerHTML, "<li>民政</li>");
  press("[data-choices] [data-more]");
  await settled();
  press("[data-choices] [data-choose]");
  await settled();

  assert.equal(find("[data-typed]").value, "低保");
  assert.deepEqual(
    asked.map(({ body }) => decodeURIComponent(body)),
    ["q=s", "q=s&more=1", "q=低保"],
  );
});
