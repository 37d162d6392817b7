// @ts-nocheck
// How bright is what this page paints? A page cannot see the glass; it can see what it asked the
// browser to paint. On a grid of points the topmost thing is found: of a picture or a film its
// own pixels count, of anything else the colour that its style lays there.

const ACROSS = 8;
const DOWN = 6;
const SIDE = 16; // pixels of the little copy of a picture

/** Pure: the luminance of a colour, 0 to 255 (ITU-R BT.709). */
export const luminance = (red, green, blue) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** Pure: of "rgb(1 2 3 / 50%)" and its like [red, green, blue, opacity]; null for no colour. */
export function parsed(colour) {
  const numbers = colour.match(/[\d.]+%?/g)?.map((each) => parseFloat(each) / (each.endsWith("%") ? 100 : 1));
  if (!colour.startsWith("rgb") || !numbers || numbers.length < 3) return null;
  return [...numbers.slice(0, 3), numbers[3] ?? 1];
}

/** The mean over the page, 0 to 255; null where it cannot be told. */
export function brightness(page = document, { width = innerWidth, height = innerHeight } = {}) {
  const copies = new Map();
  let [sum, count] = [0, 0];
  for (let row = 0; row < DOWN; row += 1) {
    for (let column = 0; column < ACROSS; column += 1) {
      const at = [((column + 0.5) / ACROSS) * width, ((row + 0.5) / DOWN) * height];
      const bright = brightnessAt(page.elementFromPoint(...at), copies);
      if (bright !== null) [sum, count] = [sum + bright, count + 1];
    }
  }
  return count ? Math.round(sum / count) : null;
}

function brightnessAt(element, copies) {
  for (let each = element; each; each = each.parentElement) {
    if (each.matches("img, video")) {
      if (!copies.has(each)) copies.set(each, meanOf(each));
      if (copies.get(each) !== null) return copies.get(each);
    }
    const colour = parsed(getComputedStyle(each).backgroundColor);
    if (colour && colour[3] > 0.5) return luminance(...colour);
  }
  return element ? 255 : null; // nothing laid there: the browser's own white
}

let pen = null;

/** Of a picture's or a film's own pixels; null while it has none. */
function meanOf(media) {
  const ready = media.tagName === "VIDEO" ? media.readyState >= 2 : media.complete && media.naturalWidth;
  if (!ready) return null;
  pen ??= new OffscreenCanvas(SIDE, SIDE).getContext("2d", { willReadFrequently: true });
  pen.drawImage(media, 0, 0, SIDE, SIDE);
  const { data } = pen.getImageData(0, 0, SIDE, SIDE);
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum += luminance(data[at], data[at + 1], data[at + 2]);
  return sum / (data.length / 4);
}
