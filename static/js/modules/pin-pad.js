// Digits by touch, for a screen without a keyboard. Goes back by itself when left alone.

const LEFT_ALONE_MS = 45_000;

export function mount(form) {
  const input = form.querySelector("[name=pin]");
  let leave = null;

  function stay() {
    clearTimeout(leave);
    leave = setTimeout(() => location.replace(form.querySelector("a").href), LEFT_ALONE_MS);
  }
  form.addEventListener("click", (event) => {
    stay();
    const digit = event.target.dataset?.digit;
    if (digit === undefined) return;
    input.value = digit === "" ? input.value.slice(0, -1) : (input.value + digit).slice(0, 6);
  });
  stay();
}
