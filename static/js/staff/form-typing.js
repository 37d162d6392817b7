// A form's typing, as it is put by and given back: what is kept of it, and what never is.

export const SHOWN = "shown";
const UNTYPED = new Set(["hidden", "submit", "button", "reset", "image", "file", "password"]);
/** Numbers that open something are kept nowhere, though they may be seen while they are typed. */
const SECRET = new Set(["pin", "password", "code", "token"]);

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */
/** @typedef {{ key: string, shown: string, values: string[] }} KeptForm */

/** @param {Element} form */
export const isRefused = (form) => Boolean(form.querySelector("[data-refusal], [aria-invalid]"));

/** @param {HTMLFormElement} form */
export function controls(form) {
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
export function nameOf(control) {
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
export function keyOf(element) {
  if (!(element instanceof HTMLFormElement)) return element.querySelector("summary")?.textContent?.trim() ?? "";
  const hidden = [...element.querySelectorAll("input[type=hidden]")].filter((input) => !isOfOnePage(input));
  const about = hidden.map((input) => `${input.getAttribute("name")}=${input.getAttribute("value")}`);
  return [element.getAttribute("action"), ...about].join(" ");
}

/** @param {Element} input */
const isOfOnePage = (input) => [SHOWN, "key"].includes(input.getAttribute("name") ?? "");

/** @param {Control} control */
export const isSecret = (control) => SECRET.has(control.name);

/** @param {HTMLFormElement} form */
const shownOf = (form) => /** @type {HTMLInputElement | null} */ (form.querySelector(`input[name=${SHOWN}]`));

/**
 * @param {HTMLFormElement} form
 * @returns {KeptForm}
 */
export function keptForm(form) {
  const open = controls(form).filter((control) => !isSecret(control));
  const values = open.map((control) => JSON.stringify([control.name, stateOf(control)]));
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
export function giveBack(form, was) {
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
