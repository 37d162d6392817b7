// @ts-nocheck
// Letters and digits by touch for a form of short fields, on a screen without a keyboard.
//
// Keys say what they type in data-key; the one with nothing deletes. A field that is as long as
// it usually gets hands over to the next; whoever needs another digit touches the field again.

const USUAL_LENGTH = 4;

export function mount(form) {
  const fields = [...form.querySelectorAll("input:not([type=hidden])")];
  let here = fields.find((field) => !field.value) ?? fields[0];
  let chosen = false;

  function show() {
    for (const field of fields) field.toggleAttribute("data-here", field === here);
  }

  function type(key) {
    const before = fields[fields.indexOf(here) - 1];
    if (key === "" && !here.value && before) here = before;
    here.value = key === "" ? here.value.slice(0, -1) : (here.value + key).slice(0, here.maxLength);
    const next = fields[fields.indexOf(here) + 1];
    if (key !== "" && next && !chosen && here.value.length >= USUAL_LENGTH) here = next;
  }

  form.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]")?.dataset.key;
    if (fields.includes(event.target)) [here, chosen] = [event.target, true];
    else if (key !== undefined) type(key);
    show();
  });
  show();
}
