// Which of a region's pictures is painted: one request at a time, and a slow answer does not win
// over what was painted meanwhile, unless it is newer. Rules only; moments of the journal come in.

export class Pictures {
  /** @type {string | null} came while somebody was busy with the one that is seen */
  held = null;
  isAskedAgain = false;
  #isAsking = false;
  #turn = 0;
  #painted = 0;

  /** Whether a request may begin now; if not, one more follows the one under way. */
  begin() {
    this.isAskedAgain = this.#isAsking;
    if (this.#isAsking) return false;
    this.#isAsking = true;
    return true;
  }

  /** The number of a request that is sent now. */
  ask() {
    this.isAskedAgain = false;
    return ++this.#turn;
  }

  /**
   * @param {number} request
   * @param {number} seq  the journal's row up to which its picture is right
   */
  isWanted(request, seq) {
    return request === this.#turn || seq > this.#painted;
  }

  /** @param {number} seq */
  painted(seq) {
    this.#turn += 1; // whatever is still being fetched was asked before
    this.#painted = seq;
    this.held = null;
  }

  end() {
    this.#isAsking = false;
  }
}
