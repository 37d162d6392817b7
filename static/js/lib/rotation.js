// Whose turn it is among the notices, and which of its pages. Pure: the notices are any objects that
// have an id; a page has to be known to be ready and shown before the next one is asked for.

export const MOST_IN_A_ROW = 20; // then the others come, and a long one goes on where it was

/**
 * @template {object} Notice
 */
export class Rotation {
  /**
   * @param {(notice: Notice) => string} idOf
   * @param {number} most  what could not be shown so often is left out
   */
  constructor(idOf, most) {
    this.idOf = idOf;
    this.most = most;
    this.at = 0; // place in the list
    this.page = 0; // of the notice there, that comes next
    this.stayed = 0; // pages of it in a row
    /** @type {Map<string, number>} how often each could not be shown */
    this.strikes = new Map();
    /** @type {WeakMap<Notice, number>} where a long one goes on */
    this.bookmarks = new WeakMap();
  }

  /**
   * Without those that were given up; if that leaves nothing, rather try all again.
   * @param {Notice[]} notices
   */
  playable(notices) {
    const left = notices.filter((notice) => (this.strikes.get(this.idOf(notice)) ?? 0) < this.most);
    if (!left.length) this.strikes.clear();
    return left;
  }

  /**
   * What comes now: a notice of these, at least one, and which of its pages.
   * @param {Notice[]} notices
   */
  next(notices) {
    this.at %= notices.length;
    const notice = notices[this.at];
    if (this.page === 0) {
      this.page = this.bookmarks.get(notice) ?? 0;
      this.bookmarks.delete(notice);
    }
    return { notice, page: this.page };
  }

  /**
   * The page that was next is seen.
   * @param {Notice} notice
   * @param {{pages: number, notices: number}} counts  its pages, and how many notices there are
   */
  shown(notice, { pages, notices }) {
    this.page += 1;
    this.stayed += 1;
    const othersTurn = this.stayed >= MOST_IN_A_ROW && notices > 1;
    if (othersTurn) this.bookmarks.set(notice, this.page % pages);
    if (othersTurn || this.page >= pages) this.skip();
  }

  skip() {
    [this.at, this.page, this.stayed] = [this.at + 1, 0, 0];
  }

  /** @param {Notice} notice  that could not be shown */
  giveUp(notice) {
    const id = this.idOf(notice);
    this.strikes.set(id, (this.strikes.get(id) ?? 0) + 1);
    this.skip();
  }

  /** The list is another one: from its beginning. */
  restart() {
    [this.at, this.page, this.stayed] = [0, 0, 0];
  }

  /**
   * The list is another one, and what is seen goes on in its new place.
   * @param {number} place
   */
  goOnAt(place) {
    this.at = place + (this.page === 0 ? 1 : 0);
  }
}
