// @ts-nocheck
// The call board: every call is shown large and read out, one after the other, none left out.
//
//   <main data-module="board" data-room="board" data-source="/display/_calls" data-screen="main"
//         data-sounds="/display/sounds/" data-reports="/display/announcements/">
//     <div data-picture>…</div>
//     <div data-overlay hidden><b data-number></b><b data-window></b><ul data-others></ul></div>
//
// With the call the list changes and the number stands large; when the server's voice comes to
// it, once more.

import { FreshCalls, SEEN_MS } from "../lib/fresh-calls.js";
import { hush } from "../lib/hush.js";
import { startAnewFor } from "../lib/start-anew.js";
import { fragment, keepTrying, listen } from "../lib/wire.js";

const LOOK_MS = 250;
const CAPTION_MS = 4000;
const FIRST_TRY_MS = 1500; // a server that restarts at once needs no notice on the wall
const FORGOTTEN_MS = 2500; // a call that the server's voice has not taken up by then
const VOICE_AFTER_MS = 3000; // it is there before it is needed, and no first picture waits for it
const GRACE_MS = 1500; // between the end of a sound and the next one

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function mount(element, { connect = listen, bell = new Bell(), openVoice = loadVoice } = {}) {
  const [picture, overlay] = ["picture", "overlay"].map((name) => element.querySelector(`[data-${name}]`));
  const [stale, mute, caption] = ["stale", "mute", "caption"].map((name) => document.querySelector(`[data-${name}]`));
  const me = `${element.dataset.screen}.${Math.random().toString(36).slice(2, 12)}`;
  const announced = new Map(); // when each number was read out last
  let calls = []; // told, and not yet announced by the server's voice
  const fresh = new FreshCalls();
  let voice = null;
  let busyUntil = 0;
  let turn = 0;
  let lost = false;
  let notice = null;
  let shown = "";

  function paint(html) {
    turn += 1; // whatever is still being fetched is older than this
    picture.innerHTML = html;
    seeCalls();
  }

  /** Those that the list shows and nobody has come to yet. */
  function seeCalls(how) {
    const rows = [...picture.querySelectorAll("[data-call]")].map(({ dataset }) => dataset);
    const listed = rows.map(({ call, at, moment, age }) => ({ number: call, window: at, moment, age: age * 1000 }));
    fresh.seenMs = Number(element.dataset.shownMs ?? SEEN_MS);
    fresh.listed(listed, performance.now(), how);
    show();
  }

  async function refresh() {
    const mine = ++turn;
    const html = await fragment(element.dataset.source);
    if (mine === turn) paint(html);
  }

  /** The list lies uncovered beneath, and tells the calls of the last minutes. */
  const isListed = () =>
    !element.matches(".board--notices, .board--door") && !element.querySelector(".notice--emergency");

  function show() {
    const calls = fresh.standing(performance.now(), { listed: isListed() });
    overlay.hidden = !calls;
    if (!calls) return void (shown = "");
    const said = calls.main.number + calls.main.large;
    if (said !== shown) {
      shown = said;
      overlay.querySelector("[data-number]").textContent = calls.main.number;
      overlay.querySelector("[data-window]").textContent = calls.main.window;
      overlay.getAnimations().forEach((each) => [each.cancel(), each.play()]); // it flashes anew
    }
    showBeside(calls.others);
  }

  function showBeside(calls) {
    const list = overlay.querySelector("[data-others]");
    const numbers = calls.map(({ number }) => number).join(" ");
    if (list.dataset.numbers === numbers) return;
    list.dataset.numbers = numbers;
    list.replaceChildren(...calls.map(beside));
  }
  setInterval(show, LOOK_MS);
  seeCalls({ opened: true });

  function announce(words) {
    announced.set(words.number, Date.now());
    const waiting = words.waiting.split(" ");
    calls = calls.filter(({ number }) => waiting.includes(number)); // the others were served
    busyUntil = Date.now() + words.milliseconds + GRACE_MS;
    caption.textContent = words.caption;
    caption.hidden = false;
    if (words.kind === "call") {
      fresh.announced(words, performance.now());
      show();
    }
    hush(words.milliseconds + GRACE_MS);
    play(words).finally(() => setTimeout(uncaption, words.player ? 0 : CAPTION_MS, words.caption));
  }

  function uncaption(said) {
    if (caption.textContent === said) caption.hidden = true;
  }

  const theVoice = () =>
    (voice ??= openVoice(element.dataset.reports, me).catch((error) => {
      voice = null; // the next announcement tries again
      throw error;
    }));
  setTimeout(() => theVoice().catch(console.warn), VOICE_AFTER_MS);

  /** Only the page that was asked plays. The others are quiet, and keep the caption as long. */
  async function play(words) {
    if (words.player !== me) {
      voice?.then((opened) => opened.stop());
      return pause(words.milliseconds);
    }
    try {
      await (await theVoice()).play(words, `${element.dataset.sounds}${words.sound}.opus`);
    } catch (error) {
      console.warn("no voice", error);
      await bell.ring();
    }
  }

  /** The server's voice itself may be gone: then a call, which is shown, is chimed as well. */
  function chimeForWhatNobodyAnnounced() {
    if (Date.now() < busyUntil || !calls.length) return;
    const forgotten = calls.filter(({ at }) => Date.now() - at > FORGOTTEN_MS);
    calls = calls.filter((call) => !forgotten.includes(call));
    if (forgotten.length) bell.ring();
  }
  setInterval(chimeForWhatNobodyAnnounced, 500);

  connect(
    element.dataset.room,
    Number(picture.querySelector("[data-seq]").dataset.seq),
    {
      renew: () => keepTrying(refresh),
      outdated: startAnewFor,
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
        if (name === "announcement") announce(words);
        if (name !== "ticket-called") return;
        fresh.called(words, performance.now());
        hush(fresh.seenMs);
        show();
        if (Date.now() - (announced.get(words.number) ?? 0) > FORGOTTEN_MS) calls.push({ ...words, at: Date.now() });
      },
    },
    { query: { player: me } },
  );
  bell.listen((silent) => {
    mute.hidden = !silent;
    if (silent) fetch(`${element.dataset.reports}0/failed?player=${me}`, { method: "POST" }).catch(console.warn);
  });
}

