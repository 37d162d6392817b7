// Ticking rows of a list: all of a page at once, a stretch with Shift, and how many they are.
//
//   <form data-module="ticked-rows"> … <td data-tick-all="选中这一页"></td> … <input type="checkbox" name="row">
//     <output data-ticked="{count} 行"></output>
//
// Without it every row is ticked by itself.

/** @param {HTMLElement} form */
export function mount(form) {
  const rows = new TickedRows(form);
  rows.offerAll();
  form.addEventListener("click", (event) => rows.click(event));
  form.addEventListener("change", () => rows.tell());
  rows.tell();
}

export class TickedRows {
  /** @type {HTMLInputElement | undefined} */
  last;

  /** @param {HTMLElement} form */
  constructor(form) {
    this.form = form;
  }

  /** @returns {HTMLInputElement[]} */
  boxes() {
    return [...this.form.querySelectorAll("input[name=row]")].map((box) => /** @type {HTMLInputElement} */ (box));
  }

  offerAll() {
    const place = /** @type {HTMLElement | null} */ (this.form.querySelector("[data-tick-all]"));
    if (!place) return;
    const box = document.createElement("input");
    box.type = "checkbox";
    box.ariaLabel = place.dataset.tickAll ?? "";
    const label = document.createElement("label");
    label.className = "listing__box";
    label.append(box);
    place.append(label);
    box.addEventListener("change", () => this.tick(this.boxes(), box.checked));
  }

  /** @param {MouseEvent} event */
  click(event) {
    const box = this.boxes().find((one) => one === event.target);
    if (!box) return;
    if (event.shiftKey && this.last) this.tick(between(this.boxes(), this.last, box), box.checked);
    this.last = box;
  }

  /**
   * @param {HTMLInputElement[]} boxes
   * @param {boolean} isTicked
   */
  tick(boxes, isTicked) {
    for (const box of boxes) box.checked = isTicked;
    this.tell();
  }

  tell() {
    const output = /** @type {HTMLElement | null} */ (this.form.querySelector("[data-ticked]"));
    const count = this.boxes().filter((box) => box.checked).length;
    if (output) output.textContent = (output.dataset.ticked ?? "").replace("{count}", `${count}`);
  }
}

/**
 * The stretch from one to the other, both with it.
 *
 * @template T
 * @param {T[]} rows
 * @param {T} one
 * @param {T} other
 */
export function between(rows, one, other) {
  const places = [rows.indexOf(one), rows.indexOf(other)];
  return rows.slice(Math.min(...places), Math.max(...places) + 1);
}
