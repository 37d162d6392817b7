// The page of a device that is not enrolled: asks until the office has enrolled it, and goes on.
//
//   <main data-module="enrolment-wait" data-source="/enrol/waiting" data-wanted="/kiosk"
//         data-code="A7K9QX">…</main>

import { answerTime } from "../lib/answer-time.js";

const ASK_MS = 3000;

/** @param {HTMLElement} element */
export function mount(element) {
  const { source = "", wanted = "/", code = "" } = element.dataset;
  const ask = () =>
    fetch(source, { signal: answerTime() })
      .then((answer) => (answer.ok ? answer.json() : null))
      .catch(() => null)
      .then((news) => {
        if (isOver(news, code)) location.replace(wanted);
        else setTimeout(ask, ASK_MS);
      });
  setTimeout(ask, ASK_MS);
}

/**
 * Pure: whether what the page shows is out of date, because the device is enrolled, its code is
 * another now, or there may be room for one. A server that is away says nothing.
 * @param {{enrolled: boolean, code: string | null} | null} news
 * @param {string} code
 */
export function isOver(news, code) {
  return news !== null && (news.enrolled || (news.code ?? "") !== code || code === "");
}
