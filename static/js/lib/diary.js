// What a screen really painted, written down as it happens. Pure: moments in, stretches out.
//
// A stretch is a notice's stay in the rotation, with the time that it was really painted added
// up; so a day of rotation is a handful of stretches and not thousands. Besides notices there
// are stretches of the page itself ("alive") and of what kept everything from being seen. Every
// stretch ends at midnight, so that days can be told apart.

export const LONGEST_TICK_MS = 5000; // more between two ticks, and nobody watched
export const MOST_STRETCHES = 1500; // weeks without the server; then the oldest go
const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;

/**
 * @typedef {{number: number, what: string, notice: number, mark: string, from: number, to: number,
 *            shown: number, covered: number, times: number}} Stretch
 * @typedef {{what: string, notice?: number, mark?: string}} Words  what a stretch is of
 */

export class Diary {
  /** @param {string} id  one for each time the page is opened */
  constructor(id) {
    this.id = id;
    /** @type {number | null} */
    this.offset = null; // the server's clock less ours, once it has answered
    /** @type {Stretch[]} */
    this.stretches = [];
    /** @type {Map<string, Stretch>} */
    this.open = new Map(); // what is going on -> its stretch
    /** @type {number | null} */
    this.last = null;
    /** @type {number | null} */
    this.turn = null;
    /** @type {Map<number, Set<number>>} */
    this.since = new Map(); // notice -> whose turn it was since its own
    this.count = 0;
  }

  /**
   * @param {number} now  by a clock that nobody sets
   * @param {{notice?: number, mark?: string, playing?: Iterable<number>, covered?: boolean,
   *          prevented?: string | null}} seen
   */
  tick(now, { notice = 0, mark = "", playing = [], covered = false, prevented = null }) {
    if (!this.goesOn(now)) this.close();
    const from = this.open.size ? (this.last ?? now) : now;
    this.last = now;
    this.grow("alive", { what: "alive" }, from, now);
    this.leave(new Set(playing), prevented, now);
    if (prevented) this.grow(prevented, { what: prevented }, from, now);
    else if (notice) this.paint({ what: "shown", notice, mark }, covered, from, now);
    else this.turn = null;
    this.forget();
  }

  /**
   * Somebody watched without a break since the last tick, and it was the same day.
   * @param {number} now
   */
  goesOn(now) {
    if (this.last === null) return true;
    const passed = now - this.last;
    return passed >= 0 && passed <= LONGEST_TICK_MS && this.day(now) === this.day(this.last);
  }

  /**
   * @param {{what: string, notice: number, mark: string}} words
   * @param {boolean} covered
   * @param {number} from
   * @param {number} now
   */
  paint(words, covered, from, now) {
    const { notice } = words;
    const begins = this.turn !== notice;
    if (begins) this.pass(notice);
    const stretch = this.grow(`notice ${notice} ${words.mark}`, words, from, now);
    if (covered) stretch.covered += now - from;
    else stretch.shown += now - from;
    if (begins) stretch.times += 1;
    [this.turn, this.last] = [notice, now];
  }

  /**
   * Whoever is left out for a whole round is not in the rotation any more.
   * @param {number} notice
   */
  pass(notice) {
    for (const [key, { notice: other }] of [...this.open].filter(([, each]) => each.notice)) {
      const round = this.since.get(other) ?? new Set();
      if (other !== notice && round.has(notice)) this.open.delete(key);
      else this.since.set(other, other === notice ? new Set() : round.add(notice));
    }
    this.since.set(notice, new Set());
  }

  /**
   * What is not played any more ends here; while nothing can be seen, everything has ended.
   * @param {Set<number>} playing
   * @param {string | null} prevented
   * @param {number} now
   */
  leave(playing, prevented, now) {
    for (const [key, stretch] of this.open) {
      if (stretch.what === "alive" || stretch.what === prevented) continue;
      if (stretch.notice && !prevented && playing.has(stretch.notice)) continue;
      if (stretch.notice && !prevented) stretch.to = now; // in the rotation until just now
      this.open.delete(key);
    }
    if (prevented) this.turn = null;
  }

  /**
   * @param {string} key
   * @param {Words} words
   * @param {number} from
   * @param {number} now
   */
  grow(key, words, from, now) {
    let stretch = this.open.get(key);
    if (!stretch) {
      stretch = { number: ++this.count, notice: 0, mark: "", ...words, from, to: from, shown: 0, covered: 0, times: 0 };
      this.open.set(key, stretch);
      this.stretches.push(stretch);
    }
    stretch.to = now;
    return stretch;
  }

  close() {
    this.open.clear();
    this.turn = null;
  }

  /** @param {number} now */
  day(now) {
    return Math.floor((now + (this.offset ?? 0) + BEIJING_MS) / DAY_MS);
  }

  /**
   * The server has these: what is over is struck out, what goes on is told again later.
   * @param {Stretch[]} told
   */
  kept(told) {
    const sent = new Map(told.map((each) => [each.number, each.to]));
    const going = new Set([...this.open.values()].map((each) => each.number));
    this.stretches = this.stretches.filter(({ number, to }) => going.has(number) || sent.get(number) !== to);
  }

  forget() {
    if (this.stretches.length > MOST_STRETCHES) this.stretches.splice(0, this.stretches.length - MOST_STRETCHES);
  }

  /** As it lies in the browser's memory. */
  written() {
    return { id: this.id, offset: this.offset, stretches: this.stretches };
  }
}
