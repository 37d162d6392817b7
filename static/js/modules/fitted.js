// A frame with a screen's own measure, made as large as its place is wide.
//
//   <div data-module="fitted"><iframe width="1920" height="1080" …></iframe></div>
//
// The screen in it keeps all its pixels, so that it is what hangs on the wall, and no other layout.

const PART_OF_WINDOW = 0.85; // an upright screen is to be seen whole

/** @param {HTMLElement} element */
export function mount(element) {
  const frame = /** @type {HTMLIFrameElement} */ (element.querySelector("iframe"));
  const [width, height] = [Number(frame.width), Number(frame.height)];

  function fit() {
    const scale = Math.min(element.clientWidth / width, (innerHeight * PART_OF_WINDOW) / height, 1);
    frame.style.transform = `scale(${scale})`;
    element.style.height = `${height * scale}px`;
  }

  new ResizeObserver(fit).observe(element);
  addEventListener("resize", fit);
  fit();
}
