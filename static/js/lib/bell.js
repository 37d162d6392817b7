// The bell of the board: for a call that no voice reads out, and to tell whether there is sound at all.

/** Two tones, made here: no file to load, nothing that can be missing. */
export class Bell {
  static TONES = [
    { hertz: 659.3, at: 0 },
    { hertz: 523.3, at: 0.35 },
  ];
  static SECONDS = 1.2;
  static HUM = { hertz: 25, gain: 0.0005 };
  /** What browsers take for somebody being there; a finger counts when it is lifted. */
  static WAKES = ["pointerdown", "pointerup", "keydown"];

  /** @param {AudioContext} audio */
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

  /**
   * Tell whether this browser may not sound, now and when it changes. One that was told to be
   * quiet until somebody is there (a browser without our settings) is woken by a touch or a key.
   * @param {(silent: boolean) => void} heard
   * @param {EventTarget} page
   */
  listen(heard, page = document) {
    /** @type {boolean | undefined} */
    let told;
    const tellOfIt = () => {
      const silent = this.audio.state !== "running";
      if (silent === told) return;
      told = silent;
      heard(silent);
      if (!silent) this.ring(); // whoever switched it on hears that it works
    };
    const wake = () => this.audio.state === "running" || this.audio.resume().catch(console.warn);
    for (const name of Bell.WAKES) page.addEventListener(name, wake, { capture: true, passive: true });
    this.audio.addEventListener("statechange", tellOfIt);
    setTimeout(tellOfIt, 1000); // it needs a moment to begin
  }

  /** Resolves when the last tone has faded; a silent browser takes as long. */
  ring() {
    if (this.audio.state === "running") Bell.TONES.forEach((tone) => this.strike(tone));
    else this.audio.resume();
    return new Promise((resolve) => setTimeout(resolve, Bell.SECONDS * 1000));
  }

  /** @param {{hertz: number, at: number}} tone */
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
