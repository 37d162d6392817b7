// Which calls stand large on a screen. Pure: the moments come from outside, in milliseconds.
//
// A call is seen at once, and for its seconds whatever else happens: another call stands beside
// it and does not take its place. The one that the voice is reading out is the largest. Where a
// list of the latest calls lies beneath, it is uncovered after four seconds: the call is in it.
//
// A call made while the screen was cut off is known from that list alone. It stands like any other
// while somebody may still look for it; an older one, and one that stood already, does not.

export const COVERS_LIST_MS = 4000;
export const MISSED_MS = 30_000;

/**
 * @typedef {{number: string, window: string}} Called
 * @typedef {Called & {until: number, large: number}} Standing
 * @typedef {Called & {moment: string, age: number}} Listed  moment: which call of that number
 */

export class FreshCalls {
  /** @type {Standing[]} oldest first */
  #calls = [];
  /** @type {string | null} */
  #said = null;
  /** @type {Map<string, string>} which call of each number the list has shown; numbers begin anew
   *  each day */
  #known = new Map();

  /** @param {number} seenMs */
  constructor(seenMs) {
    this.seenMs = seenMs;
  }

  get largeMs() {
    return Math.min(COVERS_LIST_MS, this.seenMs);
  }

  /**
   * Called, or called again.
   * @param {Called} call
   * @param {number} now
   */
  called({ number, window }, now) {
    this.#stand({ number, window, until: now + this.seenMs, large: now + this.largeMs });
  }

  /**
   * The list as it is now, the latest first. A page that has just been opened shows for the rest of
   * its time what was called before.
   * @param {Listed[]} calls
   * @param {number} now
   */
  listed(calls, now, { opened = false } = {}) {
    for (const call of [...calls].reverse()) {
      const isYetToCome = call.age < 0; // called again too soon: it is announced in a moment
      if (isYetToCome || this.#known.get(call.number) === call.moment) continue;
      this.#known.set(call.number, call.moment);
      if (opened) this.called(call, now - call.age);
      else if (call.age < MISSED_MS) this.called(call, now);
    }
  }

  /**
   * The voice has come to it: it is the one to look at, if it was called long ago too.
   * @param {Called} call
   * @param {number} now
   */
  announced({ number, window }, now) {
    const before = this.#calls.find((call) => call.number === number);
    const large = now + this.largeMs;
    this.#stand({ number, window, until: Math.max(before?.until ?? 0, large), large });
    this.#said = number;
  }

  /** @param {Standing} call */
  #stand(call) {
    this.#calls = [...this.#calls.filter(({ number }) => number !== call.number), call];
  }

  /**
   * What stands now: null, or {main, others}, the newest of the others first.
   * @param {number} now
   */
  standing(now, { listed = false } = {}) {
    this.#calls = this.#calls.filter(({ until }) => until > now);
    const isCovered = !listed || this.#calls.some(({ large }) => large > now);
    if (!this.#calls.length || !isCovered) return null;
    const said = this.#calls.find(({ number, large }) => number === this.#said && large > now);
    const main = said ?? this.#calls[this.#calls.length - 1];
    return { main, others: this.#calls.filter((call) => call !== main).reverse() };
  }
}
