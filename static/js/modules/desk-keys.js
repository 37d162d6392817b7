// The clerk's desk by keyboard and by mouse: one request a key, and no key counts twice.
//
// Buttons say their key in data-key. Enter and the plus of a number pad call the next person.

const SAME_AS = { Enter: "n", "+": "n" };

export function mount(_element, { doc = document } = {}) {
  const desk = doc.querySelector(".desk");
  const refusal = doc.querySelector("[data-refusal]");
  let busy = false;

  async function submit(form) {
    if (busy) return;
    busy = true;
    desk.setAttribute("data-busy", "");
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { "X-Fragment": "yes" },
        body: new URLSearchParams(new FormData(form)),
        signal: AbortSignal.timeout(8000),
      });
      if (answer.redirected) return void location.assign(answer.url);
      const html = await answer.text();
      refusal.hidden = answer.ok;
      if (answer.ok) desk.dispatchEvent(new CustomEvent("paint", { detail: html }));
      else {
        refusal.textContent = new DOMParser().parseFromString(html, "text/html").body.textContent.trim();
        desk.dispatchEvent(new Event("refresh"));
      }
    } catch {
      refusal.hidden = false;
      refusal.textContent = "没有连上服务器，刚才的操作可能没有生效。恢复后请先看页面再操作。";
    } finally {
      busy = false;
      desk.removeAttribute("data-busy");
    }
  }

  doc.addEventListener("submit", (event) => {
    if (!desk.contains(event.target)) return;
    event.preventDefault();
    submit(event.target);
  });
  doc.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.key === "Enter" && event.target.closest("button")) return; // presses that button
    const key = SAME_AS[event.key] ?? event.key.toLowerCase();
    const button = desk.querySelector(`button[data-key="${CSS.escape(key)}"]:not(:disabled)`);
    if (!button) return;
    event.preventDefault();
    submit(button.form);
  });
}