/** A call that is not the latest, and still to be seen. */
function beside({ number, window: windowName }) {
  const [row, name] = [document.createElement("li"), document.createElement("b")];
  name.textContent = number;
  row.append(name, ` ${windowName} 号窗口`);
  return row;
}

const loadVoice = async (reports, me) => new (await import("../lib/voice.js")).Voice(reports, me);

/** Two tones, made here: no file to load, nothing that can be missing. */
class Bell {
  static TONES = [
    { hertz: 659.3, at: 0 },
    { hertz: 523.3, at: 0.35 },
  ];
  static SECONDS = 1.2;
  static HUM = { hertz: 25, gain: 0.0005 };

  constructor(audio = new AudioContext()) {
    this.audio = audio;
    this.keepAwake();
  }

  /** After a while of silence browsers and loudspeakers fall asleep, and swallow the beginning of
   *  the next call: a tone far too low and soft to be heard keeps the way open. */
  keepAwake() {
    const [hum, gain] = [this.audio.createOscillator(), this.audio.createGain()];
    hum.frequency.value = Bell.HUM.hertz;
    gain.gain.value = Bell.HUM.gain;
    hum.connect(gain).connect(this.audio.destination);
    hum.start();
  }

  /** Tell whether this browser may not sound, now and when it changes. */
  listen(heard) {
    const tell = () => heard(this.audio.state !== "running");
    this.audio.addEventListener("statechange", tell);
    setTimeout(() => {
      tell(); // it needs a moment to begin
      if (this.audio.state === "running") this.ring(); // whoever switched it on hears that it works
    }, 1000);
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
