// Puts a resting page, with what it needs, into the browser's memory, for the time after a power
// cut in which the screen is back and the server is not (screen-worker.js).
//
//   <i data-later="last-resort" data-worker="/display-worker.js" data-page="/display/_resting" hidden></i>
//
// Browsers allow it on this computer and over https; over plain http only if they are told to
// (deploy/display-browser.sh). Where it is not allowed the screen is as good as it was without.

const CACHE = "screen";

/** @param {HTMLElement} element */
export function mount(element) {
  if (!navigator.serviceWorker || !globalThis.caches) return;
  const { worker = "", page = "" } = element.dataset;
  const renew = () => keep(page).catch(console.warn); // what was kept before stays
  navigator.serviceWorker.register(worker, { scope: "/display" }).then(renew, console.warn);
  let lost = false;
  document.addEventListener("wire", ({ detail: { state } }) => {
    if (state === "connected" && lost) renew();
    lost = state === "lost" || (lost && state !== "connected");
  });
}

/** @param {string} page */
async function keep(page) {
  const cache = await caches.open(CACHE);
  const parts = needed();
  await cache.addAll([page, ...parts]);
  const wanted = new Set([page, ...parts].map((each) => new URL(each, location.href).href));
  for (const kept of await cache.keys()) if (!wanted.has(kept.url)) await cache.delete(kept);
}

/** The style, the fonts and the scripts of this page, and the one script of the resting page. */
function needed() {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const resting = new URL("./resting.js", import.meta.url).href;
  return [...new Set([...loaded.filter((each) => new URL(each).pathname.startsWith("/assets/")), resting])];
}
