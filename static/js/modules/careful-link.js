// A link on a screen that nobody can repair: it is followed only when the server answers, so
// that the browser's own error page never stands there.

/** @param {HTMLAnchorElement} link */
export function mount(link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go(link.href).catch(console.warn);
  });
}

/** @param {string} address */
export async function go(address) {
  const answer = await fetch(address, { method: "HEAD", signal: AbortSignal.timeout(3000) });
  if (answer.ok) location.assign(address);
}
