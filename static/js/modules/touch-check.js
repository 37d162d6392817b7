// Four crosses, one after the other; how far from each the finger was taken to be, in millimetres.
//
//   <div data-module="touch-check" data-well-mm="8" data-well="…MM…" data-off="…MM…SIDE X…HEIGHT Y…"
//        data-sides="left right up down" data-all-well="…" data-not-well="…">
//     <p data-say></p>  <span data-result></span> ×4  <i data-cross hidden></i> ×4
//     <i data-ruler></i> (100 mm wide)  <div data-glass hidden></div>
//
// The glass lies over the page while there is a cross to be touched, so that a touch which lands
// elsewhere presses nothing.

/** @typedef {{x: number, y: number}} Point */

/** @param {HTMLElement} element */
export function mount(element) {
  new TouchCheck(element).next();
}

/**
 * How far beside its cross a touch landed, in whole millimetres: to the right, down, and altogether.
 * @param {Point} cross
 * @param {Point} touch
 * @param {number} pixelsPerMm
 */
export function beside(cross, touch, pixelsPerMm) {
  const [right, down] = [touch.x - cross.x, touch.y - cross.y].map((pixels) => pixels / pixelsPerMm);
  return { right: Math.round(right), down: Math.round(down), far: Math.round(Math.hypot(right, down)) };
}

export class TouchCheck {
  #touched = 0;
  #worst = 0;

  /** @param {HTMLElement} element */
  constructor(element) {
    /** @param {string} name */
    const part = (name) => /** @type {HTMLElement} */ (element.querySelector(`[data-${name}]`));
    this.words = element.dataset;
    this.say = part("say");
    this.ruler = part("ruler");
    this.glass = part("glass");
    this.crosses = [...element.querySelectorAll("[data-cross]")];
    this.results = [...element.querySelectorAll("[data-result]")];
    // The whole tap: a glass taken away at its beginning would let its end press what lies beneath.
    this.glass.addEventListener("click", (event) => this.touch(event));
  }

  next() {
    this.crosses.forEach((cross, place) => (cross.hidden = place !== this.#touched));
    this.glass.hidden = this.#touched === this.crosses.length;
    if (this.glass.hidden) this.conclude();
  }

  /** @param {MouseEvent} event */
  touch(event) {
    event.preventDefault();
    const { left, top, width, height } = this.crosses[this.#touched].getBoundingClientRect();
    const centre = { x: left + width / 2, y: top + height / 2 };
    const found = beside(centre, { x: event.clientX, y: event.clientY }, this.ruler.offsetWidth / 100);
    this.results[this.#touched].textContent = this.told(found);
    this.#worst = Math.max(this.#worst, found.far);
    this.#touched += 1;
    this.next();
  }

  /** @param {{right: number, down: number, far: number}} found */
  told({ right, down, far }) {
    const [left, rightwards, up, downwards] = (this.words.sides ?? "").split(" ");
    const sentence = far <= Number(this.words.wellMm) ? this.words.well : this.words.off;
    return (sentence ?? "")
      .replace("MM", String(far))
      .replace("SIDE", right < 0 ? left : rightwards)
      .replace("HEIGHT", down < 0 ? up : downwards)
      .replace("X", String(Math.abs(right)))
      .replace("Y", String(Math.abs(down)));
  }

  conclude() {
    const isWell = this.#worst <= Number(this.words.wellMm);
    this.say.textContent = (isWell ? this.words.allWell : this.words.notWell) ?? "";
  }
}
