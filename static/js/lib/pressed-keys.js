// Which keys of the clerk's desk count: one request at a time.
//
// One other key pressed while the server is still answering is kept, and pressed when the new
// picture is there; the same key once more is a tired finger, and a refusal forgets it.

export class PressedKeys {
  busy = false;
  /** @type {string | undefined} the key whose request is under way */
  #under;
  /** @type {string | null} the one pressed meanwhile */
  #next = null;

  /**
   * Whether a request may begin now; then it has.
   * @param {string | undefined} key  of its button
   */
  begin(key) {
    if (this.busy) return false;
    this.busy = true;
    this.#under = key;
    this.#next = null;
    return true;
  }

  /** @param {string} key  pressed while a request is under way; long names are no keys of the desk */
  meanwhile(key) {
    if (key !== this.#under && key.length === 1) this.#next = key;
  }

  /** Whoever was refused looks at the page first. */
  forget() {
    this.#next = null;
  }

  /** The request is over: the key to press now, if there is one. */
  end() {
    const next = this.#next;
    this.busy = false;
    this.#next = null;
    return next;
  }
}
