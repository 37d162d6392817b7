// What of the last good picture may still be shown. Pure: ages in, names out.
//
//   1. A page that came out of the browser's memory, while the server has not answered it yet, shows
//      nothing that can be withdrawn: only the hall's name, its hours and the time. How long the
//      screen was off cannot be known: a small computer without a battery wakes up at the time
//      at which it went off.
//   2. While the server answers, a notice shows until its own end, counted from the answer.
//   3. The server silent for longer than the page says: of the notices only the standing board
//      pages stay. So whatever is taken down leaves a screen that cannot be told after that
//      time at the latest.
//
// Every age is counted by performance.now(), which nobody can set.

export const STANDING = "board";

/**
 * @param {{kind: string, endsAt?: number}} notice  endsAt: by performance.now(); none: no end
 * @param {{now: number, heardAt: number | null, trustedMs: number}} moment  heardAt: when the
 *        server's last answer about notices came to this page; null: none has yet
 */
export function mayShow({ kind, endsAt = Infinity }, { now, heardAt, trustedMs }) {
  if (heardAt === null || endsAt <= now) return false;
  return now - heardAt < trustedMs || kind === STANDING;
}
