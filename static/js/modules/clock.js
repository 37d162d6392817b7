// The wall clock. The server's time is the only one: the browser's merely counts on from it,
// and asks now and then, for a screen stays on for weeks.
//
//   <p data-module="clock" data-now="2026-11-23T08:00:00+00:00" data-source="/api/v1/health">
//     <time></time><span></span></p>

const ZONE = { timeZone: "Asia/Shanghai" };
const TIME = new Intl.DateTimeFormat("zh-CN", { ...ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const DAY = new Intl.DateTimeFormat("zh-CN", { ...ZONE, year: "numeric", month: "long", day: "numeric" });
const WEEKDAY = new Intl.DateTimeFormat("zh-CN", { ...ZONE, weekday: "long" });
const ASK_MS = 300_000;
const CLOSE_ENOUGH_MS = 2000; // the answer has whole seconds, and was under way

export function mount(element, { counted = () => performance.now() } = {}) {
  const [time, day] = [element.querySelector("time"), element.querySelector("span")];
  let ahead = Date.parse(element.dataset.now) - counted();
  let next = null;

  function show() {
    const now = counted() + ahead;
    time.textContent = TIME.format(now);
    day.textContent = `${DAY.format(now)} ${WEEKDAY.format(now)}`;
    clearTimeout(next);
    next = setTimeout(show, 60_000 - (now % 60_000) + 20);
  }

  async function ask() {
    const answer = await fetch(element.dataset.source, { method: "HEAD" });
    const served = Date.parse(answer.headers.get("Date"));
    if (!(Math.abs(served - counted() - ahead) > CLOSE_ENOUGH_MS)) return;
    ahead = served - counted();
    show();
  }

  show();
  setInterval(() => ask().catch(console.warn), ASK_MS);
}
