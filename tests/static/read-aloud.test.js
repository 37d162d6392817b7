// A guide is read sentence by sentence, and stops when it should.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/read-aloud.js";
import { find, open, press, settled } from "./page.js";

function guide({ ok = true } = {}) {
  const page = open(`<main data-page="item"><div id="read" data-source="/reading" data-sounds="/sounds/NAME.opus">
    <button data-read hidden>朗读</button><p data-caption hidden></p></div></main>`);
  globalThis.CSS = { highlights: new Map() };
  const played = [];
  const newAudio = () => {
    return Object.assign(new page.EventTarget(), {
      pause() {},
      async play() {
        played.push(this);
      },
    });
  };
  const sentences = ["一", "二"].map((text, at) => ({ sound: `s${at}`, part: "name", text }));
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

  assert.match(find("[data-caption]").textContent, /朗读停了/);
  t.mock.timers.tick(6000);
  assert.equal(find("[data-caption]").hidden, true);
});
