// Big buttons beside what is longer than the screen, and one for every part of a guide.
//
//   <div data-module="scroller"><div class="scroll"><section data-part="fees">…</section></div>
//     <div data-turn-buttons hidden><button data-turn="-1"><button data-turn="1"></div>
//     <button data-jump="fees"></div>
//
// Not everybody knows that a page can be pushed with a finger.

const SHARE = 0.85; // of what is seen: the last lines stay in sight after turning

export function mount(element) {
  const box = element.querySelector(".scroll");
  const turns = element.querySelector("[data-turn-buttons]");
  const jumps = element.querySelectorAll("[data-jump]");

  function look() {
    const below = box.scrollHeight - box.clientHeight;
    // Hidden buttons give their room to the text: only a text too long for that is turned.
    turns.hidden = below <= 1 && turns.hidden;
    for (const button of turns.querySelectorAll("button")) {
      const up = Number(button.dataset.turn) < 0;
      button.disabled = up ? box.scrollTop <= 1 : box.scrollTop >= below - 1;
    }
  }

  element.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.turn) box.scrollBy({ top: button.dataset.turn * box.clientHeight * SHARE, behavior: "smooth" });
    if (button?.dataset.jump) jump(button);
  });

  function jump(button) {
    const part = box.querySelector(`[data-part="${button.dataset.jump}"]`);
    for (const each of jumps) each.setAttribute("aria-current", each === button);
    for (const each of box.querySelectorAll("[data-part]")) each.toggleAttribute("data-here", each === part);
    box.scrollTo({ top: part.offsetTop - box.firstElementChild.offsetTop, behavior: "smooth" });
  }

  box.addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(box);
  document.fonts.ready.then(look);
  look();
}
