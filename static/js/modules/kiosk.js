// @ts-nocheck
// The kiosk's frame: it stays loaded, and swaps only the page within.
//
// So a touch is one request, a second tap finds nothing to press, a server that restarts is
// waited for instead of shown as the browser's error page, and nothing of the person before is
// left in the history.

import { wake } from "../main.js";
import { attention } from "../lib/attention.js";
import { guard } from "../lib/guard.js";

const HOME_REFRESH_MS = 60_000;
const SHOW_WAIT_MS = 700;
const ANSWER_MS = 8000;
// The second tap of a double tap must not press what has just come up under the finger.
const SETTLE_MS = 400;
const FREE_MS = 50;
const AGAIN_MS = 1000;

export function mount(stage) {
  const root = document.documentElement;
  const [wait, warning] = ["wait", "warning"].map((name) => document.querySelector(`[data-${name}]`));
  const { home, comfort, leave, staff } = stage.dataset;
  let busy = false;
  let used = false;
  let here = location.pathname + location.search;
  let shown = stage.innerHTML;
  let told = Promise.resolve();

  const page = () => stage.querySelector("[data-page]");
  const atHome = () => page().dataset.page === "home";
  const { touched, secondsLeft } = attention({
    quietSeconds: Number(stage.dataset.quietSeconds),
    warnSeconds: Number(stage.dataset.warnSeconds),
    asleep: () => busy || (atHome() && !used),
    warn: showWarning,
    end,
  });

  function showWarning(left) {
    warning.hidden = left === null || atHome();
    if (left !== null) warning.querySelector("[data-seconds]").textContent = left;
  }

  /** One thing at a time, with nothing to press meanwhile. */
  async function alone(task) {
    if (busy) return;
    busy = used = true;
    stage.inert = true;
    stage.toggleAttribute("data-busy", true);
    const slow = setTimeout(() => (wait.hidden = false), SHOW_WAIT_MS);
    await untilItWorks(task);
    clearTimeout(slow);
    wait.hidden = true;
    stage.removeAttribute("data-busy");
    touched();
    settle();
  }

  function settle() {
    stage.inert = true;
    setTimeout(() => (busy = stage.inert = false), SETTLE_MS);
  }

  function visit(address, options = {}) {
    const { origin, pathname } = new URL(address, location.href);
    if (origin !== location.origin || !(pathname === home || pathname.startsWith(`${home}/`))) return;
    // Whoever has walked away meanwhile does not get a number any more.
    alone(() => (secondsLeft() > 0 ? load(address, options) : leaveNow()));
  }

  async function ask(address, options) {
    const answer = await fetch(address, {
      headers: { "X-Fragment": "yes" },
      signal: AbortSignal.timeout(ANSWER_MS),
      ...options,
    });
    if (answer.status >= 500) throw new Error(`${address}: ${answer.status}`);
    return answer;
  }

  const outdated = (answer) => answer.headers.get("X-Version") !== document.body.dataset.version;

  async function load(address, options) {
    const answer = await ask(address, options);
    const html = await answer.text();
    here = answer.headers.get("Content-Location") ?? answer.url;
    show(html);
    page().focus({ preventScroll: true });
    if (outdated(answer) && atHome()) location.reload();
  }

  function show(html) {
    stage.querySelectorAll("[data-module]").forEach((element) => element.dispatchEvent(new Event("leave")));
    stage.innerHTML = shown = html;
    stage.scrollTop = 0;
    wake(stage);
  }

  /** The whole frame anew, as the server sees this visitor now; what was typed is put back in. */
  async function renew(address) {
    const answer = await ask(address, { headers: {} });
    if (!answer.ok && address !== home) return renew(home);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const { name, value } of fresh.documentElement.attributes) root.setAttribute(name, value);
    const focused = document.activeElement?.name;
    const parts = fresh.querySelectorAll("[data-frame]");
    document.querySelectorAll("[data-frame]").forEach((part, place) => (part.innerHTML = parts[place].innerHTML));
    const typed = [...stage.querySelectorAll("input:not([type=hidden]), textarea")].map((field) => [
      field.name,
      field.value,
    ]);
    show(fresh.querySelector(".stage").innerHTML);
    for (const [name, value] of typed) {
      const field = stage.querySelector(`[name="${CSS.escape(name)}"]`);
      if (field) field.value = value;
    }
    if (focused) document.querySelector(`[data-comfort] [name="${CSS.escape(focused)}"]`)?.focus();
    here = address;
  }

  // Nobody is there: new notices come in quietly, and nothing that is touched meanwhile is lost.
  async function refreshHome() {
    if (busy || !atHome()) return;
    const answer = await ask(home);
    const html = await answer.text();
    if (busy || !atHome()) return;
    if (outdated(answer)) location.reload();
    else if (html !== shown) show(html);
  }

  /** The visit is over: gone before anything is asked of the server, which may be away. */
  function end() {
    warning.hidden = true;
    stage.innerHTML = `<main data-page="over"></main>`;
    forget();
    alone(leaveNow).then(() => (used = false));
  }

  async function leaveNow() {
    await ask(leave, { method: "POST" });
    await renew(home);
  }

  function choose(button) {
    const { name, value } = button;
    root.dataset[name] = value;
    const may = button.dataset.may.split(" ");
    button.value = may[(may.indexOf(value) + 1) % may.length];
    if (button.ariaPressed) button.ariaPressed = String(value !== may[0]);
    used = true;
    const { size, contrast, reach, language } = root.dataset;
    const body = new URLSearchParams({ size, contrast, reach, language });
    told = told.then(() => untilItWorks(() => ask(comfort, { method: "POST", body })));
    if (button.name === "language") told.then(renewWhenFree);
  }

  // Whoever touched something else meanwhile gets that first, and then the frame's language.
  async function renewWhenFree() {
    while (busy) await new Promise((resolve) => setTimeout(resolve, FREE_MS));
    await alone(() => renew(here));
  }

  stage.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link) return;
    event.preventDefault();
    if ("end" in link.dataset) end();
    else visit(link.getAttribute("href"));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if ("out" in form.dataset) return; // the staff's way out of the frame
    event.preventDefault();
    if ("comfort" in form.dataset) choose(event.submitter);
    else visit(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, event.submitter)) });
  });
  // The warning is taken away by the whole tap, or its end would press what lies beneath.
  warning.addEventListener("click", () => {
    warning.hidden = true;
    settle();
  });
  guard({ staffWanted: () => visit(staff) });
  setInterval(() => refreshHome().catch(console.warn), HOME_REFRESH_MS);
}

/** What a page may have kept in this browser, wherever it is kept. */
async function forget() {
  history.replaceState(null, "", location.pathname.split("/").slice(0, 2).join("/"));
  performance.clearResourceTimings();
  for (const store of [sessionStorage, localStorage]) store.clear();
  for (const { name } of (await globalThis.indexedDB?.databases?.()) ?? []) indexedDB.deleteDatabase(name);
  for (const name of (await globalThis.caches?.keys?.()) ?? []) caches.delete(name);
}

// As wire.js does, whose live wire no first page needs.
async function untilItWorks(task) {
  for (;;) {
    try {
      return await task();
    } catch (error) {
      console.warn(error);
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}
