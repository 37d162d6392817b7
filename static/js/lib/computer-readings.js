// How this computer is, as the agent beside the browser told it last; null where none listens.

/** @typedef {{heat: number | null, memory_free: number | null, memory: number | null, disk_free: number | null}} Readings */

/** @type {Readings | null} */
let told = null;

export const computerReadings = () => told;

/** @param {Readings | null} readings */
export function keepReadings(readings) {
  told = readings;
}
