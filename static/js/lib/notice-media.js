// The sheets and films of notices: made ready before they are seen, and let go of afterwards.

export const STALLED_MS = 15_000;

/**
 * Resolves when the page of the notice can be seen at once; rejects after fifteen seconds.
 * @param {HTMLElement} notice
 * @param {HTMLImageElement | undefined} sheet  the picture of that page, if it has one
 * @param {{isHeard: boolean}} screen  whether the screen has sound
 */
export async function ready(notice, sheet, { isHeard }) {
  /** @type {HTMLVideoElement | null} */
  const film = notice.querySelector("video");
  const task = film ? canPlay(film, isHeard) : sheet ? decoded(sheet) : null;
  if (!task) return;
  /** @type {number | undefined} */
  let timer;
  const late = new Promise((_, refuse) => {
    timer = setTimeout(() => refuse(new Error("not ready in time")), STALLED_MS);
  });
  await Promise.race([task, late]).finally(() => clearTimeout(timer));
}

/** @param {HTMLImageElement} sheet */
function decoded(sheet) {
  if (!sheet.getAttribute("src")) sheet.src = sheet.dataset.src ?? "";
  return sheet.decode();
}

/**
 * @param {HTMLVideoElement} film
 * @param {boolean} isHeard
 */
function canPlay(film, isHeard) {
  return new Promise((resolve, refuse) => {
    film.oncanplay = resolve;
    film.onerror = () => refuse(film.error ?? new Error("the film cannot be played"));
    film.muted = !isHeard;
    if (isHeard) {
      import("./ducking.js").then(({ attune }) => attune(film)).catch(console.warn);
    }
    film.src = film.dataset.src ?? "";
    film.load();
  });
}

/**
 * With its sound where the screen has one; a browser that forbids it still shows the pictures.
 * @param {HTMLVideoElement} film
 */
export function begin(film) {
  return film.play().catch((error) => {
    if (film.muted || error.name !== "NotAllowedError") throw error;
    film.muted = true;
    return film.play();
  });
}

/** @param {HTMLElement} media  a picture or a film */
export function release(media) {
  if (!media.hasAttribute("src")) return;
  const film = media.tagName === "VIDEO" ? /** @type {HTMLVideoElement} */ (media) : null;
  if (film) {
    film.oncanplay = film.onended = film.onerror = null;
    film.pause();
  }
  media.removeAttribute("src");
  film?.load(); // only so is its memory given back
}
