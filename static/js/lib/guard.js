// Locked down in the page: nothing of the browser shows, and every touch is answered at once.
//
// What a page cannot keep back (a new tab by Ctrl+T, the system's own keys) is shut by the
// browser's --kiosk and policies, see deploy/README.md; the server refuses whatever comes through.

const NEVER = ["contextmenu", "dragstart", "dragover", "drop", "selectstart", "gesturestart", "auxclick"];
const LEADING_OUT = /^(F\d+|Browser.*|Launch.*|ContextMenu|PrintScreen|Help|Find|Open|Print|Save|ZoomToggle)$/;
const CONTROLS = "a[href], button, summary, label, input, textarea, select";
const PRESSED_MS = 160; // a tap may be shorter than an eye needs
const TAPS = 7;
const TAPS_WITHIN_MS = 8000;
const HELD_MS = 2000;
const CORNER = 0.09; // of the shorter side

/** @param {{staffWanted: () => void}} wishes */
export function guard({ staffWanted }) {
  const prevent = (/** @type {Event} */ event) => event.preventDefault();
  for (const kind of NEVER) document.addEventListener(kind, prevent, { capture: true });
  const firmly = { capture: true, passive: false };
  document.addEventListener("wheel", (event) => event.ctrlKey && prevent(event), firmly);
  document.addEventListener(
    "touchmove",
    (event) => event.touches.length > 1 && event.cancelable && prevent(event),
    firmly,
  );
  // The buttons at a mouse's side lead back and forth in the history.
  for (const kind of /** @type {const} */ (["mousedown", "mouseup"])) {
    document.addEventListener(kind, (event) => event.button > 2 && prevent(event), { capture: true });
  }
  document.addEventListener("keydown", keepIn, { capture: true });
  window.open = () => null;
  window.print = () => undefined;
  answerTouches();
  watchTheCorner(staffWanted);
}

/** @param {KeyboardEvent} event */
function keepIn(event) {
  if (!(event.ctrlKey || event.altKey || event.metaKey || LEADING_OUT.test(event.key))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

// A ring where the finger is, and the control under it pressed: both before anything else happens.
function answerTouches() {
  const ring = document.body.appendChild(document.createElement("i"));
  ring.className = "touch-ring";
  ring.hidden = true;
  /** @type {HTMLElement | null} */
  let pressed = null;
  /** @type {number | undefined} */
  let timer;

  function lift() {
    pressed?.removeAttribute("data-pressed");
    ring.hidden = true;
  }
  function press(/** @type {PointerEvent} */ { target, clientX, clientY }) {
    clearTimeout(timer);
    lift();
    pressed = target instanceof Element ? target.closest(CONTROLS) : null;
    pressed?.setAttribute("data-pressed", "");
    ring.style.translate = `${clientX}px ${clientY}px`;
    ring.hidden = false;
  }
  document.addEventListener("pointerdown", press, { capture: true, passive: true });
  for (const kind of ["pointerup", "pointercancel"]) {
    document.addEventListener(kind, () => (timer = setTimeout(lift, PRESSED_MS)), { capture: true, passive: true });
  }
}

// Seven taps in the upper left corner, then a finger left there: the staff's way in.
/** @param {() => void} wanted */
function watchTheCorner(wanted) {
  /** @type {number[]} when each was */
  let taps = [];
  /** @type {number | undefined} */
  let holding;

  const within = (/** @type {PointerEvent} */ { clientX, clientY }) =>
    Math.max(clientX, clientY) < CORNER * Math.min(innerWidth, innerHeight);
  const release = () => clearTimeout(holding);
  document.addEventListener("pointerdown", (event) => {
    release();
    if (!within(event)) taps = [];
    else if (taps.length >= TAPS) holding = setTimeout(wanted, HELD_MS);
    else taps = [...taps.filter((at) => event.timeStamp - at < TAPS_WITHIN_MS), event.timeStamp];
  });
  for (const kind of ["pointerup", "pointercancel"]) document.addEventListener(kind, release);
}
