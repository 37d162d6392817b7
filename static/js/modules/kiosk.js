// The kiosk's frame: it stays loaded, and swaps only the page within.
//
// So a touch is one request, a second tap finds nothing to press, a server that restarts is
// waited for instead of shown as the browser's error page, and nothing of the person before is
// left in the history.

import { wake } from "../main.js";
import { keepTrying } from "../lib/wire.js";

const HOME_REFRESH_MS = 60_000;
const SHOW_WAIT_MS = 700;
const ANSWER_MS = 8000;
// The second tap of a double tap must not press what has just come up under the finger.
const SETTLE_MS = 400;

export function mount(stage) {
  const [wait, warning] = ["wait", "warning"].map((name) => document.querySelector(`[data-${name}]`));
  const seconds = warning.querySelector("[data-seconds]");
  const { home } = stage.dataset;
  let busy = false;
  let touchedAt = performance.now();
  let shown = stage.innerHTML;

  const page = () => stage.querySelector("[data-page]");
  const atHome = () => page().dataset.page === "home";
  const secondsLeft = () => stage.dataset.idleSeconds - (performance.now() - touchedAt) / 1000;

  async function visit(address, options = {}) {
    if (busy) return;
    busy = true;
    stage.inert = true;
    stage.toggleAttribute("data-busy", true);
    const slow = setTimeout(() => (wait.hidden = false), SHOW_WAIT_MS);
    // Whoever has walked away meanwhile does not get a number any more.
    await keepTrying(() => (secondsLeft() > 0 ? load(address, options) : load(home)));
    clearTimeout(slow);
    wait.hidden = true;
    stage.removeAttribute("data-busy");
    touchedAt = performance.now();
    settle();
  }

  function settle() {
    stage.inert = true;
    setTimeout(() => (busy = stage.inert = false), SETTLE_MS);
  }

  async function ask(address, options) {
    const answer = await fetch(address, {
      headers: { "X-Fragment": "yes" },
      signal: AbortSignal.timeout(ANSWER_MS),
      ...options,
    });
    if (answer.status >= 500) throw new Error(`${address}: ${answer.status}`);
    return [await answer.text(), answer.headers.get("X-Version") !== document.body.dataset.version];
  }

  async function load(address, options) {
    const [html, outdated] = await ask(address, options);
    show(html);
    page().focus({ preventScroll: true });
    if (outdated && atHome()) location.reload();
  }

  function show(html) {
    stage.querySelectorAll("[data-module]").forEach((element) => element.dispatchEvent(new Event("leave")));
    stage.innerHTML = shown = html;
    wake(stage);
  }

  // Nobody is there: new notices come in quietly, and nothing that is touched meanwhile is lost.
  async function refreshHome() {
    if (busy || !atHome()) return;
    const [html, outdated] = await ask(home);
    if (busy || !atHome()) return;
    if (outdated) location.reload();
    else if (html !== shown) show(html);
  }

  stage.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link) return;
    event.preventDefault();
    visit(link.getAttribute("href"));
  });
  stage.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    visit(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, event.submitter)) });
  });

  // The warning is taken away by the whole tap, or its end would press what lies beneath.
  warning.addEventListener("click", () => {
    warning.hidden = true;
    settle();
  });
  for (const kind of ["pointerdown", "keydown", "wheel", "touchmove", "still-here"]) {
    document.addEventListener(kind, () => (touchedAt = performance.now()), { passive: true, capture: true });
  }
  for (const kind of ["contextmenu", "dragstart", "selectstart"]) {
    document.addEventListener(kind, (event) => event.preventDefault());
  }

  setInterval(() => {
    if (atHome() || busy) return;
    const left = Math.ceil(secondsLeft());
    seconds.textContent = left;
    if (left <= stage.dataset.warnSeconds) warning.hidden = false;
    if (left > 0) return;
    warning.hidden = true;
    visit(home);
  }, 500);
  setInterval(() => refreshHome().catch(console.warn), HOME_REFRESH_MS);
}
