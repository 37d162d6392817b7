// Talking with the server: the live wire tells, HTTP asks, and asks again until it is answered.
//
// A message tells what happened; `after` names the message before it in this room. A page that
// has not seen that one, or that comes in to a room which has moved on, renews itself: so a lost
// message, a sleep or a restart of the server heals without anybody touching the screen.

import { io } from "../../vendor/socket.io.esm.min.js";
import { answerTime } from "./answer-time.js";

const RECONNECT = { reconnectionDelay: 500, reconnectionDelayMax: 2000, randomizationFactor: 0.3 };
const REFUSED_MS = 3000;

/**
 * @param {string} room
 * @param {number} seq  the journal row up to which the page's first picture is right
 * @param {{message: (name: string, words: any) => void, renew: () => void,
 *          connected?: () => void, lost?: () => void, outdated?: (version: string) => void}} on
 */
export function listen(room, seq, on, { connect = io, version = document.body.dataset.version, query = {} } = {}) {
  const socket = connect({ query: { room, ...query }, transports: ["websocket"], timeout: 3000, ...RECONNECT });
  let seen = seq;
  let closed = false;

  function lost() {
    tellThePage({ state: "lost" });
    on.lost?.();
    // A server that refuses or hangs up on purpose is not asked again by the library itself.
    if (!socket.active) setTimeout(() => closed || socket.connect(), REFUSED_MS);
  }
  socket.on("connect", () => {
    tellThePage({ state: "connected" });
    on.connected?.();
  });
  socket.on("disconnect", lost);
  socket.on("connect_error", lost);
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
  if (answer.redirected) {
    location.assign(answer.url);
    throw new Refused(`${source} leads to ${answer.url}`);
  }
  if (!answer.ok) throw new (answer.status < 500 ? Refused : Error)(`${source}: ${answer.status}`);
  return answer.text();
}

/**
 * Try again until it works. A screen must become right without anybody touching it.
 * @template Answer
 * @param {() => Promise<Answer>} task
 * @returns {Promise<Answer>}
 */
export async function keepTrying(task, pause = 1000) {
  for (;;) {
    try {
      return await task();
    } catch (error) {
      if (error instanceof Refused) throw error;
      console.warn(error);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
