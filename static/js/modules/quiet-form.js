// @ts-nocheck
// A form whose answer shows elsewhere, by the live wire: send it and stay on the page.

export function mount(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(console.warn);
  });
}
