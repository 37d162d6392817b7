// The clerk's desk by keyboard and by mouse: one request a key, and no key counts twice.
//
// One other key pressed while the server is still answering is kept, and pressed when the new
// picture is there; the same key once more is a tired finger, and a refusal forgets it.
//
// Buttons say their key in data-key. Enter and the plus of a number pad call the next person.
// A key on a summary opens the form under it; Escape closes it.
//
// Any number pad on USB is a call pad: + * - / at once, and one digit followed by Enter, as on
// the pads that halls buy. More digits than one are a number that was meant for another program.

/** @type {Record<string, string>} */
const SAME_AS = { Enter: "n", "+": "n" };
/** @type {Record<string, string>} */
const PAD = { NumpadMultiply: "r", NumpadSubtract: "m", NumpadDivide: "z" };
/** @type {Record<string, string>} */
const DIGIT = { 0: "p", 1: "b", 2: "f", 4: "t", 6: "m", 9: "u" };
const DIGIT_MS = 3000;

// By its place, so that it counts whether NumLock is on or not.
const padDigit = (/** @type {KeyboardEvent} */ event) => /^Numpad(\d)$/.exec(event.code)?.[1];

/** @param {HTMLElement} _element */
export function mount(_element, { doc = document } = {}) {
  const desk = /** @type {HTMLElement} */ (doc.querySelector(".desk"));
  const refusal = /** @type {HTMLElement} */ (doc.querySelector("[data-refusal]"));
  let busy = false;
  /** @type {string | undefined} */
  let under; // the key whose request is under way
  /** @type {string | null} */
  let next = null; // the one pressed meanwhile
  let digits = "";
  let typedAt = -DIGIT_MS;

  async function submit(/** @type {HTMLFormElement} */ form) {
    if (busy) return;
    busy = true;
    under = form.querySelector("[data-key]")?.dataset.key; // pressed or clicked
    desk.setAttribute("data-busy", "");
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { "X-Fragment": "yes" },
        body: new URLSearchParams(/** @type {any} */ (new FormData(form))),
        signal: AbortSignal.timeout(8000),
      });
      if (answer.redirected) return void location.assign(answer.url);
      const html = await answer.text();
      refusal.hidden = answer.ok;
      if (answer.ok) desk.dispatchEvent(new CustomEvent("paint", { detail: html }));
      else {
        next = null;
        refusal.textContent = new DOMParser().parseFromString(html, "text/html").body.textContent.trim();
        desk.dispatchEvent(new Event("refresh"));
      }
    } catch {
      next = null;
      refusal.hidden = false;
      refusal.textContent = "没有连上服务器，刚才的操作可能没有生效。恢复后请先看页面再操作。";
    } finally {
      busy = false;
      desk.removeAttribute("data-busy");
    }
    if (next) press(next);
  }

  // True if the key does something here.
  function press(/** @type {string} */ key) {
    next = null;
    /** @type {HTMLButtonElement | null} */
    const found = desk.querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`);
    if (!found) return false;
    if (found.form) submit(found.form);
    else ask(/** @type {HTMLDetailsElement} */ (found.closest("details")));
    return true;
  }

  function ask(/** @type {HTMLDetailsElement} */ details) {
    /** @type {NodeListOf<HTMLDetailsElement>} */
    const others = desk.querySelectorAll("details[open]");
    for (const other of others) other.open = other === details;
    details.open = true;
    details.querySelector("input:not([type=hidden]), select")?.focus();
  }

  // Which key of the desk is meant; none while digits of the pad wait for their Enter, and none
  // when there are several of them.
  function meant(/** @type {KeyboardEvent} */ event) {
    const digit = padDigit(event);
    if (event.timeStamp - typedAt > DIGIT_MS) digits = "";
    if (digit !== undefined) {
      digits += digit;
      typedAt = event.timeStamp;
      return "";
    }
    const waiting = digits;
    digits = "";
    if (waiting && event.key === "Enter") return waiting.length === 1 ? (DIGIT[waiting] ?? "") : "";
    return PAD[event.code] ?? SAME_AS[event.key] ?? event.key.toLowerCase();
  }

  // A list without a mouse: a digit counts to the entry, + and - go on, Enter is the button.
  /**
   * @param {HTMLSelectElement} list
   * @param {KeyboardEvent} event
   */
  function choose(list, event) {
    const step = event.code === "NumpadAdd" ? 1 : event.code === "NumpadSubtract" ? -1 : 0;
    const last = list.options.length - 1;
    const wanted = step ? list.selectedIndex + step : Number(padDigit(event));
    if (event.key === "Enter") list.form?.requestSubmit();
    else if (event.code === "NumpadDivide") /** @type {HTMLDetailsElement} */ (list.closest("details")).open = false;
    else if (!Number.isNaN(wanted)) list.selectedIndex = Math.max(0, Math.min(wanted, last));
    else return;
    event.preventDefault();
  }

  doc.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!desk.contains(form)) return;
    event.preventDefault();
    submit(form);
  });
  doc.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    const target = /** @type {Element} */ (event.target);
    /** @type {HTMLDetailsElement | null} */
    const asking = target.closest("details[open]");
    if (asking && event.key === "Escape") {
      asking.open = false;
      asking.querySelector("summary")?.focus();
      return;
    }
    /** @type {HTMLSelectElement | null} */
    const list = asking && target.closest("select");
    if (list && event.code.startsWith("Numpad")) return choose(list, event);
    if (target.closest("input:not([type=checkbox]), select, textarea")) return; // typing is no command
    if (event.key === "Enter" && target.closest("button, summary")) return; // presses it
    const key = meant(event);
    if (!key) return event.preventDefault();
    if (busy) {
      if (key !== under && key.length === 1) next = key;
    } else if (press(key)) event.preventDefault();
  });
}
