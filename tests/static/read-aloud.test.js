// A guide is read sentence by sentence, and stops when it should.

import assert from "node:assert/strict";
import test from "node:test";

import { mount, rangeOf } from "../../static/js/modules/read-aloud.js";
import { find, open, press, settled } from "./page.js";

function guide({ ok = true, rest = "" } = {}) {
  const page = open(`<main data-page="item">${rest}<div id="read" data-source="/reading" data-sounds="/sounds/NAME.opus"
    data-start="朗读" data-stop="停" data-sorry="朗读停了。">
    <button data-read hidden>朗读</button><p data-caption hidden></p></div></main>`);
  globalThis.CSS = { highlights: new Map() };
  const played = [];
  const newAudio = () => {
    return Object.assign(new page.EventTarget(), {
      pause() {
        this.paused = true;
      },
      async play() {
        played.push(this);
      },
    });
  };
  const sentences = ["一", "二"].map((text, at) => ({ sound: `s${at}`, part: at ? "fees" : "name", text }));
  const ask = async () => ({ ok, url: "/reading", status: 500, json: async () => ({ volume: 50, sentences }) });
  mount(find("#read"), { newAudio, ask });
  return played;
}

test("one sentence after another, each in the caption where it stands nowhere", async () => {
  const played = guide();
  press("[data-read]");
  await settled();
  assert.deepEqual(
    [played[0].src, played[0].volume, find("[data-caption]").textContent],
    ["/sounds/s0.opus", 0.5, "一"],
  );
  assert.equal(find("[data-read]").textContent, "停");

  played[0].dispatchEvent(new Event("ended"));
  await settled();
  assert.deepEqual([played[1].src, find("[data-caption]").textContent], ["/sounds/s1.opus", "二"]);
  played[1].dispatchEvent(new Event("ended"));
  await settled();
  assert.equal(find("[data-read]").textContent, "朗读");
});

test("a server that cannot is said", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  guide({ ok: false });
  press("[data-read]");
  await settled();

  assert.equal(find("[data-caption]").textContent, "朗读停了。");
  t.mock.timers.tick(6000);
  assert.equal(find("[data-caption]").hidden, true);
});

test("pressed again it stops, and whoever only listens has not left", async () => {
  const played = guide();
  const signs = [];
  document.addEventListener("alive", () => signs.push("alive"));
  press("[data-read]");
  await settled();
  press("[data-read]");
  await settled();

  assert.deepEqual(
    [played.length, played[0].paused, find("[data-read]").getAttribute("aria-pressed")],
    [1, true, "false"],
  );
  assert.deepEqual([signs.length, find("[data-read]").textContent], [1, "朗读"]);
});

test("it begins with the part that stands at the top", async () => {
  const played = guide({ rest: `<div class="scroll"><p data-part="name">一</p><p data-part="fees">费</p></div>` });
  const place = (selector, box) => (find(selector).getBoundingClientRect = () => box);
  find(".scroll").scrollTop = 300;
  place(".scroll", { top: 100 });
  place("[data-part=name]", { bottom: 130 });
  place("[data-part=fees]", { bottom: 400 });
  press("[data-read]");
  await settled();

  assert.deepEqual(
    played.map(({ src }) => src),
    ["/sounds/s1.opus"],
  );
});

test("a sentence is found where it runs over several elements, and nowhere else", () => {
  open(`<p>请带<b>身份</b>证。</p>`);
  const range = rangeOf(find("p"), "带身份证");
  const ends = [range.startContainer.data, range.startOffset, range.endContainer.data, range.endOffset];

  assert.deepEqual(ends, ["请带", 1, "证。", 1]);
  assert.equal(rangeOf(find("p"), "户口本"), null);
});
