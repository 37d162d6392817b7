// Big buttons beside what is longer than the screen, and one for every part of a guide.
//
//   <div data-module="scroller"><div class="scroll"><section data-part="fees">…</section></div>
//     <div data-turn-buttons hidden><button data-turn="-1"><button data-turn="1"></div>
//     <button data-jump="fees"></div>
//
// Not everybody knows that a page can be pushed with a finger. One may lie within another: the
// kiosk's frame turns pages that large letters make longer than its viewport.

const SHARE = 0.85; // of what is seen: the last lines stay in sight after turning
const LINES = 1.5; // and in a low box at least so many

/**
 * How far one touch turns; a style sheet says by scroll-padding what of the box is out of reach or
 * lies under something.
 * @param {HTMLElement} box
 */
export function turnStep(box) {
  const { scrollPaddingTop, scrollPaddingBottom, lineHeight } = getComputedStyle(box);
  const [above, below, line] = [scrollPaddingTop, scrollPaddingBottom, lineHeight].map(
    (length) => Number.parseFloat(length) || 0,
  );
  const seen = box.clientHeight - above - below;
  return Math.max(Math.min(seen * SHARE, seen - line * LINES), seen / 2);
}

/** @param {HTMLElement} element */
export function mount(element) {
  const mine = (/** @type {HTMLElement} */ each) => each.closest("[data-module=scroller]") === element;
  const box = /** @type {HTMLElement} */ (element.querySelector(".scroll"));
  const turns = /** @type {HTMLElement} */ ([...element.querySelectorAll("[data-turn-buttons]")].find(mine));
  const jumps = [...element.querySelectorAll("[data-jump]")].filter(mine);

  function look() {
    const below = box.scrollHeight - box.clientHeight;
    // Hidden buttons give their room to the text: only a text too long for that is turned.
    turns.hidden = below <= 1;
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (turns.querySelectorAll("button"))) {
      const up = Number(button.dataset.turn) < 0;
      button.disabled = up ? box.scrollTop <= 1 : box.scrollTop >= below - 1;
    }
  }

  element.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (!button || !mine(button)) return;
    if (button.dataset.turn) {
      box.scrollBy({ top: Number(button.dataset.turn) * turnStep(box), behavior: "smooth" });
    }
    if (button.dataset.jump) jump(button);
  });

  function jump(/** @type {HTMLElement} */ button) {
    const part = box.querySelector(`[data-part="${button.dataset.jump}"]`);
    for (const each of jumps) each.setAttribute("aria-current", String(each === button));
    for (const each of box.querySelectorAll("[data-part]")) each.toggleAttribute("data-here", each === part);
    part?.scrollIntoView({ block: "start", behavior: "smooth" });
  }

  const sizes = new ResizeObserver(look);
  function watch() {
    sizes.disconnect();
    for (const each of [box, ...box.children]) sizes.observe(each);
    look();
  }
  new MutationObserver(watch).observe(box, { childList: true });
  box.addEventListener("scroll", look, { passive: true });
  document.fonts.ready.then(look);
  watch();
}
