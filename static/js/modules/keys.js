// The kiosk without touching it: by a plain keyboard, and by one or two switches.
//
// Tab and Enter are the browser's own; arrows go to the nearest control that way, Escape goes
// back. Whoever holds Enter or Space for a while begins to scan: the focus moves on by itself and
// a press of the key takes what it stands on. A second key steps by hand, and the focus waits.

const SCAN_MS = 1800;
const HOLD_MS = 1200;
const CONTROLS = "a[href], button:not(:disabled), summary, input:not([type=hidden]), textarea, select, [tabindex='0']";
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const SIDEWAYS = 2.5; // how much worse it is to lie beside the way than along it
const SWITCHES = ["Enter", " "];
const SAID = {
  zh: "开关操作：框走到要的地方时，按一下开关。",
  en: "Switch control: press the switch when the frame is on what you want.",
};

export function mount() {
  const root = document.documentElement;
  const caption = document.querySelector("[data-caption]");
  let heldSince = null;
  let byHand = false;
  let timer = null;
  let starter = null;

  const covered = (each) => each.closest("[inert]") || !each.checkVisibility({ visibilityProperty: true });
  /** What may be reached now: under a warning, the warning alone. */
  function controls() {
    const over = [...document.querySelectorAll(".wait")].find((each) => !each.hidden) ?? document;
    return [...over.querySelectorAll(CONTROLS)].filter((each) => !covered(each));
  }
  function reach(control) {
    control?.focus({ focusVisible: true });
    control?.scrollIntoView({ block: "nearest" });
  }
  function step() {
    const all = controls();
    reach(all[(all.indexOf(document.activeElement) + 1) % all.length]);
  }

  function arrow(key) {
    const from = document.activeElement;
    if (!from || from === document.body || from.dataset.page) return step();
    const [x, y] = middle(from);
    const [dx, dy] = ARROWS[key];
    const found = controls()
      .filter((each) => each !== from)
      .map((each) => [each, middle(each)])
      .map(([each, [mx, my]]) => [each, (mx - x) * dx + (my - y) * dy, Math.abs((mx - x) * dy) + Math.abs((my - y) * dx)])
      .filter(([, along]) => along > 1)
      .map(([each, along, beside]) => [each, along + SIDEWAYS * beside])
      .sort(([, a], [, b]) => a - b);
    reach(found[0]?.[0]);
  }

  function back() {
    const stage = document.querySelector(".stage");
    const over = controls()[0]?.closest(".wait");
    (over?.querySelector("button") ?? stage.querySelector(".back, [data-back]") ?? stage.querySelector(`a[href="${stage.dataset.home}"]`))?.click();
  }

  function scan(key) {
    starter = key;
    root.dataset.scan = "";
    caption.textContent = SAID[root.dataset.language] ?? SAID.zh;
    caption.hidden = false;
    byHand = false;
    go();
  }
  function go() {
    clearInterval(timer);
    if (!byHand) timer = setInterval(() => ("scan" in root.dataset ? step() : stop()), SCAN_MS);
  }
  function stop() {
    clearInterval(timer);
    delete root.dataset.scan;
    caption.hidden = true;
  }

  document.addEventListener("keydown", (event) => {
    const { key, repeat, target } = event;
    const writes = target.matches?.("textarea, input:not([inputmode=none])");
    if (SWITCHES.includes(key) && !writes) return hold(event);
    if (key in ARROWS && !(writes && key in { ArrowLeft: 1, ArrowRight: 1 })) arrow(key);
    else if (key === "Escape") repeat || ("scan" in root.dataset ? stop() : back());
    else return;
    event.preventDefault();
  });

  function hold(event) {
    const { key, repeat } = event;
    if ("scan" in root.dataset) {
      event.preventDefault();
      if (repeat) return;
      if (key === starter) document.activeElement?.click();
      else byHand = true;
      if (key !== starter) step();
      go();
    } else if (!repeat) heldSince = event.timeStamp;
    else {
      event.preventDefault(); // a held key presses once
      if (heldSince !== null && event.timeStamp - heldSince > HOLD_MS) scan(key);
    }
  }
  document.addEventListener("keyup", ({ key }) => SWITCHES.includes(key) && (heldSince = null));
}

function middle(each) {
  const { left, top, width, height } = each.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}
