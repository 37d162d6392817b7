// Telling the server something of this page, in JSON; what it answers, or null if it says nothing.

import { ANSWER_MS, answerTime } from "./answer-time.js";
import { isRevoked, showWhatToDo } from "./not-enrolled.js";

/**
 * Throws what went wrong on the way there, on the way back, or in the server.
 * @param {string} address
 * @param {object} words
 */
export async function postJson(address, words, { patience = ANSWER_MS } = {}) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(words),
    signal: answerTime(patience),
  });
  if (isRevoked(answer)) showWhatToDo();
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.status === 204 ? null : answer.json();
}
