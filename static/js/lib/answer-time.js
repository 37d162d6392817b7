// How long any page waits for the server's answer, and a signal that gives up after it.
//
// On the hall's own network an answer takes milliseconds; after this, nobody is there.

export const ANSWER_MS = 8000;

/** For `fetch`: ends the waiting when no answer came in time. */
export const answerTime = (ms = ANSWER_MS) => AbortSignal.timeout(ms);
