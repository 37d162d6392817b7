// Sheets and films are ready before they are seen, and let go of afterwards.

import assert from "node:assert/strict";
import test from "node:test";

import { begin, ready, release, STALLED_MS } from "../../static/js/lib/notice-media.js";
import { find, open } from "./page.js";

const SILENT = { isHeard: false };

test("a notice of words is ready at once", async () => {
  open("<article></article>");
  await ready(find("article"), undefined, SILENT);
});

test("a sheet is decoded first, from where it lies", async () => {
  open('<article><img data-src="/sheet.png"></article>');
  let decoded = 0;
  find("img").decode = async () => (decoded += 1);
  await ready(find("article"), find("img"), SILENT);

  assert.equal(find("img").getAttribute("src"), "/sheet.png");
  assert.equal(decoded, 1);
});

test("what does not get ready in fifteen seconds is refused", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  open('<article><img data-src="/sheet.png"></article>');
  find("img").decode = () => new Promise(() => {});
  const waited = ready(find("article"), find("img"), SILENT);
  t.mock.timers.tick(STALLED_MS);

  await assert.rejects(waited, /not ready in time/);
});

test("a film can play, or says why not", async () => {
  const film = { dataset: { src: "/film.mp4" }, error: null, load: () => film.oncanplay() };
  const notice = { querySelector: () => film };
  await ready(notice, undefined, SILENT);
  assert.deepEqual([film.muted, film.src], [true, "/film.mp4"]);

  film.load = () => film.onerror();
  await assert.rejects(ready(notice, undefined, SILENT), /cannot be played/);
});

test("where sound is forbidden the pictures are shown", async () => {
  const forbidden = Object.assign(new Error("no"), { name: "NotAllowedError" });
  const film = { muted: false, play: async () => film.muted || Promise.reject(forbidden) };
  assert.equal(await begin(film), true);

  await assert.rejects(begin({ muted: true, play: () => Promise.reject(forbidden) }));
});

test("what was shown gives back what it held", () => {
  open('<img src="/a.png"><video src="/film.mp4"></video>');
  let loaded = 0;
  Object.assign(find("video"), { pause() {}, load: () => (loaded += 1), onended: () => {} });
  release(find("img"));
  release(find("video"));
  release(find("video"));

  assert.equal(find("[src]"), null);
  assert.deepEqual([loaded, find("video").onended], [1, null]);
});
