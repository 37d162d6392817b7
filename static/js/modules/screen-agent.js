// Tells the agent on this computer that the page lives, and whether somebody is using it; learns
// from it how the computer is. A page that is silent for twenty seconds has crashed, and the agent
// begins the browser anew (deploy/screen/).
//
//   <i data-module="screen-agent" data-agent="http://127.0.0.1:8766" hidden></i>

import { answerTime } from "../lib/answer-time.js";
import { keepReadings } from "../lib/computer-readings.js";

const EVERY_MS = 3000;

/** @param {HTMLElement} element */
export function mount(element) {
  const { agent = "" } = element.dataset;
  const tell = () => speak(agent).then(keepReadings, () => keepReadings(null));
  setInterval(tell, EVERY_MS);
  tell();
}

/** @param {string} agent */
async function speak(agent) {
  const answer = await fetch(`${agent}/state${isUsed() ? "?busy=1" : ""}`, { signal: answerTime(EVERY_MS) });
  return answer.json();
}

/** A kiosk stands at its home page while nobody is there; where else it stands, somebody is. */
function isUsed() {
  const page = document.querySelector("[data-module=kiosk] [data-page]");
  return page !== null && page.dataset.page !== "home";
}
