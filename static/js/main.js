// Wakes every element with data-module: its behaviour lies in modules/<name>.js, as mount(element).

const PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 300_000;
const CALM_MS = 60_000;
const LATER_MS = 3000;

/** @param {ParentNode} root */
export function wake(root = document) {
  for (const element of root.querySelectorAll("[data-module]")) {
    if (element.dataset.awake) continue;
    element.dataset.awake = "soon";
    import(`./modules/${element.dataset.module}.js`)
      .then((module) => {
        module.mount(element);
        element.dataset.awake = "yes";
      })
      .catch((error) => {
        console.error(element.dataset.module, error);
        startAgain();
      });
  }
}

// A module that did not come, because the server went away meanwhile, would leave the screen
// half dead until somebody touches it. Only a server that answers is worth a reload, and each one
// in vain makes the next wait twice as long: a script that can never run is no reason to flicker.
async function startAgain() {
  const tries = Number(sessionStorage.getItem("started-again") ?? 0);
  await new Promise((resolve) => setTimeout(resolve, Math.min(PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS)));
  sessionStorage.setItem("started-again", String(tries + 1));
  const answer = await fetch(location.href, { method: "HEAD" }).catch(() => null);
  if (answer?.ok) location.reload();
  else startAgain();
}

// What no first picture needs comes when that picture stands.
for (const element of document.querySelectorAll("[data-later]")) {
  const load = () =>
    import(`./modules/${element.dataset.later}.js`)
      .then((module) => module.mount(element))
      .then(() => (element.dataset.awake = "yes"))
      .catch(() => setTimeout(load, LATER_MS));
  setTimeout(load, LATER_MS);
}

if (document.querySelector("[data-longest]")) {
  import("./lib/lengths.js").then(({ watch }) => watch(document.body)).catch(console.warn);
}

setTimeout(() => document.querySelector("[data-awake=soon]") ?? sessionStorage.removeItem("started-again"), CALM_MS);
wake();
