// Plays announcements through one <audio>, so that none can overlap another, and tells the server.

const ON_ITS_WAY_MS = 200; // the word that it does not begin

export class Voice {
  /**
   * @param {string} reports  the address that is told
   * @param {string} me  which page plays
   * @param {{toldWithinMs: number, audio?: HTMLAudioElement, ask?: typeof fetch}} means  toldWithinMs:
   *        so long the server waits to hear that it begins
   */
  constructor(reports, me, { toldWithinMs, audio = new Audio(), ask = fetchIt }) {
    this.startsWithinMs = toldWithinMs - ON_ITS_WAY_MS;
    this.reports = reports;
    this.me = me;
    this.audio = audio;
    this.ask = ask;
    /** @type {(() => void) | undefined} ends what plays */
    this.cut = undefined;
  }

  /**
   * Resolves when it was heard to its end; rejects when it could not be played.
   * @param {{announcement: number, volume: number}} words  volume: 0 to 100
   * @param {string} address
   */
  async play({ announcement, volume }, address) {
    this.stop();
    const audio = this.audio;
    audio.volume = volume / 100;
    audio.src = address;
    const ended = new Promise((/** @type {(value?: unknown) => void} */ resolve, reject) => {
      audio.onended = resolve;
      audio.onerror = () => reject(audio.error);
      this.cut = resolve;
    });
    ended.catch(() => {}); // said by play() as well, which is listened to first
    try {
      await inTime(audio.play(), this.startsWithinMs);
      this.report(announcement, "began");
      await ended;
      if (audio.ended) this.report(announcement, "ended");
    } catch (error) {
      this.report(announcement, "failed");
      throw error;
    }
  }

  stop() {
    this.audio.pause();
    this.cut?.();
  }

  /**
   * @param {number} announcement
   * @param {"began" | "ended" | "failed"} what
   */
  report(announcement, what) {
    this.ask(`${this.reports}${announcement}/${what}?player=${this.me}`, { method: "POST" }).catch(console.warn);
  }
}

/** @type {typeof fetch} */
const fetchIt = (...what) => fetch(...what);

/**
 * @param {Promise<unknown>} promise
 * @param {number} ms
 */
function inTime(promise, ms) {
  const late = new Promise((_, reject) => setTimeout(reject, ms, new Error("no sound in time")));
  return Promise.race([promise, late]);
}
