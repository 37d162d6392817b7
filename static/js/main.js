// Wakes every element with data-module: its behaviour lies in modules/<name>.js, as mount(element).

export function wake(root = document) {
  for (const element of root.querySelectorAll("[data-module]")) {
    if (element.dataset.awake) continue;
    element.dataset.awake = "yes";
    import(`./modules/${element.dataset.module}.js`)
      .then((module) => module.mount(element))
      .catch((error) => console.error(element.dataset.module, error));
  }
}

wake();
