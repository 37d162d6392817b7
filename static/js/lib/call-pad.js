// What a key means at the clerk's desk. Enter and the plus of a number pad call the next person.
//
// Any number pad on USB is a call pad: + * - / at once, and one digit followed by Enter, as on
// the pads that halls buy. More digits than one are a number that was meant for another program.

const DIGIT_MS = 3000;
/** @type {Record<string, string>} */
const SAME_AS = { Enter: "n", "+": "n" };
/** @type {Record<string, string>} */
const PAD = { NumpadMultiply: "r", NumpadSubtract: "m", NumpadDivide: "z" };
/** @type {Record<string, string>} */
const DIGIT = { 0: "p", 1: "b", 2: "f", 4: "t", 6: "m", 9: "u" };

/** @typedef {{key: string, code: string, timeStamp: number}} Stroke */

/**
 * By its place, so that it counts whether NumLock is on or not.
 * @param {{code: string}} stroke
 */
export const padDigit = ({ code }) => /^Numpad(\d)$/.exec(code)?.[1];

export class CallPad {
  #digits = "";
  #typedAt = -DIGIT_MS;

  /**
   * Which key of the desk is meant; "" while digits of the pad wait for their Enter, and when there
   * are several of them.
   * @param {Stroke} stroke
   */
  meant({ key, code, timeStamp }) {
    const digit = padDigit({ code });
    if (timeStamp - this.#typedAt > DIGIT_MS) this.#digits = "";
    if (digit !== undefined) {
      this.#digits += digit;
      this.#typedAt = timeStamp;
      return "";
    }
    const waiting = this.#digits;
    this.#digits = "";
    if (waiting && key === "Enter") return DIGIT[waiting] ?? ""; // of two digits there is none
    return PAD[code] ?? SAME_AS[key] ?? key.toLowerCase();
  }
}
