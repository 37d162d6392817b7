// A film with keys for fingers.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/film.js";
import { find, open, press } from "./page.js";

function film(play = async () => {}) {
  open(`<figure data-play="播放" data-pause="暂停"><video controls></video><div data-film-keys hidden>
    <button data-film="play"></button><button data-film="back"></button><button data-film="quiet"></button></div>
    <progress data-film-bar></progress><b data-film-time></b><p data-film-sorry hidden></p></figure>`);
  const state = { paused: true, currentTime: 65, duration: 130, error: null, muted: false };
  Object.assign(state, { play: () => ((state.paused = false), play()), pause: () => (state.paused = true) });
  for (const name of Object.keys(state)) {
    const own = { get: () => state[name], set: (value) => (state[name] = value) };
    Object.defineProperty(find("video"), name, own);
  }
  mount(find("figure"));
  return state;
}

const happens = (kind) => find("video").dispatchEvent(new Event(kind));

test("its keys are there, and say what they do and where it is", () => {
  film();
  assert.equal(find("[data-film-keys]").hidden, false);
  assert.equal(find('[data-film="play"]').textContent, "播放");
  assert.equal(find("[data-film-time]").textContent, "1:05 / 2:10");
  press('[data-film="play"]');
  happens("play");

  assert.equal(find('[data-film="play"]').textContent, "暂停");
  assert.equal(find("figure").hasAttribute("data-plays"), true);
});

test("back is ten seconds, quiet is pressed, and who leaves stops it", () => {
  const state = film();
  press('[data-film="back"]');
  press('[data-film="quiet"]');
  press('[data-film="play"]');
  find("figure").dispatchEvent(new Event("leave"));

  assert.deepEqual([state.currentTime, state.muted, state.paused], [55, true, true]);
});

test("a film that cannot be played says so instead of standing still", () => {
  const state = film();
  state.error = new Error("broken");
  happens("error");

  assert.deepEqual([find("[data-film-keys]").hidden, find("[data-film-sorry]").hidden], [true, false]);
});

test("whoever only watches has not left", () => {
  film();
  const signs = [];
  document.addEventListener("alive", () => signs.push("alive"));
  happens("timeupdate");
  assert.equal(signs.length, 0);

  press('[data-film="play"]');
  happens("timeupdate");
  assert.equal(signs.length, 1);
});

test("from the beginning again", () => {
  const state = film();
  find("[data-film-keys]").append(Object.assign(document.createElement("button"), { className: "again" }));
  find(".again").dataset.film = "again";
  press(".again");

  assert.deepEqual([state.currentTime, state.paused], [0, false]);
});
