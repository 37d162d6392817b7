// Plays announcements through one <audio>, so that none can overlap another, and tells the server.

const STARTS_WITHIN_MS = 2300;

export class Voice {
  /**
   * @param {string} reports  the address that is told
   * @param {string} me  which page plays
   */
  constructor(reports, me, { audio = new Audio(), ask = fetchIt } = {}) {
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
      await inTime(audio.play());
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

/** @param {Promise<unknown>} promise */
function inTime(promise) {
  const late = new Promise((_, reject) => setTimeout(reject, STARTS_WITHIN_MS, new Error("no sound in time")));
  return Promise.race([promise, late]);
}
