// The letters of the search page: results, and characters to choose from, come while one types,
// without loading the page anew.
//
// Answers that come late are dropped, so the list always belongs to what is written above it.

const STOPPED_MS = 2000;

/** @param {HTMLElement} page */
export function mount(page) {
  const typed = /** @type {HTMLInputElement} */ (page.querySelector("[data-typed]"));
  const found = /** @type {HTMLElement} */ (page.querySelector("[data-found]"));
  const { results = "", missed = "" } = page.dataset;
  let newest = 0;
  /** @type {number | undefined} */
  let stopped;

  async function look(more = "") {
    const turn = ++newest;
    const words = typed.value;
    clearTimeout(stopped);
    const asked = new URLSearchParams(more ? { q: words, more } : { q: words });
    // In the body: an address with what somebody typed is kept in too many places.
    const answer = await fetch(results, { method: "POST", body: asked }).catch(() => null);
    if (turn !== newest || !answer?.ok) return;
    found.innerHTML = await answer.text();
    const choices = found.querySelector("[data-choices]");
    if (choices) page.querySelector("[data-choices]")?.replaceWith(choices);
    found.scrollTop = 0;
    if (found.querySelector("[data-count='0']") && words) stopped = setTimeout(() => tell(words), STOPPED_MS);
  }

  // Only that something was not found, and only once somebody stopped typing.
  function tell(/** @type {string} */ words) {
    fetch(missed, { method: "POST", body: new URLSearchParams({ q: words }) }).catch(() => {});
  }

  page.addEventListener("click", (event) => {
    const key = /** @type {Element} */ (event.target).closest(".key");
    if (!key) return;
    event.preventDefault();
    event.stopPropagation();
    if ("more" in key.dataset) return look(key.dataset.more);
    typed.value = after(/** @type {HTMLElement} */ (key), typed.value);
    look();
  });
  typed.addEventListener("input", () => look());
  page.querySelector("form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    look();
  });
  page.addEventListener("leave", () => clearTimeout(stopped));
}

// What stands in the field once this key was touched.
function after(/** @type {HTMLElement} */ key, /** @type {string} */ text) {
  const { choose, letter, back } = key.dataset;
  if (choose) return choose;
  if (letter) return text + letter;
  return back === undefined ? "" : text.slice(0, -1);
}
