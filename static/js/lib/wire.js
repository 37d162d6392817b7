// Talking with the server: the live wire tells, HTTP asks, and asks again until it is answered.
//
// A message tells what happened; `after` names the message before it in this room. A page that
// has not seen that one, or that comes in to a room which has moved on, renews itself: so a lost
// message, a sleep or a restart of the server heals without anybody touching the screen.

import { io } from "../../vendor/socket.io.esm.min.js";
import { answerTime } from "./answer-time.js";
import { isRevoked, NOT_ENROLLED, showWhatToDo } from "./not-enrolled.js";

/** A try that began just before the server answers ends, the longest pause follows, and the next
 *  one succeeds: together less than five seconds. */
const RECONNECT = { timeout: 2500, reconnectionDelay: 500, reconnectionDelayMax: 1500, randomizationFactor: 0.3 };
const REFUSED_MS = 3000;

/**
 * @param {string} room
 * @param {number} seq  the journal row up to which the page's first picture is right
 * @param {{message: (name: string, words: any) => void, renew: () => void,
 *          connected?: () => void, lost?: () => void, outdated?: (version: string) => void}} on
 */
export function listen(room, seq, on, { connect = io, version = document.body.dataset.version, query = {} } = {}) {
  const socket = connect({ query: { room, ...query }, transports: ["websocket"], ...RECONNECT });
  let seen = seq;
  let [closed, away] = [false, false];

  /** @param {Error | string} [why] */
  function lost(why) {
    if (why instanceof Error && why.message === NOT_ENROLLED) return showWhatToDo();
    away = true;
    tellThePage({ state: "lost" });
    on.lost?.();
    // A server that refuses or hangs up on purpose is not asked again by the library itself.
    if (!socket.active) setTimeout(() => closed || socket.connect(), REFUSED_MS);
  }
  socket.on("connect", () => {
    if (away) askAnew();
    away = false;
    tellThePage({ state: "connected" });
    on.connected?.();
  });
  socket.on("disconnect", (reason) => {
    lost();
    if (reason === "io server disconnect") on.renew(); // whoever looks here is signed in no longer
  });
  socket.on("connect_error", lost);
  const reconnect = () => socket.disconnect().connect(); // the wire may be dead and say so late
  globalThis.addEventListener?.("online", reconnect);
  socket.onAny((name, words) => {
    const missed = words.after > seen;
    seen = Math.max(seen, words.seq);
    tellThePage({ name, words, state: missed ? "missed" : "" });
    if (missed) on.renew();
    if (name !== "welcome") on.message(name, words);
    else if (words.version !== version) on.outdated?.(words.version);
  });
  return {
    close() {
      closed = true;
      globalThis.removeEventListener?.("online", reconnect);
      socket.close();
    },
  };
}

/**
 * For the parts of a page that listen to its one wire: an event "wire" on the document.
 * @param {WireNews} detail
 */
function tellThePage(detail) {
  globalThis.document?.dispatchEvent?.(new CustomEvent("wire", { detail }));
}

/** Refused for good: asking again would give the same answer. */
export class Refused extends Error {}

/**
 * Fetch a fragment of this page. Who is sent elsewhere (to sign in) goes there.
 * @param {string} source
 */
export async function fragment(source) {
  const answer = await fetch(source, { headers: { "X-Fragment": "yes" }, signal: answerTime() });
  if (isRevoked(answer)) showWhatToDo();
  if (answer.redirected) {
    location.assign(answer.url);
    throw new Refused(`${source} leads to ${answer.url}`);
  }
  if (!answer.ok) throw new (answer.status < 500 ? Refused : Error)(`${source}: ${answer.status}`);
  return answer.text();
}

/** @type {Set<() => void>} what waits for an answer, or until it may ask again */
const waiting = new Set();

/** The wire is back: an answer that is still waited for may have been asked of nobody. */
class AskAnew extends Error {}

function askAnew() {
  for (const interrupt of [...waiting]) interrupt();
}

/**
 * @template Answer
 * @param {Promise<Answer>} promise
 */
async function untilWireIsBack(promise) {
  let interrupt = () => {};
  const back = new Promise((_, reject) => (interrupt = () => reject(new AskAnew())));
  waiting.add(interrupt);
  try {
    return await Promise.race([promise, /** @type {Promise<never>} */ (back)]);
  } finally {
    waiting.delete(interrupt);
  }
}

/**
 * Try again until it works, at once when the wire is back. A screen must become right without
 * anybody touching it.
 * @template Answer
 * @param {() => Promise<Answer>} task
 * @returns {Promise<Answer>}
 */
export async function keepTrying(task, pause = 1000) {
  for (;;) {
    try {
      return await untilWireIsBack(task());
    } catch (error) {
      if (error instanceof Refused) throw error;
      if (error instanceof AskAnew) continue;
      console.warn(error);
      await untilWireIsBack(new Promise((resolve) => setTimeout(resolve, pause))).catch(() => {});
    }
  }
}
