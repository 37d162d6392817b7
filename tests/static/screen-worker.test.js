// Pages come from the server; without one, a page of ours.

import assert from "node:assert/strict";
import test from "node:test";

import { serve, settled } from "./page.js";

const on = {};
globalThis.self = { addEventListener: (kind, act) => (on[kind] = act), location: { origin: "http://hall.test" } };
globalThis.caches = { match: async (what) => (what === "/display/_resting" ? "resting" : what.kept) };
await import("../../static/js/screen-worker.js");

/** What the worker answers; null where it leaves the browser alone. */
async function answer(url, words = {}) {
  let given = null;
  const request = { url, method: "GET", headers: new Headers(), mode: "navigate", destination: "", ...words };
  on.fetch({ request, respondWith: (promise) => (given = promise) });
  await settled();
  return given;
}

test("a server that answers, with a refusal too, is believed", async () => {
  serve(() => ({ status: 404 }));
  assert.equal((await answer("http://hall.test/display")).status, 404);
});

test("without one, and while it is broken, the resting page stands there", async () => {
  serve(() => Promise.reject(new Error("gone")));
  assert.equal(await answer("http://hall.test/display"), "resting");
  serve(() => ({ status: 502 }));
  assert.equal(await answer("http://hall.test/display"), "resting");
});

test("what was kept of the assets is right for ever; films, answers and others' pages are not touched", async () => {
  const part = { mode: "no-cors" };
  assert.equal(await answer("http://hall.test/assets/1/a.css", { ...part, kept: "a.css" }), "a.css");

  assert.equal(await answer("http://hall.test/assets/1/a.mp4", { ...part, destination: "video" }), null);
  assert.equal(await answer("http://hall.test/api/v1/x", part), null);
  assert.equal(await answer("http://hall.test/display", { method: "POST" }), null);
  assert.equal(await answer("http://other.test/"), null);
});

test("a page is asked for as the browser did: with more said, the server would take it for a script", async () => {
  const asked = [];
  globalThis.fetch = async (...said) => (asked.push(said), { status: 403 });
  assert.equal((await answer("http://hall.test/display")).status, 403);
  assert.deepEqual(
    asked.map((said) => said.length),
    [1],
  );
});
