// Rotates the notices; a long one is turned page by page instead of shrunk.
//
//   <aside data-module="notices" data-source="/display/_notices"><article class="notice">…

import { fragment } from "../lib/wire.js";
import { keepTrying } from "../lib/retry.js";

const PAGE_MS = 12_000;
const REFRESH_MS = 60_000;

export function mount(element) {
  let at = 0;
  let page = 0;

  function show() {
    const notices = element.querySelectorAll(".notice");
    if (!notices.length) return;
    at %= notices.length;
    notices.forEach((notice, index) => (notice.hidden = index !== at));
    const body = notices[at].querySelector(".notice__body");
    const width = body?.parentElement.clientWidth ?? 1;
    const pages = body ? Math.max(1, Math.round(body.scrollWidth / width)) : 1;
    if (page >= pages) page = 0;
    if (body) body.style.transform = `translateX(${-page * width}px)`;
    page += 1;
    if (page >= pages) [at, page] = [at + 1, 0];
  }

  async function refresh() {
    const html = await fragment(element.dataset.source);
    if (html.trim() === kept) return;
    kept = html.trim();
    element.innerHTML = html;
    [at, page] = [0, 0];
    show();
  }

  let kept = element.innerHTML.trim();
  show();
  setInterval(show, PAGE_MS);
  setInterval(() => keepTrying(refresh), REFRESH_MS);
}
