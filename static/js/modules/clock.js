// The wall clock. The server's time is the only one: the browser's merely counts on from it.
//
//   <p data-module="clock" data-now="2026-11-23T08:00:00+00:00"><time></time><span></span></p>

const ZONE = { timeZone: "Asia/Shanghai" };
const TIME = new Intl.DateTimeFormat("zh-CN", { ...ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const DAY = new Intl.DateTimeFormat("zh-CN", { ...ZONE, year: "numeric", month: "long", day: "numeric" });
const WEEKDAY = new Intl.DateTimeFormat("zh-CN", { ...ZONE, weekday: "long" });

export function mount(element, { counted = () => performance.now() } = {}) {
  const served = Date.parse(element.dataset.now);
  const start = counted();
  const [time, day] = [element.querySelector("time"), element.querySelector("span")];

  function show() {
    const now = served + counted() - start;
    time.textContent = TIME.format(now);
    day.textContent = `${DAY.format(now)} ${WEEKDAY.format(now)}`;
    setTimeout(show, 60_000 - (now % 60_000) + 20);
  }
  show();
}
