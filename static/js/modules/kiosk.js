// The kiosk's frame: it stays loaded, and swaps only the page within.
//
// So a touch is one request, a second tap finds nothing to press, a server that restarts is
// waited for instead of shown as the browser's error page, and nothing of the person before is
// left in the history.

import { wake } from "../main.js";
import { keepTrying } from "../lib/retry.js";

const IDLE_SECONDS = 90;
const WARN_SECONDS = 30; // of these, the last
const HOME_REFRESH_MS = 60_000;
const SHOW_WAIT_MS = 700;

export function mount(stage) {
  const [wait, warning] = ["wait", "warning"].map((name) => document.querySelector(`[data-${name}]`));
  const seconds = warning.querySelector("[data-seconds]");
  const home = stage.dataset.home;
  let busy = false;
  let touchedAt = performance.now();

  const page = () => stage.querySelector("[data-page]");
  const atHome = () => page().dataset.page === "home";

  async function visit(address, options = {}) {
    if (busy) return;
    busy = true;
    stage.toggleAttribute("inert", true);
    const slow = setTimeout(() => (wait.hidden = false), SHOW_WAIT_MS);
    await keepTrying(() => load(address, options));
    clearTimeout(slow);
    wait.hidden = true;
    stage.toggleAttribute("inert", false);
    busy = false;
    touchedAt = performance.now();
  }

  async function load(address, options) {
    const answer = await fetch(address, { headers: { "X-Fragment": "yes" }, ...options });
    if (answer.status >= 500) throw new Error(`${address}: ${answer.status}`);
    const html = await answer.text();
    const outdated = answer.headers.get("X-Version") !== document.body.dataset.version;
    stage.querySelectorAll("[data-module]").forEach((element) => element.dispatchEvent(new Event("leave")));
    stage.innerHTML = answer.ok ? html : refused(html);
    document.documentElement.scrollTop = 0;
    wake(stage);
    stage.querySelector("h1, .tile")?.focus?.();
    if (outdated && atHome()) location.reload();
  }

  function refused(html) {
    return `<main class="page" data-page="refused" data-idle="30">${html}
      <a class="tile tile--main" href="${home}">返回首页</a></main>`;
  }

  stage.addEventListener("click", (event) => {
    const jump = event.target.closest("[data-jump]");
    if (jump) stage.querySelector(`#${jump.dataset.jump}`).scrollIntoView();
    const link = event.target.closest("a[href]");
    if (!link) return;
    event.preventDefault();
    visit(link.getAttribute("href"));
  });
  stage.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    visit(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  });

  for (const kind of ["pointerdown", "keydown", "wheel", "touchmove"]) {
    document.addEventListener(kind, () => {
      touchedAt = performance.now();
      warning.hidden = true;
    }, { passive: true, capture: true });
  }
  for (const kind of ["contextmenu", "dragstart", "selectstart"]) {
    document.addEventListener(kind, (event) => event.preventDefault());
  }

  setInterval(() => {
    if (atHome() || busy) return;
    const limit = Number(page().dataset.idle ?? IDLE_SECONDS);
    const left = Math.ceil(limit - (performance.now() - touchedAt) / 1000);
    seconds.textContent = left;
    warning.hidden = left > WARN_SECONDS;
    if (left <= 0) {
      warning.hidden = true;
      visit(home);
    }
  }, 500);
  setInterval(() => atHome() && performance.now() - touchedAt > HOME_REFRESH_MS / 2 && visit(home), HOME_REFRESH_MS);
}
