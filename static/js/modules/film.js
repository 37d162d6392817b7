// A film of a notice at the kiosk, with keys for fingers instead of the browser's small ones.
//
//   <figure data-module="film" data-play="播放" data-pause="暂停"><video controls …></video>
//     <div data-film-keys hidden><button data-film="play">播放</button> …</div><p data-film-sorry hidden>…</p></figure>
//
// Who only watches has not left: the kiosk is told so, for a while. The film falls silent when the
// page is left, by whomever. Without this script the browser's own controls are there.

const WATCHES_MS = 5 * 60_000; // without a touch
const BACK_SECONDS = 10;
const CHANGES = ["play", "pause", "ended", "timeupdate", "loadedmetadata"];

/** @param {HTMLElement} figure */
export function mount(figure) {
  new FilmPlayer(figure).open();
}

export class FilmPlayer {
  #since = 0;
  /** @type {Record<string, () => void>} by the key that asks for it */
  #actions = {
    play: () => (this.film.paused ? this.run() : this.film.pause()),
    back: () => (this.film.currentTime = Math.max(0, this.film.currentTime - BACK_SECONDS)),
    again: () => {
      this.film.currentTime = 0;
      this.run();
    },
    quiet: () => {
      this.film.muted = !this.film.muted;
      this.key("quiet").setAttribute("aria-pressed", String(this.film.muted));
    },
  };

  /** @param {HTMLElement} figure */
  constructor(figure) {
    this.figure = figure;
    this.film = /** @type {HTMLVideoElement} */ (figure.querySelector("video"));
    this.words = { play: figure.dataset.play ?? "", pause: figure.dataset.pause ?? "" };
  }

  open() {
    const { figure, film } = this;
    figure.addEventListener("click", ({ target }) => {
      const wanted = /** @type {Element} */ (target).closest("[data-film]")?.dataset.film;
      this.#actions[wanted ?? ""]?.();
    });
    for (const change of CHANGES) film.addEventListener(change, () => this.show());
    film.addEventListener("error", () => this.apologize(film.error));
    figure.addEventListener("leave", () => film.pause());
    film.controls = false;
    this.part("keys").hidden = false;
    if (film.error) this.apologize(film.error);
    else this.show();
  }

  /** @param {string} name */
  part(name) {
    return /** @type {HTMLElement} */ (this.figure.querySelector(`[data-film-${name}]`));
  }

  /** @param {string} name */
  key(name) {
    return /** @type {HTMLElement} */ (this.figure.querySelector(`[data-film=${name}]`));
  }

  run() {
    this.#since = performance.now();
    this.film.play().catch((error) => error.name === "AbortError" || this.apologize(error));
  }

  /** @param {unknown} error */
  apologize(error) {
    console.warn("a film does not play", error);
    this.part("keys").hidden = true;
    this.part("sorry").hidden = false;
  }

  show() {
    const { paused, currentTime, duration } = this.film;
    this.figure.toggleAttribute("data-plays", !paused);
    this.key("play").textContent = paused ? this.words.play : this.words.pause;
    if (!Number.isFinite(duration)) return;
    /** @type {HTMLProgressElement} */ (this.part("bar")).value = currentTime / duration;
    this.part("time").textContent = `${clock(currentTime)} / ${clock(duration)}`;
    if (!paused && performance.now() - this.#since < WATCHES_MS) document.dispatchEvent(new Event("alive"));
  }
}

/** @param {number} seconds */
function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}
