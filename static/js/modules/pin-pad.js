// Digits by touch, for a screen without a keyboard. Goes back by itself when left alone.
//
//   <form data-module="pin-pad" data-unreachable="没有连上服务器…"><input name="pin" maxlength="6">
//     <button data-digit="1">1</button> … <button data-digit="">删</button> <a href="…">返回</a></form>

import { answerTime } from "../lib/answer-time.js";
import { go } from "./careful-link.js";

const LEFT_ALONE_MS = 45_000;

/** @param {HTMLFormElement} form */
export function mount(form) {
  new PinPad(form).listen();
}

export class PinPad {
  #busy = false;
  /** @type {number | undefined} */
  #leaving;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.input = /** @type {HTMLInputElement} */ (form.querySelector("[name=pin]"));
    this.refusal = /** @type {HTMLElement} */ (document.querySelector("[data-refusal]"));
    this.back = /** @type {HTMLAnchorElement} */ (form.querySelector("a")).href;
    this.unreachable = form.dataset.unreachable ?? "";
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.form.addEventListener("click", (event) => {
      this.stay();
      const { digit } = /** @type {HTMLElement} */ (event.target).dataset ?? {};
      if (digit !== undefined) this.input.value = typed(this.input, digit);
    });
    this.stay();
  }

  /** Somebody is there: the time until it goes back begins anew. */
  stay() {
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => go(this.back).catch(() => this.stay()), LEFT_ALONE_MS);
  }

  async submit() {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await this.send();
    } catch {
      this.refuse(this.unreachable);
    }
    this.#busy = false;
  }

  async send() {
    const answer = await fetch(this.form.action, {
      method: "POST",
      body: new URLSearchParams(/** @type {any} */ (new FormData(this.form))),
      signal: answerTime(),
    });
    if (answer.ok) return location.replace(answer.url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    this.refuse(/** @type {HTMLElement} */ (page.querySelector("[data-refusal]")).textContent);
  }

  /** @param {string} sentence */
  refuse(sentence) {
    this.refusal.textContent = sentence;
    this.refusal.hidden = false;
    this.input.value = "";
  }
}

/**
 * What stands in a field once this key of the pad was pressed.
 * @param {{value: string, maxLength: number}} field
 * @param {string} digit  "" takes one back
 */
export const typed = ({ value, maxLength }, digit) =>
  digit === "" ? value.slice(0, -1) : (value + digit).slice(0, maxLength);
