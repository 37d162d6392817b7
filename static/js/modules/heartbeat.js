// Says every ten seconds, and whenever something new was painted, what is really on this screen.
//
//   <i data-later="heartbeat" data-source="/display/main/beat" hidden></i>
//
// Pictures drawn are counted, so that a screen that stands still is told from one that plays.

const BEAT_MS = 10_000;
const PATIENCE_MS = 5000;

export function mount(element) {
  let frames = 0;
  let counted = 0;
  let since = performance.now();

  const count = () => {
    frames += 1;
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);

  /** How many were drawn in the last ten seconds or so; a beat in between does not start anew. */
  function drawn() {
    if (performance.now() - since < BEAT_MS / 2) return Math.max(counted, frames);
    [counted, frames, since] = [frames, 0, performance.now()];
    return counted;
  }

  function beat() {
    const seqs = document.querySelectorAll("[data-painted]");
    const shown = document.querySelector("[data-notice]:not([hidden])");
    const said = {
      painted: seqs.length ? Math.min(...[...seqs].map((each) => Number(each.dataset.painted))) : 0,
      item: shown ? Number(shown.dataset.notice) : null,
      frames: drawn(),
      version: document.body.dataset.version,
      width: innerWidth,
      height: innerHeight,
      mute: document.querySelector("[data-mute]:not([hidden])") !== null,
    };
    fetch(element.dataset.source, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(said),
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch(() => {}); // the next one comes in ten seconds
  }

  document.addEventListener("painted", beat);
  setInterval(beat, BEAT_MS);
  beat();
}
