// What one or two switches do, and where an arrow leads. Rules only, of keys and of boxes; keys.js
// presses and lights up.
//
// Whoever holds Enter or Space for a while begins to scan; that key then takes what is lit. The other
// one steps by hand, and the frame waits from then on.

export const SWITCHES = ["Enter", " "];
export const HOLD_MS = 1200;
const SIDEWAYS = 2.5; // how much worse it is to lie beside the way than along it

/** @typedef {"scan" | "take" | "step" | null} Wish  null: nothing */

export class SwitchScan {
  scanning = false;
  byHand = false; // the frame moves by the second key alone
  /** @type {string | null} */
  #starter = null;
  /** @type {number | null} */
  #heldSince = null;

  /**
   * A switch goes down, or is held: what is wanted, and whether the browser must not press by it.
   * @param {{key: string, repeat: boolean, timeStamp: number}} event
   * @returns {{wish: Wish, prevented: boolean}}
   */
  down({ key, repeat, timeStamp }) {
    if (this.scanning) return { wish: repeat ? null : this.#wishOf(key), prevented: true };
    if (!repeat) {
      this.#heldSince = timeStamp;
      return { wish: null, prevented: false };
    }
    const isLong = this.#heldSince !== null && timeStamp - this.#heldSince > HOLD_MS;
    if (isLong) this.#begin(key);
    return { wish: isLong ? "scan" : null, prevented: true }; // a held key presses once
  }

  /** @param {string} key */
  #wishOf(key) {
    if (key === this.#starter) return "take";
    this.byHand = true;
    return "step";
  }

  /** @param {string} key */
  #begin(key) {
    this.#starter = key;
    [this.scanning, this.byHand] = [true, false];
  }

  up() {
    this.#heldSince = null;
  }

  stop() {
    this.scanning = false;
  }
}

/** @type {Record<string, [x: number, y: number]>} */
export const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/** @typedef {{left: number, top: number, width: number, height: number}} Box */

/**
 * The nearest one in the direction of an arrow; undefined where there is none.
 * @template Control
 * @param {Control[]} controls
 * @param {Box} from
 * @param {string} arrow
 * @param {(control: Control) => Box} boxOf
 */
export function nearest(controls, from, arrow, boxOf) {
  const [x, y] = middle(from);
  const [dx, dy] = ARROWS[arrow];
  let found = { control: /** @type {Control | undefined} */ (undefined), far: Infinity };
  for (const control of controls) {
    const [mx, my] = middle(boxOf(control));
    const along = (mx - x) * dx + (my - y) * dy;
    const beside = Math.abs((mx - x) * dy) + Math.abs((my - y) * dx);
    const far = along + SIDEWAYS * beside;
    if (along > 1 && far < found.far) found = { control, far };
  }
  return found.control;
}

/** @param {Box} box */
const middle = ({ left, top, width, height }) => [left + width / 2, top + height / 2];

/**
 * The box around all of these.
 * @param {Box[]} boxes
 */
export function around(boxes) {
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.left + box.width));
  const bottom = Math.max(...boxes.map((box) => box.top + box.height));
  return { left, top, width: right - left, height: bottom - top };
}
