// A resting page is kept for the time without a server.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/last-resort.js";
import { find, open, settled } from "./page.js";

async function kept({ allowed = true } = {}) {
  open('<i data-worker="/worker.js" data-page="/display/_resting"></i>');
  const cache = { all: [], addAll: async (what) => void (cache.all = what), keys: async () => [], deleted: [] };
  globalThis.caches = { open: async () => cache };
  const serviceWorker = { register: async (address) => (cache.worker = address) };
  globalThis.navigator = allowed ? { serviceWorker } : {};
  const loaded = ["http://hall.test/assets/1/a.css", "http://hall.test/api"];
  globalThis.performance.getEntriesByType = () => loaded.map((name) => ({ name }));
  mount(find("i"));
  await settled();
  return cache;
}

test("the page is kept with what it needs, and nothing else", async () => {
  const cache = await kept();

  assert.equal(cache.worker, "/worker.js");
  assert.deepEqual(cache.all.slice(0, 2), ["/display/_resting", "http://hall.test/assets/1/a.css"]);
  assert.match(cache.all[2], /resting\.js$/);
  assert.equal(cache.all.length, 3);
});

test("where a browser forbids it nothing happens", async () => {
  assert.deepEqual((await kept({ allowed: false })).all, []);
});
