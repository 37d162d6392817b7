// Rotates the notices; a long one is turned page by page instead of shrunk.
//
//   <aside data-module="notices" data-source="/display/_notices"><article class="notice">…

import { fragment, keepTrying } from "../lib/wire.js";

const PAGE_MS = 12_000;
const REFRESH_MS = 60_000;

export function mount(element) {
  let kept = element.innerHTML.trim();
  let at = 0;
  let page = 0;

  /** Show the next page of this notice, or the first of the next one. */
  function show() {
    const notices = element.querySelectorAll(".notice");
    if (!notices.length) return;
    at %= notices.length;
    notices.forEach((notice, index) => (notice.hidden = index !== at));
    const pages = turnTo(notices[at], page);
    page += 1;
    if (page >= pages) [at, page] = [at + 1, 0];
  }

  async function refresh() {
    const html = (await fragment(element.dataset.source)).trim();
    if (html === kept) return;
    element.innerHTML = kept = html;
    [at, page] = [0, 0];
    show();
  }

  document.fonts.ready.then(show); // pages are counted in the letters that are shown
  setInterval(show, Number(element.dataset.pageMs ?? PAGE_MS));
  setInterval(() => keepTrying(refresh).catch(console.warn), REFRESH_MS);
}

/** Its body lies in columns as wide as the notice; one is in sight. Returns how many there are. */
function turnTo(notice, page) {
  const [body, number] = [notice.querySelector(".notice__body"), notice.querySelector(".notice__number")];
  if (!body) return 1;
  const width = body.parentElement.clientWidth;
  const pages = Math.max(1, Math.round(body.scrollWidth / width));
  body.style.transform = `translateX(${-page * width}px)`;
  number.hidden = pages === 1;
  number.textContent = `第 ${page + 1} 页，共 ${pages} 页`;
  return pages;
}
