// A button that prints the page; without scripts the browser's own menu does.

/** @param {HTMLElement} button */
export function mount(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
