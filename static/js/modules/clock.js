// The wall clock. The server's time is the only one: the browser's merely counts on from it,
// and asks now and then, for a screen stays on for weeks.
//
//   <p data-module="clock" data-now="2026-11-23T08:00:00+00:00" data-source="/api/v1/health">
//     <time></time><span></span></p>

const ZONE = { timeZone: "Asia/Shanghai" };
const TIME = new Intl.DateTimeFormat("zh-CN", { ...ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayIn = (/** @type {string} */ tongue) =>
  new Intl.DateTimeFormat(tongue, { ...ZONE, year: "numeric", month: "long", day: "numeric" });
const weekdayIn = (/** @type {string} */ tongue) => new Intl.DateTimeFormat(tongue, { ...ZONE, weekday: "long" });
// The page's language may change under the clock, which stays where it is.
const SPOKEN = Object.fromEntries(
  ["zh-CN", "en"].map((tongue) => [tongue, [dayIn(tongue === "en" ? "en-GB" : tongue), weekdayIn(tongue)]]),
);
const ASK_MS = 300_000;
const CLOSE_ENOUGH_MS = 2000; // the answer has whole seconds, and was under way

/** @param {HTMLElement} element */
export function mount(element, { counted = () => performance.now() } = {}) {
  const time = /** @type {HTMLElement} */ (element.querySelector("time"));
  const day = /** @type {HTMLElement} */ (element.querySelector("span"));
  let ahead = Date.parse(element.dataset.now ?? "") - counted();
  /** @type {number | undefined} */
  let next;

  function show() {
    const now = counted() + ahead;
    time.textContent = TIME.format(now);
    const [date, weekday] = SPOKEN[document.documentElement.lang] ?? SPOKEN["zh-CN"];
    day.textContent = `${date.format(now)} ${weekday.format(now)}`;
    clearTimeout(next);
    next = setTimeout(show, 60_000 - (now % 60_000) + 20);
  }

  async function ask() {
    const answer = await fetch(element.dataset.source ?? "", { method: "HEAD" });
    const served = Date.parse(answer.headers.get("Date") ?? "");
    if (!(Math.abs(served - counted() - ahead) > CLOSE_ENOUGH_MS)) return;
    ahead = served - counted();
    show();
  }

  show();
  new MutationObserver(show).observe(document.documentElement, { attributeFilter: ["lang"] });
  setInterval(() => ask().catch(console.warn), ASK_MS);
}
