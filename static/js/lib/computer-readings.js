// How this computer is, as the agent beside the browser told it last; null where none listens.

/** @typedef {Record<"heat" | "memory_free" | "memory" | "disk_free", number | null>} Readings  °C and MB */

/** @type {Readings | null} */
let told = null;

export const computerReadings = () => told;

/** @param {Readings | null} readings */
export function keepReadings(readings) {
  told = readings;
}
