// A form whose answer shows elsewhere, by the live wire: send it and stay on the page.

/** @param {HTMLFormElement} form */
export function mount(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    fetch(form.action, { method: "POST", body }).catch(console.warn);
  });
}
