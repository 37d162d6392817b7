// The last resort of a screen whose server is away: instead of the browser's error page, a page of
// ours that was put into the browser's memory while the server was there (modules/last-resort.js).
//
// Pages come from the server, always; films, sounds and everything asked for in parts are never
// touched; nothing that the hall may withdraw, and no answer of the API, is ever kept.

const RESTING = "/display/_resting";
const PATIENCE_MS = 8000; // ANSWER_MS of lib/answer-time.js: this kind of worker imports nothing

/**
 * As much of a worker as is used here: the checker knows the globals of pages.
 * @typedef {Event & {request: Request, respondWith: (answer: Promise<Response>) => void}} Fetched
 * @typedef {Event & {waitUntil: (done: Promise<unknown>) => void}} Lasting
 */
const worker = /** @type {any} */ (self);

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {Lasting} */ event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (/** @type {Fetched} */ event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const isOurs = request.method === "GET" && origin === self.location.origin;
  const isMedia = request.headers.has("range") || ["video", "audio", "track"].includes(request.destination);
  if (!isOurs || isMedia) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (pathname.startsWith("/assets/")) event.respondWith(asset(request));
});

/**
 * The request goes on as it came: with anything said beside it, a browser makes a script's of it, and
 * a screen whose enrolment was taken back would get a script's answer instead of its code.
 * @param {Request} request
 */
async function page(request) {
  try {
    const answer = await Promise.race([fetch(request), tooLate()]);
    if (answer.status < 500) return answer;
  } catch {
    // nobody answers: below
  }
  return (await caches.match(RESTING)) ?? Response.error();
}

/** @returns {Promise<never>} */
const tooLate = () => new Promise((_, refuse) => setTimeout(refuse, PATIENCE_MS));

/**
 * Its address tells its version, so what was kept is right for ever.
 * @param {Request} request
 */
async function asset(request) {
  return (await caches.match(request)) ?? fetch(request);
}
