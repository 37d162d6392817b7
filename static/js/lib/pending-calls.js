// Calls that the server's voice has not read out yet. Pure: the moments come from outside, in
// milliseconds. What the voice does not take up in time, because it is gone itself, is chimed.

export const GRACE_MS = 1500; // between the end of a sound and the next one

export class PendingCalls {
  /** @type {{number: string, at: number}[]} */
  #calls = [];
  /** @type {Map<string, number>} when each number was read out last */
  #announced = new Map();
  #busyUntil = 0;

  /** @param {number} forgottenMs  the voice has taken up a call by then, or never will */
  constructor(forgottenMs) {
    this.forgottenMs = forgottenMs;
  }

  /**
   * A number was called; that one which the voice has read out just now is not waited for.
   * @param {string} number
   * @param {number} now
   */
  called(number, now) {
    if (now - (this.#announced.get(number) ?? 0) > this.forgottenMs) this.#calls.push({ number, at: now });
  }

  /**
   * The voice speaks.
   * @param {{number: string, waiting: string, milliseconds: number}} words  waiting: the numbers
   *        that it has yet to read out, with spaces between; all others were served
   * @param {number} now
   */
  announced({ number, waiting, milliseconds }, now) {
    const left = waiting.split(" ");
    this.#announced.set(number, now);
    this.#calls = this.#calls.filter((call) => left.includes(call.number));
    this.#busyUntil = now + milliseconds + GRACE_MS;
  }

  /**
   * How many calls nobody will announce any more; they are told once.
   * @param {number} now
   */
  takeForgotten(now) {
    if (now < this.#busyUntil) return 0;
    const before = this.#calls.length;
    this.#calls = this.#calls.filter(({ at }) => now - at <= this.forgottenMs);
    return before - this.#calls.length;
  }
}
