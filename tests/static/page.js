// A page without a browser, and a server without a network, for the tests of the scripts.

import { Window } from "happy-dom";

const GLOBALS = [
  ...["document", "location", "history", "navigator", "sessionStorage", "localStorage", "innerWidth", "innerHeight"],
  ...["Event", "CustomEvent", "MouseEvent", "KeyboardEvent", "Element", "HTMLElement", "NodeFilter", "FormData"],
  ...["DOMParser", "MutationObserver", "ResizeObserver", "CSS", "getComputedStyle"],
];

/** Opens a page with this in its body, and makes its parts the globals that the scripts know. */
export function open(html, { url = "http://hall.test/page" } = {}) {
  const page = new Window({ url });
  for (const name of GLOBALS) {
    Object.defineProperty(globalThis, name, { value: page[name], configurable: true, writable: true });
  }
  globalThis.addEventListener = (...what) => page.addEventListener(...what);
  globalThis.requestAnimationFrame = () => 0;
  document.body.innerHTML = html;
  document.body.dataset.version = "1";
  document.fonts ??= { ready: Promise.resolve() };
  return page;
}

/** Answers every request with what `answer(address, options)` gives, and writes down what was asked. */
export function serve(answer = () => ({})) {
  const asked = [];
  globalThis.fetch = async (address, options = {}) => {
    asked.push({ address: String(address), method: options.method ?? "GET", body: String(options.body ?? "") });
    const { status = 200, text = "", json = null, redirected = false, headers = {} } = await answer(address, options);
    return {
      ...{ status, ok: status < 400, redirected, url: String(address), headers: new Headers(headers) },
      ...{ text: async () => text, json: async () => json },
    };
  };
  return asked;
}

export const find = (selector) => document.querySelector(selector);
export const press = (selector) => find(selector).click();
export const submit = (selector) =>
  find(selector).dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));

/** Once everything that was promised meanwhile is done. */
export const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
