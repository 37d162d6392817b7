// A form whose content is drawn by the server while it is written.
//
//   <form data-module="live-picture" data-source="/…/picture" data-shown-in="picture">…</form>
//   <div id="picture">…</div>
//
// The last content wins: a slow picture of an older one is thrown away.

const PAUSE_MS = 400;

/** @param {HTMLFormElement} form */
export function mount(form, { fetchText = post, pause = PAUSE_MS } = {}) {
  const { source = "", shownIn = "" } = form.dataset;
  const shown = /** @type {HTMLElement} */ (document.getElementById(shownIn));
  let turn = 0;
  /** @type {number | undefined} */
  let waiting;

  async function draw() {
    const mine = ++turn;
    try {
      const html = await fetchText(source, new FormData(form));
      if (mine === turn) shown.innerHTML = html;
    } catch (error) {
      console.warn(error); // the last picture stays
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, pause);
  });
}

/**
 * @param {string} url
 * @param {FormData} content
 */
async function post(url, content) {
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(/** @type {any} */ (content)) });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.text();
}
