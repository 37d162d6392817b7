// @ts-nocheck
// Plays announcements through one <audio>, so that none can overlap another, and tells the server.

const STARTS_WITHIN_MS = 2300;

export class Voice {
  constructor(reports, me, { audio = new Audio(), ask = (...what) => fetch(...what) } = {}) {
    [this.reports, this.me, this.audio, this.ask] = [reports, me, audio, ask];
  }

  /** Resolves when it was heard to its end; rejects when it could not be played. */
  async play({ announcement, volume }, address) {
    this.stop();
    const audio = this.audio;
    audio.volume = volume / 100;
    audio.src = address;
    const ended = new Promise((resolve, reject) => {
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

  report(announcement, what) {
    this.ask(`${this.reports}${announcement}/${what}?player=${this.me}`, { method: "POST" }).catch(console.warn);
  }
}

function inTime(promise) {
  const late = new Promise((_, reject) => setTimeout(reject, STARTS_WITHIN_MS, new Error("no sound in time")));
  return Promise.race([promise, late]);
}
