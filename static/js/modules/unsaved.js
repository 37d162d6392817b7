// What was typed into the forms of a page and is not saved yet.
//
//   <main data-module="unsaved" data-page="/office/hours"> … <form method="post"> …
//     <output data-changes="还没有保存：{names}" data-refused="还没有保存" data-none="没有改动"></output>
//
// Each form says what was changed in it; whoever leaves is asked. When one form is saved, what was
// typed into the others is put back into the page that comes then, with what they showed when it
// was typed (web/forms/edit_form.py); and that page stands where it stood, as far unfolded.

const KEPT = "kept-while-saving";
const SHOWN = "shown";
const UNTYPED = new Set(["hidden", "submit", "button", "reset", "image", "file", "password"]);
const MOST_NAMED = 6;

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */
/** @typedef {{ key: string, shown: string, values: string[] }} KeptForm */

/** @param {HTMLElement} main */
export function mount(main, { ask = window, kept = sessionStorage } = {}) {
  const page = new UnsavedForms(main, kept);
  page.restore();
  page.tell();
  main.addEventListener("input", () => {
    main.querySelector("[data-fresh]")?.removeAttribute("data-fresh"); // it is read, and out of the way
    page.tell();
  });
  main.addEventListener("reset", () => setTimeout(() => page.tell()));
  main.addEventListener("submit", (event) => page.submit(event));
  ask.addEventListener("beforeunload", (event) => page.isSaving || !page.changed().length || event.preventDefault());
}

export class UnsavedForms {
  isSaving = false;

  /**
   * @param {HTMLElement} main
   * @param {Storage} kept
   */
  constructor(main, kept) {
    this.main = main;
    this.kept = kept;
  }

  /** @returns {HTMLFormElement[]} */
  forms() {
    const forms = /** @type {NodeListOf<HTMLFormElement>} */ (this.main.querySelectorAll("form[method=post]"));
    return [...forms].filter((form) => !form.closest("[data-module=live-region]"));
  }

  changed() {
    return this.forms().filter((form) => isRefused(form) || controls(form).some(isChanged));
  }

  tell() {
    this.isSaving = false; // whoever types is still here
    for (const form of this.forms()) {
      const output = form.querySelector("[data-changes]");
      if (output) this.say(output, controls(form).filter(isChanged).map(nameOf), isRefused(form));
    }
  }

  /**
   * @param {HTMLElement} output
   * @param {string[]} changed
   * @param {boolean} wasRefused
   */
  say(output, changed, wasRefused) {
    const { changes = "", refused = "", none = "" } = output.dataset;
    const names = [...new Set(changed)];
    const said = names.slice(0, MOST_NAMED).join("、") + (names.length > MOST_NAMED ? "…" : "");
    if (names.length) output.textContent = changes.replace("{names}", said);
    else output.textContent = wasRefused ? refused : none;
    output.toggleAttribute("data-unsaved", wasRefused || names.length > 0);
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    const saved = /** @type {HTMLFormElement} */ (event.target);
    if (event.defaultPrevented || saved.method !== "post") return;
    this.isSaving = true;
    const forms = this.changed().filter((form) => form !== saved);
    const open = [...this.main.querySelectorAll("details[open]")].map(keyOf);
    const words = { page: this.main.dataset.page, top: scrollY, open, forms: forms.map(keptForm) };
    this.kept.setItem(KEPT, JSON.stringify(words));
  }

  restore() {
    const words = JSON.parse(this.kept.getItem(KEPT) ?? "null");
    this.kept.removeItem(KEPT);
    if (!words || words.page !== this.main.dataset.page) return;
    for (const fold of this.main.querySelectorAll("details")) {
      if (words.open.includes(keyOf(fold))) fold.setAttribute("open", "");
    }
    for (const form of this.forms()) {
      const was = words.forms.find((/** @type {KeptForm} */ one) => one.key === keyOf(form));
      if (was) giveBack(form, was);
    }
    // What was refused has the cursor, and stands where the browser led.
    if (!this.main.querySelector("[data-refusal], [aria-invalid]")) scrollTo(0, words.top);
  }
}

