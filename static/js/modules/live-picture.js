// @ts-nocheck
// A form whose content is drawn by the server while it is written.
//
//   <form data-module="live-picture" data-source="/…/picture" data-shown-in="picture">…</form>
//   <div id="picture">…</div>
//
// The last content wins: a slow picture of an older one is thrown away.

const PAUSE_MS = 400;

export function mount(form, { fetchText = post, pause = PAUSE_MS } = {}) {
  const shown = document.getElementById(form.dataset.shownIn);
  let turn = 0;
  let waiting = null;

  async function draw() {
    const mine = ++turn;
    try {
      const html = await fetchText(form.dataset.source, new FormData(form));
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

async function post(url, content) {
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(content) });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.text();
}
