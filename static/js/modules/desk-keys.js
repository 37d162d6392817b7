// The clerk's desk by keyboard and by mouse: one request a key, and no key counts twice.
//
// One other key pressed while the server is still answering is kept, and pressed when the new
// picture is there; the same key once more is a tired finger, and a refusal forgets it.
//
// Buttons say their key in data-key. Enter and the plus of a number pad call the next person.
// A key on a summary opens the form under it; Escape closes it.

const SAME_AS = { Enter: "n", "+": "n" };

export function mount(_element, { doc = document } = {}) {
  const desk = doc.querySelector(".desk");
  const refusal = doc.querySelector("[data-refusal]");
  let busy = false;
  let under; // the key whose request is under way
  let next = null; // the one pressed meanwhile

  async function submit(form) {
    if (busy) return;
    busy = true;
    under = form.querySelector("[data-key]")?.dataset.key; // pressed or clicked
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
        next = null;
        refusal.textContent = new DOMParser().parseFromString(html, "text/html").body.textContent.trim();
        desk.dispatchEvent(new Event("refresh"));
      }
    } catch {
      next = null;
      refusal.hidden = false;
      refusal.textContent = "没有连上服务器，刚才的操作可能没有生效。恢复后请先看页面再操作。";
    } finally {
      busy = false;
      desk.removeAttribute("data-busy");
    }
    if (next) press(next);
  }

  // True if the key does something here.
  function press(key) {
    next = null;
    const found = desk.querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`);
    if (!found) return false;
    if (found.form) submit(found.form);
    else ask(found.closest("details"));
    return true;
  }

  function ask(details) {
    for (const other of desk.querySelectorAll("details[open]")) other.open = other === details;
    details.open = true;
    details.querySelector("input:not([type=hidden]), select").focus();
  }

  doc.addEventListener("submit", (event) => {
    if (!desk.contains(event.target)) return;
    event.preventDefault();
    submit(event.target);
  });
  doc.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    const asking = event.target.closest("details[open]");
    if (asking && event.key === "Escape") {
      asking.open = false;
      asking.querySelector("summary").focus();
      return;
    }
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return; // typing is no command
    if (event.key === "Enter" && event.target.closest("button, summary")) return; // presses it
    const key = SAME_AS[event.key] ?? event.key.toLowerCase();
    if (busy) {
      if (key !== under && key.length === 1) next = key;
    } else if (press(key)) event.preventDefault();
  });
}
