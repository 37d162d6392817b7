// The timeclock's answers are heard once each, and a browser that may not sound says nothing.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/spoken-answers.js";
import { find, open, settled } from "./page.js";

const answer = (clip, which) => `<section data-say="/${clip}" data-volume="60" data-answer="${which}"></section>`;

function timeclock(first, { kept = new Map(), play = async () => {} } = {}) {
  open(`<main class="clocking">${first}</main><audio data-region=".clocking"></audio>`);
  const played = [];
  const audio = find("audio");
  Object.assign(audio, { play: () => (played.push(`${audio.getAttribute("src")} ${audio.volume}`), play()) });
  mount(audio, { kept: { getItem: (name) => kept.get(name), setItem: (name, value) => kept.set(name, value) } });
  return { played, kept };
}

async function shows(html) {
  find(".clocking").innerHTML = html;
  await settled();
}

test("each answer is said once, as loud as the hall wants it", async () => {
  const { played } = timeclock("<section></section>");

  await shows(answer("punched", "punch-1"));
  await shows(answer("punched", "punch-1"));
  await shows("<section></section>");
  await shows(answer("already", "punch-2"));

  assert.deepEqual(played, ["/punched 0.6", "/already 0.6"]);
});

test("whoever comes back from the PIN hears the answer, and not again when the page is loaded anew", () => {
  const { played, kept } = timeclock(answer("punched", "punch-1"));

  assert.deepEqual(played, ["/punched 0.6"]);
  assert.deepEqual(timeclock(answer("punched", "punch-1"), { kept }).played, []);
});

test("a browser that may not sound yet is no error, and the next answer is tried again", async () => {
  const play = () => Promise.reject(new Error("NotAllowedError"));
  const { played } = timeclock(answer("again", "touch-1"), { play });

  await shows(answer("punched", "punch-1"));

  assert.equal(played.length, 2);
});
