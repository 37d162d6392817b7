// The diaries of a screen that lie in its browser's memory: the one being written, and those of
// pages that are gone and could not tell the server any more.

const MOST_DIARIES = 60;

/**
 * @typedef {{id: string, written: () => object, stretches: unknown[]}} Writable
 * @typedef {{key: string, id: string, offset: number | null, stretches: unknown[]}} Kept
 */

export class KeptDiaries {
  /**
   * @param {Storage} memory
   * @param {string} screen  two screens of one browser have a diary each
   */
  constructor(memory, screen) {
    this.memory = memory;
    this.prefix = `diary ${screen} `;
  }

  /** @param {Writable} diary */
  write(diary) {
    if (!diary.stretches.length) return;
    try {
      this.memory.setItem(this.prefix + diary.id, JSON.stringify(diary.written()));
    } catch (error) {
      console.warn("the diary cannot be kept", error); // full or forbidden: it is told as long as the page lives
    }
  }

  /**
   * All but this one; those that are too many are struck out unread.
   * @param {Writable} mine
   * @returns {Kept[]}
   */
  others(mine) {
    const keys = Object.keys(this.memory).filter((key) => key.startsWith(this.prefix) && key !== this.prefix + mine.id);
    keys.slice(MOST_DIARIES).forEach((key) => this.strike(key));
    return keys.slice(0, MOST_DIARIES).map((key) => ({ key, ...this.#read(key) }));
  }

  /** @param {string} key  of one that the server has now */
  strike(key) {
    this.memory.removeItem(key);
  }

  /** @param {string} key */
  #read(key) {
    try {
      const { id, offset, stretches } = JSON.parse(this.memory.getItem(key) ?? "");
      return { id, offset, stretches: Array.isArray(stretches) ? stretches : [] };
    } catch {
      return { id: "broken", offset: null, stretches: [] }; // written half when the power failed
    }
  }
}
