// Digits by touch, for a screen without a keyboard. Goes back by itself when left alone.

import { go } from "./careful-link.js";

const LEFT_ALONE_MS = 45_000;
const LONGEST = 6;
const UNREACHABLE = "没有连上服务器，还没有打卡。请稍等，再按一次“打卡”。";

/** @param {HTMLFormElement} form */
export function mount(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("[name=pin]"));
  const refusal = /** @type {HTMLElement} */ (document.querySelector("[data-refusal]"));
  const back = /** @type {HTMLAnchorElement} */ (form.querySelector("a")).href;
  let busy = false;
  /** @type {number | undefined} */
  let leave;

  function stay() {
    clearTimeout(leave);
    leave = setTimeout(() => go(back).catch(stay), LEFT_ALONE_MS);
  }

  function say(/** @type {string} */ sentence) {
    refusal.textContent = sentence;
    refusal.hidden = false;
    input.value = "";
  }

  async function submit() {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(/** @type {any} */ (new FormData(form))),
      signal: AbortSignal.timeout(8000),
    });
    if (answer.ok) return location.replace(answer.url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    say(/** @type {HTMLElement} */ (page.querySelector("[data-refusal]")).textContent);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    submit()
      .catch(() => say(UNREACHABLE))
      .finally(() => (busy = false));
  });
  form.addEventListener("click", (event) => {
    stay();
    const digit = /** @type {HTMLElement} */ (event.target).dataset?.digit;
    if (digit === undefined) return;
    input.value = digit === "" ? input.value.slice(0, -1) : (input.value + digit).slice(0, LONGEST);
  });
  stay();
}
