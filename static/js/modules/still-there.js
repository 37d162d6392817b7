// Asks aloud, once, what the warning before a visit is cleared shows: is somebody still there?
//
//   <audio data-later="still-there" data-volume="/kiosk/still-there"
//          src="/kiosk/still-there.opus" preload="none"></audio>
//
// The shown warning is its caption, so a hall without sound misses nothing. In English nothing is
// said: there is no English clip, and Chinese would tell that person nothing. Two voices at once
// are none: while a guide is read aloud or a film plays it is silent, and a call that the hall
// hears goes first.

const AGAIN_MS = 1500;

const somethingIsHeard = () => document.querySelector("[data-read][aria-pressed=true], [data-plays]");

/**
 * @param {HTMLAudioElement} audio
 * @param {{warning?: HTMLElement, ask?: typeof fetch}} page
 */
export function mount(
  audio,
  {
    warning = /** @type {HTMLElement} */ (document.querySelector("[data-warning]")),
    ask = (...what) => fetch(...what),
  } = {},
) {
  async function say() {
    if (document.documentElement.dataset.language !== "zh" || somethingIsHeard()) return;
    const volume = await volumeNow();
    if (!volume) return;
    audio.volume = volume / 100;
    audio.load(); // the office may have chosen another voice
    await audio.play();
  }

  /** How loud it may be, once no number is being called; 0 where it should not be heard. */
  async function volumeNow() {
    while (!warning.hidden) {
      const answer = await ask(audio.dataset.volume ?? "");
      if (!answer.ok) throw new Error(`${audio.dataset.volume}: ${answer.status}`);
      const { volume, calling } = await answer.json();
      if (!volume || !calling) return warning.hidden ? 0 : volume;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
    return 0;
  }

  // It appears once, however long it counts down; whoever answers it is not asked any more.
  new MutationObserver(() => {
    if (warning.hidden) audio.pause();
    else say().catch((error) => error.name === "AbortError" || console.warn("the warning was not said", error));
  }).observe(warning, { attributeFilter: ["hidden"] });
}
