// Is anybody there? A screen that was left alone asks, counts down, and forgets who stood there.
//
// Touches, keys and whatever else dispatches "alive" on the document (a voice that still reads)
// begin the time anew; while a finger lies on the screen it does not pass. Whoever chose larger
// letters or low controls, or steps through by a switch, has half as long again.

const TICK_MS = 500;
const SIGNS_OF_LIFE = ["pointerdown", "pointermove", "pointerup", "keydown", "wheel", "touchmove", "alive"];

/**
 * @param {{quietSeconds: number, warnSeconds: number, asleep: () => boolean, end: () => void,
 *          warn: (left: number | null) => void, root?: HTMLElement}} screen
 *        warn: seconds until the end, null while there is enough of them
 */
export function watchIdleness({ quietSeconds, warnSeconds, asleep, warn, end, root = document.documentElement }) {
  let touchedAt = performance.now();
  const touched = () => (touchedAt = performance.now());
  const patience = () =>
    Number(root.dataset.size) > 1 || root.dataset.reach === "low" || "scan" in root.dataset ? 1.5 : 1;
  const secondsLeft = () => (quietSeconds + warnSeconds) * patience() - (performance.now() - touchedAt) / 1000;

  for (const kind of SIGNS_OF_LIFE) document.addEventListener(kind, touched, { passive: true, capture: true });
  setInterval(() => {
    if (asleep()) return;
    const left = Math.ceil(secondsLeft());
    if (left <= 0) end();
    else warn(left <= warnSeconds * patience() ? left : null);
  }, TICK_MS);
  return { touched, secondsLeft };
}
