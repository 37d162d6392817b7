// Letters and digits by touch for a form of short fields, on a screen without a keyboard.
//
// Keys say what they type in data-key; the one with nothing deletes. A field that is as long as
// it usually gets hands over to the next; whoever needs another digit touches the field again.

const USUAL_LENGTH = 4;

/** @param {HTMLFormElement} form */
export function mount(form) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const found = form.querySelectorAll("input:not([type=hidden])");
  const fields = [...found];
  let here = fields.find((field) => !field.value) ?? fields[0];
  let chosen = false;

  function show() {
    for (const field of fields) field.toggleAttribute("data-here", field === here);
  }

  function type(/** @type {string} */ key) {
    const before = fields[fields.indexOf(here) - 1];
    if (key === "" && !here.value && before) here = before;
    here.value = key === "" ? here.value.slice(0, -1) : (here.value + key).slice(0, here.maxLength);
    const next = fields[fields.indexOf(here) + 1];
    if (key !== "" && next && !chosen && here.value.length >= USUAL_LENGTH) here = next;
  }

  form.addEventListener("click", (event) => {
    const key = /** @type {Element} */ (event.target).closest("[data-key]")?.dataset.key;
    const field = fields.find((each) => each === event.target);
    if (field) [here, chosen] = [field, true];
    else if (key !== undefined) type(key);
    show();
  });
  show();
}
