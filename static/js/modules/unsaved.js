// What was typed into the forms of a page and is not saved yet.
//
//   <main data-module="unsaved" data-page="/office/hours" data-owner="1" data-title="开放时间"> …
//     <p data-kept hidden>…<button type="button">…</button></p> <p data-elsewhere hidden>…</p>
//     <form method="post"> … <output data-changes="还没有保存：{names}" data-refused="还没有保存"
//       data-none="没有改动"></output>
//
// Each form says what was changed in it. It is kept (staff/kept-typing.js) while one goes to other
// pages and comes back, which is said; other pages name those where something is. Whoever leaves
// us, or typed what is never kept, is asked. When one form is saved, the page that comes then has
// what was typed into the others, with what they showed when it was typed
// (web/forms/edit_form.py); and it stands where it stood, as far unfolded.

import { controls, giveBack, isChanged, isRefused, isSecret, keptForm, keyOf, nameOf } from "../staff/form-typing.js";
import { KeptTyping, beginSaving, takeSaving } from "../staff/kept-typing.js";

const MOST_NAMED = 6;

/** @param {HTMLElement} main */
export function mount(main, { ask = window, storage = sessionStorage } = {}) {
  const page = new UnsavedForms(main, storage);
  page.restore();
  page.tell();
  page.tellElsewhere();
  main.addEventListener("input", () => {
    main.querySelector("[data-fresh]")?.removeAttribute("data-fresh"); // it is read, and out of the way
    page.tell();
    page.keep();
  });
  main.addEventListener("reset", () => setTimeout(() => (page.tell(), page.keep())));
  main.addEventListener("submit", (event) => page.submit(event));
  main.querySelector("[data-kept] button")?.addEventListener("click", () => page.throwAway());
  document.addEventListener("click", (event) => (page.isStaying = leadsToUs(event)));
  document.addEventListener("submit", (event) => page.signOut(event));
  ask.addEventListener("beforeunload", (event) => page.isLost() && event.preventDefault());
  ask.addEventListener("pagehide", () => page.leave());
}

/**
 * To another page of ours, in this tab: there the typing is named, and here it is found again.
 * @param {MouseEvent} event
 */
function leadsToUs(event) {
  const link = /** @type {Element} */ (event.target).closest?.("a[href]");
  if (!link || link.hasAttribute("target") || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  return new URL(link.getAttribute("href") ?? "", location.href).host === location.host;
}

export class UnsavedForms {
  isSaving = false;
  isStaying = false;
  isSigningOut = false;

  /**
   * @param {HTMLElement} main
   * @param {Storage} storage
   */
  constructor(main, storage) {
    this.main = main;
    this.storage = storage;
    this.page = main.dataset.page ?? "";
    this.kept = new KeptTyping(storage, main.dataset.owner ?? "");
  }

  /** @returns {HTMLFormElement[]} */
  forms() {
    const forms = /** @type {NodeListOf<HTMLFormElement>} */ (this.main.querySelectorAll("form[method=post]"));
    return [...forms].filter((form) => !form.closest("[data-module=live-region]"));
  }

  changed() {
    return this.forms().filter((form) => isRefused(form) || controls(form).some(isChanged));
  }

  /** Whether something would be gone. */
  isLost() {
    const changed = this.changed();
    const isKept = this.isStaying && this.kept.read(this.page) !== null;
    const isTold = changed.flatMap(controls).some((control) => isSecret(control) && isChanged(control));
    return !this.isSaving && changed.length > 0 && (isTold || !isKept);
  }

  keep(forms = this.changed()) {
    this.kept.keep(this.page, this.main.dataset.title ?? "", forms.map(keptForm));
  }

  tell() {
    this.isSaving = false; // whoever types is still here
    this.isStaying = this.isSigningOut = false;
    for (const form of this.forms()) {
      const output = form.querySelector("[data-changes]");
      if (output) this.say(output, controls(form).filter(isChanged).map(nameOf), isRefused(form));
    }
  }

  /**
   * @param {Element} output
   * @param {string[]} changed
   * @param {boolean} wasRefused
   */
  say(output, changed, wasRefused) {
    const { changes = "", refused = "", none = "" } = /** @type {HTMLElement} */ (output).dataset;
    const names = [...new Set(changed)];
    const said = names.slice(0, MOST_NAMED).join("、") + (names.length > MOST_NAMED ? "…" : "");
    if (names.length) output.textContent = changes.replace("{names}", said);
    else output.textContent = wasRefused ? refused : none;
    output.toggleAttribute("data-unsaved", wasRefused || names.length > 0);
  }

  tellElsewhere() {
    const line = this.main.querySelector("[data-elsewhere]");
    for (const page of this.kept.pages()) {
      if (!line || page === this.page) continue;
      const link = Object.assign(document.createElement("a"), { href: page });
      link.textContent = this.kept.read(page)?.title || page;
      line.append(" ", link);
      line.removeAttribute("hidden");
    }
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    const saved = /** @type {HTMLFormElement} */ (event.target);
    if (event.defaultPrevented || saved.method !== "post") return;
    this.isSaving = true;
    this.keep(this.changed().filter((form) => form !== saved));
    const open = [...this.main.querySelectorAll("details[open]")].map(keyOf);
    const { owner = "", title = "" } = this.main.dataset;
    beginSaving(this.storage, { page: this.page, top: scrollY, open, owner, title, saved: keptForm(saved) });
  }

  /** @param {SubmitEvent} event */
  signOut(event) {
    const form = /** @type {HTMLElement} */ (event.target);
    this.isSigningOut = form.matches("[data-signs-out]");
  }

  leave() {
    if (this.isSigningOut) this.kept.dropAll();
    else if (!this.isSaving) this.keep();
  }

  throwAway() {
    this.kept.drop(this.page);
    this.isSaving = true;
    location.reload();
  }

  restore() {
    const returning = takeSaving(this.storage);
    const found = this.giveBackTo(this.forms());
    if (returning?.page !== this.page) {
      this.main.querySelector("[data-kept]")?.toggleAttribute("hidden", !found);
      return;
    }
    for (const fold of this.main.querySelectorAll("details")) {
      if (returning.open.includes(keyOf(fold))) fold.setAttribute("open", "");
    }
    // What was refused has the cursor, and stands where the browser led.
    if (!this.main.querySelector("[data-refusal], [aria-invalid]")) scrollTo(0, returning.top);
  }

  /** @param {HTMLFormElement[]} forms */
  giveBackTo(forms) {
    const left = this.kept.read(this.page)?.forms ?? [];
    const known = forms.filter((form) => {
      const was = left.find((one) => one.key === keyOf(form));
      if (was && !isRefused(form)) giveBack(form, was);
      return was;
    });
    return known.length > 0;
  }
}
