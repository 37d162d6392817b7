// What was typed on pages of the office and not saved, for as long as the browser's tab is there.
//
// By page, and of one person: whoever signs in after them is shown nothing of it, and at sign-out
// all of it goes.

const OURS = "unsaved:";
const SAVING = "kept-while-saving";

/** @typedef {import("./form-typing.js").KeptForm} KeptForm */
/** @typedef {{ owner: string, title: string, forms: KeptForm[] }} KeptPage */
/** @typedef {{ page: string, top: number, open: string[], owner: string, title: string, saved: KeptForm }} Saving */

/**
 * Which page was left to save something, and how it stood.
 * @param {Storage} storage
 * @returns {Saving | null}
 */
export function takeSaving(storage) {
  const saving = JSON.parse(storage.getItem(SAVING) ?? "null");
  storage.removeItem(SAVING);
  return saving;
}

/**
 * @param {Storage} storage
 * @param {Saving} saving
 */
export function beginSaving(storage, saving) {
  storage.setItem(SAVING, JSON.stringify(saving));
}

/**
 * The page that came says that nothing was saved: whoever typed was signed out meanwhile.
 * @param {Storage} storage
 */
export function savedNothing(storage) {
  const saving = takeSaving(storage);
  if (!saving) return;
  const kept = new KeptTyping(storage, saving.owner);
  const others = kept.read(saving.page)?.forms ?? [];
  kept.keep(saving.page, saving.title, [...others, saving.saved]);
}

export class KeptTyping {
  /**
   * @param {Storage} storage
   * @param {string} owner
   */
  constructor(storage, owner) {
    this.storage = storage;
    this.owner = owner;
    for (const page of this.pages()) if (this.read(page)?.owner !== owner) this.drop(page);
  }

  /** @returns {string[]} */
  pages() {
    const names = Array.from({ length: this.storage.length }, (_, at) => this.storage.key(at) ?? "");
    return names.filter((name) => name.startsWith(OURS)).map((name) => name.slice(OURS.length));
  }

  /**
   * @param {string} page
   * @returns {KeptPage | null}
   */
  read(page) {
    return JSON.parse(this.storage.getItem(OURS + page) ?? "null");
  }

  /**
   * @param {string} page
   * @param {string} title
   * @param {KeptForm[]} forms
   */
  keep(page, title, forms) {
    if (!forms.length) return this.drop(page);
    try {
      this.storage.setItem(OURS + page, JSON.stringify({ owner: this.owner, title, forms }));
    } catch {
      this.drop(page); // no room for it: then it is asked before leaving, as ever
    }
  }

  /** @param {string} page */
  drop(page) {
    this.storage.removeItem(OURS + page);
  }

  dropAll() {
    for (const page of this.pages()) this.drop(page);
  }
}