/** @param {Element} form */
const isRefused = (form) => Boolean(form.querySelector("[data-refusal], [aria-invalid]"));

/** @param {HTMLFormElement} form */
function controls(form) {
  const all = /** @type {Control[]} */ ([...form.elements]);
  return all.filter((control) => control.name && !UNTYPED.has(control.type));
}

/** @param {Control} control */
export function isChanged(control) {
  if (control instanceof HTMLSelectElement) {
    const shown = [...control.options].filter((option) => option.hasAttribute("selected"));
    const first = control.multiple ? [] : [...control.options].slice(0, 1);
    const before = shown.length ? shown.slice(control.multiple ? 0 : -1) : first;
    return [...control.options].some((option) => option.selected !== before.includes(option));
  }
  if (control.type === "checkbox" || control.type === "radio") {
    const box = /** @type {HTMLInputElement} */ (control);
    return box.checked !== box.defaultChecked;
  }
  return control.value !== control.defaultValue;
}

/**
 * As people read it: the group's name, and what stands beside the control.
 * @param {Control} control
 */
function nameOf(control) {
  const group = control.closest("fieldset");
  const of = group?.getAttribute("aria-label") ?? group?.querySelector("legend")?.textContent ?? "";
  const own = control.getAttribute("aria-label") ?? ownWords(control.closest("label"));
  return [of.trim(), own].filter(Boolean).join("　");
}

/** @param {Element | null} label */
function ownWords(label) {
  const texts = [...(label?.childNodes ?? [])].filter((node) => !isControl(node)).map((node) => node.textContent ?? "");
  return texts.map((text) => text.trim()).find(Boolean) ?? "";
}

/** @param {Node} node */
const isControl = (node) => ["INPUT", "SELECT", "TEXTAREA"].includes(node.nodeName);

/**
 * A form by where it goes and what it is about, a fold by what is written on it.
 * @param {Element} element
 */
function keyOf(element) {
  if (!(element instanceof HTMLFormElement)) return element.querySelector("summary")?.textContent?.trim() ?? "";
  const hidden = [...element.querySelectorAll("input[type=hidden]")].filter((input) => !isOfOnePage(input));
  const about = hidden.map((input) => `${input.getAttribute("name")}=${input.getAttribute("value")}`);
  return [element.getAttribute("action"), ...about].join(" ");
}

/** @param {Element} input */
const isOfOnePage = (input) => [SHOWN, "key"].includes(input.getAttribute("name") ?? "");

/** @param {HTMLFormElement} form */
const shownOf = (form) => /** @type {HTMLInputElement | null} */ (form.querySelector(`input[name=${SHOWN}]`));

/**
 * @param {HTMLFormElement} form
 * @returns {KeptForm}
 */
function keptForm(form) {
  const values = controls(form).map((control) => JSON.stringify([control.name, stateOf(control)]));
  return { key: keyOf(form), shown: shownOf(form)?.value ?? "", values };
}

/** @param {Control} control */
function stateOf(control) {
  if (control instanceof HTMLSelectElement) {
    return [...control.options].filter((option) => option.selected).map((option) => option.value);
  }
  const isBox = control.type === "checkbox" || control.type === "radio";
  return isBox ? [control.value, /** @type {HTMLInputElement} */ (control).checked] : control.value;
}

/**
 * @param {HTMLFormElement} form
 * @param {KeptForm} was
 */
function giveBack(form, was) {
  const left = was.values.map((text) => JSON.parse(text));
  for (const control of controls(form)) {
    const isBox = control.type === "checkbox" || control.type === "radio";
    const at = left.findIndex(([name, state]) => name === control.name && (!isBox || state[0] === control.value));
    if (at < 0) continue;
    const [[, state]] = left.splice(at, 1);
    if (control instanceof HTMLSelectElement) {
      for (const option of control.options) option.selected = state.includes(option.value);
    } else if (isBox) /** @type {HTMLInputElement} */ (control).checked = state[1];
    else control.value = state;
  }
  const shown = shownOf(form);
  if (shown && was.shown) shown.value = was.shown;
}
