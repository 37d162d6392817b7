// The call board: every call is shown large and chimed, one after the other, none left out.
//
//   <main data-module="board" data-room="board" data-source="/display/_calls">
//     <div data-picture>…</div> <div data-overlay hidden><b data-number></b><b data-window></b></div>

import { fragment, keepTrying, listen } from "../lib/wire.js";

const SHOWN_MS = 4000;
const SHOWN_WHEN_MANY_WAIT_MS = 2500;
const BETWEEN_MS = 250; // so that two calls of one number are seen to be two
const FIRST_TRY_MS = 1500; // a server that restarts at once needs no notice on the wall

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function mount(element, { connect = listen, bell = new Bell() } = {}) {
  const [picture, overlay] = ["picture", "overlay"].map((name) => element.querySelector(`[data-${name}]`));
  const [stale, mute] = ["stale", "mute"].map((name) => document.querySelector(`[data-${name}]`));
  const calls = [];
  let calling = false;
  let turn = 0;
  let lost = false;
  let notice = null;

  function paint(html) {
    turn += 1; // whatever is still being fetched is older than this
    picture.innerHTML = html;
  }

  async function refresh() {
    const mine = ++turn;
    const html = await fragment(element.dataset.source);
    if (mine === turn) paint(html);
  }

  async function announce() {
    if (calling) return;
    calling = true;
    while (calls.length) {
      const { number, window: windowName } = calls.shift();
      overlay.querySelector("[data-number]").textContent = number;
      overlay.querySelector("[data-window]").textContent = windowName;
      overlay.hidden = false;
      const shown = calls.length > 1 ? SHOWN_WHEN_MANY_WAIT_MS : SHOWN_MS;
      await Promise.all([bell.ring(), pause(Number(element.dataset.shownMs ?? shown))]);
      overlay.hidden = true;
      await pause(BETWEEN_MS);
    }
    calling = false;
  }

  connect(element.dataset.room, Number(picture.querySelector("[data-seq]").dataset.seq), {
    renew: () => keepTrying(refresh),
    outdated: () => location.reload(),
    connected() {
      if (lost) keepTrying(refresh);
      lost = false;
      clearTimeout(notice);
      stale.hidden = true;
    },
    lost() {
      if (lost) return;
      lost = true;
      const since = document.querySelector(".clock__time").textContent; // the server's time
      notice = setTimeout(() => {
        stale.textContent = `${since} 起与服务器断开，画面是断开前的，正在自动恢复，请留意窗口人员呼叫。`;
        stale.hidden = false;
      }, FIRST_TRY_MS);
    },
    message(name, words) {
      if (words.picture) paint(words.picture);
      if (name !== "ticket-called") return;
      calls.push(words);
      announce();
    },
  });
  bell.listen((silent) => (mute.hidden = !silent));
}

/** Two tones, made here: no file to load, nothing that can be missing. */
class Bell {
  static TONES = [
    { hertz: 880, at: 0 },
    { hertz: 659.3, at: 0.28 },
  ];
  static SECONDS = 1.2;

  constructor(audio = new AudioContext()) {
    this.audio = audio;
  }

  /** Tell whether this browser may not sound, now and when it changes. */
  listen(heard) {
    const tell = () => heard(this.audio.state !== "running");
    this.audio.addEventListener("statechange", tell);
    setTimeout(tell, 1000); // it needs a moment to begin
  }

  /** Resolves when the last tone has faded; a silent browser takes as long. */
  ring() {
    if (this.audio.state === "running") Bell.TONES.forEach((tone) => this.strike(tone));
    else this.audio.resume();
    return pause(Bell.SECONDS * 1000);
  }

  strike({ hertz, at }) {
    const start = this.audio.currentTime + at;
    const [tone, gain] = [this.audio.createOscillator(), this.audio.createGain()];
    tone.frequency.value = hertz;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(0.5, start + 0.01);
    gain.gain.exponentialRampToValueAtTime(0.001, start + 0.9);
    tone.connect(gain).connect(this.audio.destination);
    tone.start(start);
    tone.stop(start + 1);
  }
}
