// A film of a notice at the kiosk, with keys for fingers instead of the browser's small ones.
//
//   <figure data-module="film" data-play="播放" data-pause="暂停"><video controls …></video>
//     <div data-film-keys hidden><button data-film="play">播放</button> …</div><p data-film-sorry hidden>…</p></figure>
//
// Who only watches has not left: the kiosk is told so, for a while. The film falls silent when the
// page is left, by whomever. Without this script the browser's own controls are there.

const WATCHES_MS = 5 * 60_000; // without a touch
const BACK_SECONDS = 10;

/** @param {HTMLElement} figure */
export function mount(figure) {
  const film = /** @type {HTMLVideoElement} */ (figure.querySelector("video"));
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (figure.querySelector(`[data-film-${name}]`));
  const key = (/** @type {string} */ name) => /** @type {HTMLElement} */ (figure.querySelector(`[data-film=${name}]`));
  const { play: start = "", pause: halt = "" } = figure.dataset;
  let since = 0;

  /** @type {Record<string, () => void>} */
  const actions = {
    play: () => (film.paused ? run() : film.pause()),
    back: () => (film.currentTime = Math.max(0, film.currentTime - BACK_SECONDS)),
    again() {
      film.currentTime = 0;
      run();
    },
    quiet() {
      film.muted = !film.muted;
      key("quiet").setAttribute("aria-pressed", String(film.muted));
    },
  };

  function run() {
    since = performance.now();
    film.play().catch((error) => error.name === "AbortError" || sorry(error));
  }

  function sorry(/** @type {unknown} */ error) {
    console.warn("a film does not play", error);
    part("keys").hidden = true;
    part("sorry").hidden = false;
  }

  function show() {
    figure.toggleAttribute("data-plays", !film.paused);
    key("play").textContent = film.paused ? start : halt;
    const { currentTime, duration } = film;
    if (!Number.isFinite(duration)) return;
    /** @type {HTMLProgressElement} */ (part("bar")).value = currentTime / duration;
    part("time").textContent = `${clock(currentTime)} / ${clock(duration)}`;
    if (!film.paused && performance.now() - since < WATCHES_MS) document.dispatchEvent(new Event("alive"));
  }

  figure.addEventListener("click", ({ target }) => {
    const wanted = /** @type {Element} */ (target).closest("[data-film]")?.dataset.film;
    actions[wanted ?? ""]?.();
  });
  for (const kind of ["play", "pause", "ended", "timeupdate", "loadedmetadata"]) film.addEventListener(kind, show);
  film.addEventListener("error", () => sorry(film.error));
  figure.addEventListener("leave", () => film.pause());
  film.controls = false;
  part("keys").hidden = false;
  if (film.error) sorry(film.error);
  else show();
}

/** @param {number} seconds */
function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}
