// The rules of one person's visit to the kiosk, without its page: one thing at a time, which
// addresses belong to it, and what the next comfort of a button is.

export class Visit {
  busy = false; // something is under way, or has just come up under the finger
  used = false; // somebody did something since the kiosk was left

  /** Whether something may begin now; then it has. */
  begin() {
    if (this.busy) return false;
    this.busy = this.used = true;
    return true;
  }

  /** What was under way is over, and the page may be touched again. */
  settled() {
    this.busy = false;
  }

  /** Somebody chose larger letters or another language: a sign of life, but nothing to wait for. */
  touched() {
    this.used = true;
  }

  left() {
    this.used = false;
  }

  /** Nobody is asked whether they are still there. @param {boolean} atHome */
  isAsleep(atHome) {
    return this.busy || (atHome && !this.used);
  }
}

/**
 * Whether an address is one of the kiosk's own pages.
 * @param {string} address
 * @param {{home: string, here: string}} kiosk  home: the path of its first page; here: a full address
 */
export function isWithin(address, { home, here }) {
  const { origin, pathname } = new URL(address, here);
  return origin === new URL(here).origin && (pathname === home || pathname.startsWith(`${home}/`));
}

/**
 * The value that a button of comforts has once this one was chosen.
 * @param {string} value
 * @param {string[]} may  its values in their order; the first one is "off"
 */
export const following = (value, may) => may[(may.indexOf(value) + 1) % may.length];
