// The duty roster: a name is dragged into a cell, which sends the form that "加人" sends as well.

/** @param {HTMLElement} page */
export function mount(page) {
  const form = /** @type {HTMLFormElement | null} */ (page.querySelector("form[data-dropped]"));
  if (!form) return;
  let dragged = "";
  page.addEventListener("dragstart", (event) => {
    const person = cellOf(event.target, "[data-staff]");
    dragged = person?.dataset.staff ?? "";
  });
  page.addEventListener("dragover", (event) => {
    const cell = cellOf(event.target, "[data-day]");
    if (dragged && cell) event.preventDefault(); // else nothing may be dropped there
  });
  page.addEventListener("drop", (event) => {
    const cell = cellOf(event.target, "[data-day]");
    if (!dragged || !cell) return;
    event.preventDefault();
    fill(form, { day: cell.dataset.day, timetable: cell.dataset.timetable, staff: dragged });
    dragged = "";
    form.requestSubmit();
  });
}

/**
 * @param {EventTarget | null} target
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
function cellOf(target, selector) {
  return /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest(selector));
}

/**
 * @param {HTMLFormElement} form
 * @param {Record<string, string | undefined>} values
 */
function fill(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const control = /** @type {HTMLInputElement} */ (form.querySelector(`[name="${name}"]`));
    control.value = value ?? "";
  }
}
