// Says aloud what the timeclock has just answered: a fragment with data-say, the address of a clip.
//
//   <audio data-module="spoken-answers" data-region=".clocking" preload="none"></audio>
//   <section data-say="/timeclock/voice/punched.opus" data-volume="80" data-answer="punch-12">…</section>
//
// Each answer once, also when the page comes back from the PIN or is loaded anew; the latest cuts
// the one before it short. The sentence stands on the screen, so silence is no fault: a browser
// that may not sound yet stays quiet.

const SAID = "answer-said";

/**
 * @param {HTMLAudioElement} audio
 * @param {{region?: Element, kept?: Storage}} page
 */
export function mount(audio, { region, kept = sessionStorage } = {}) {
  const answers = region ?? /** @type {Element} */ (document.querySelector(audio.dataset.region ?? ""));

  const say = () => {
    const { say: address, volume, answer } = answers.querySelector("[data-say]")?.dataset ?? {};
    if (!address || !answer || kept.getItem(SAID) === answer) return;
    kept.setItem(SAID, answer);
    audio.volume = Number(volume) / 100;
    audio.src = address;
    audio.play().catch((error) => error.name === "AbortError" || console.info("the answer was not heard", error));
  };

  new MutationObserver(say).observe(answers, { childList: true });
  say();
}
