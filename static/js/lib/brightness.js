// How bright is what this page paints? A page cannot see the panel; it can see what it asked the
// browser to paint. On a grid of points the topmost thing is found: of a picture or a film its
// own pixels count, of anything else the colour that its style lays there.

const ACROSS = 8;
const DOWN = 6;
const SIDE = 16; // pixels of the little copy of a picture

/**
 * Pure: the luminance of a colour, 0 to 255 (ITU-R BT.709).
 * @param {number} red
 * @param {number} green
 * @param {number} blue
 */
export const luminance = (red, green, blue) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

/**
 * Pure: of "rgb(1 2 3 / 50%)" and its like [red, green, blue, opacity]; null for no colour.
 * @param {string} colour
 * @returns {[red: number, green: number, blue: number, opacity: number] | null}
 */
export function parsed(colour) {
  const numbers = colour.match(/[\d.]+%?/g)?.map((each) => parseFloat(each) / (each.endsWith("%") ? 100 : 1));
  if (!colour.startsWith("rgb") || !numbers || numbers.length < 3) return null;
  const [red, green, blue, opacity = 1] = numbers;
  return [red, green, blue, opacity];
}

/** The mean over the page, 0 to 255; null where it cannot be told. */
export function brightness(page = document, { width = innerWidth, height = innerHeight } = {}) {
  /** @type {Map<HTMLElement, number | null>} */
  const copies = new Map();
  let [sum, count] = [0, 0];
  for (let row = 0; row < DOWN; row += 1) {
    for (let column = 0; column < ACROSS; column += 1) {
      const [x, y] = [((column + 0.5) / ACROSS) * width, ((row + 0.5) / DOWN) * height];
      const bright = brightnessAt(/** @type {HTMLElement | null} */ (page.elementFromPoint(x, y)), copies);
      if (bright !== null) [sum, count] = [sum + bright, count + 1];
    }
  }
  return count ? Math.round(sum / count) : null;
}

/**
 * @param {HTMLElement | null} element
 * @param {Map<HTMLElement, number | null>} copies  of the pictures that were looked at already
 */
function brightnessAt(element, copies) {
  for (let each = element; each; each = each.parentElement) {
    if (each.matches("img, video")) {
      const mean = copies.has(each) ? copies.get(each) : meanOf(/** @type {Media} */ (each));
      copies.set(each, mean ?? null);
      if (mean !== null) return mean ?? null;
    }
    const colour = parsed(getComputedStyle(each).backgroundColor);
    if (colour && colour[3] > 0.5) return luminance(colour[0], colour[1], colour[2]);
  }
  return element ? 255 : null; // nothing laid there: the browser's own white
}

/** @typedef {HTMLVideoElement | HTMLImageElement} Media */

/** @type {OffscreenCanvasRenderingContext2D | null} */
let context = null;

const newContext = () =>
  /** @type {OffscreenCanvasRenderingContext2D} */ (
    new OffscreenCanvas(SIDE, SIDE).getContext("2d", { willReadFrequently: true })
  );

/** @param {Media} media */
const hasPixels = (media) => ("readyState" in media ? media.readyState >= 2 : media.complete && media.naturalWidth);

/**
 * Of a picture's or a film's own pixels; null while it has none.
 * @param {Media} media
 */
function meanOf(media) {
  if (!hasPixels(media)) return null;
  context ??= newContext();
  context.drawImage(media, 0, 0, SIDE, SIDE);
  const { data } = context.getImageData(0, 0, SIDE, SIDE);
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum += luminance(data[at], data[at + 1], data[at + 2]);
  return sum / (data.length / 4);
}
