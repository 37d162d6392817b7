// The live wire: one connection a page, in one room.
//
// A message tells what happened; `after` names the message before it in this room. A page that
// has not seen that one, or that comes in to a room which has moved on, renews itself: so a lost
// message, a sleep or a restart of the server heals without anybody touching the screen.

import { io } from "../../vendor/socket.io.esm.min.js";

const RECONNECT = { reconnectionDelay: 500, reconnectionDelayMax: 2000, randomizationFactor: 0.3 };

/**
 * @param {string} room
 * @param {number} seq  the journal row up to which the page's first picture is right
 * @param {{message: (name: string, words: object) => void, renew: () => void,
 *          connected?: () => void, lost?: () => void}} on
 */
export function listen(room, seq, on) {
  const socket = io({ query: { room }, transports: ["websocket"], timeout: 3000, ...RECONNECT });
  let seen = seq;
  socket.on("connect", () => on.connected?.());
  socket.on("disconnect", () => on.lost?.());
  socket.on("connect_error", () => on.lost?.());
  socket.onAny((name, words) => {
    const missed = words.after > seen;
    seen = Math.max(seen, words.seq);
    if (missed) on.renew();
    if (name !== "welcome") on.message(name, words);
  });
  return socket;
}

/** Fetch a fragment of this page; throws when the server does not give one. */
export async function fragment(source, options = {}) {
  const answer = await fetch(source, { headers: { "X-Fragment": "yes" }, ...options });
  if (!answer.ok) throw new Error(`${source}: ${answer.status}`);
  return answer.text();
}
