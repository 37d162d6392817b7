// Reads a guide aloud, sentence by sentence, and shows which one it is: 朗读, pressed again 停.
//
//   <div data-module="read-aloud" data-source="/kiosk/item/X/reading"
//        data-sounds="/kiosk/reading/NAME.opus">
//     <button data-read hidden>朗读</button> <p data-caption hidden></p></div>
//
// The sentence is marked in the page. It begins with the part that stands at the top of the page.
// Who only listens has not left: the kiosk is told so, for a while. It stops when the page is left,
// by whomever.

const LISTENS_MS = 5 * 60_000; // without a touch; longer than any guide
const SORRY_MS = 6000;
const SORRY = "朗读停了，请再按一次，或者请工作人员帮忙。";
const MARK = "read-aloud";

const seen = (/** @type {Element} */ box) => (/** @type {Element} */ part) =>
  part.getBoundingClientRect().bottom > box.getBoundingClientRect().top + 40;

/**
 * @typedef {{sound: string, part: string, text: string}} Sentence
 * @param {HTMLElement} element
 * @param {{newAudio?: () => HTMLAudioElement, ask?: typeof fetch}} means
 */
export function mount(element, { newAudio = () => new Audio(), ask = (...what) => fetch(...what) } = {}) {
  const key = /** @type {HTMLElement} */ (element.querySelector("[data-read]"));
  const caption = /** @type {HTMLElement} */ (element.querySelector("[data-caption]"));
  const page = element.closest("[data-page]") ?? document.body;
  const { start = "朗读", stop: halt = "停", sorry: regret = SORRY } = element.dataset;
  let turn = 0; // whatever still belongs to another one is over
  /** @type {HTMLAudioElement | null} */
  let playing = null;

  async function read() {
    const mine = ++turn;
    const running = () => mine === turn && element.isConnected;
    const since = performance.now();
    show(true);
    try {
      /** @type {{volume: number, sentences: Sentence[]}} */
      const { volume, sentences } = await answered(ask(element.dataset.source ?? ""));
      const told = sentences.slice(first(sentences));
      let audio = told.length ? loaded(told[0], volume) : null;
      for (let at = 0; audio && running(); at++) {
        const next = at + 1 < told.length ? loaded(told[at + 1], volume) : null;
        tell(told[at]);
        if (performance.now() - since < LISTENS_MS) document.dispatchEvent(new Event("alive"));
        await heard((playing = audio), running);
        audio = next;
      }
      if (running()) stop();
    } catch (error) {
      console.warn("not read aloud", error);
      if (running()) stop(regret);
    }
  }

  function stop(sorry = "") {
    const mine = ++turn;
    playing?.pause();
    playing?.dispatchEvent(new Event("stopped"));
    playing = null;
    CSS.highlights.delete(MARK);
    show(false);
    caption.textContent = sorry;
    caption.hidden = !sorry;
    if (sorry) setTimeout(() => mine === turn && (caption.hidden = true), SORRY_MS);
  }

  function show(/** @type {boolean} */ on) {
    key.textContent = on ? halt : start;
    key.setAttribute("aria-pressed", String(on));
  }

  /**
   * @param {Sentence} sentence
   * @param {number} volume  0 to 100
   */
  function loaded({ sound }, volume) {
    const audio = newAudio();
    audio.preload = "auto";
    audio.volume = volume / 100;
    audio.src = (element.dataset.sounds ?? "").replace("NAME", sound);
    return audio;
  }

  function first(/** @type {Sentence[]} */ sentences) {
    const box = page.querySelector(".scroll");
    if (!box || box.scrollTop < 40) return 0;
    const top = [...page.querySelectorAll("[data-part]")].find(seen(box));
    return Math.max(
      0,
      sentences.findIndex(({ part }) => part === top?.dataset.part),
    );
  }

  /**
   * Marked where it stands; only what stands nowhere needs a caption.
   * @param {Sentence} sentence
   */
  function tell({ part, text }) {
    const range = rangeOf(page.querySelector(part === "name" ? "h1" : `[data-part="${part}"]`), text);
    caption.textContent = text;
    caption.hidden = Boolean(range);
    CSS.highlights.delete(MARK);
    if (!range) return;
    CSS.highlights.set(MARK, new Highlight(range));
    range.startContainer.parentElement?.scrollIntoView({ block: "center", behavior: "smooth" });
  }

  key.addEventListener("click", () => (key.getAttribute("aria-pressed") === "true" ? stop() : read()));
  element.addEventListener("leave", () => stop());
  addEventListener("pagehide", () => stop());
  key.hidden = false;
}

/** @param {Promise<Response>} asked */
async function answered(asked) {
  const answer = await asked;
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer.json();
}

/**
 * Resolves at the end of the sound, or when it was stopped; rejects when it cannot be played.
 * @param {HTMLAudioElement} audio
 * @param {() => boolean} running
 */
function heard(audio, running) {
  return new Promise((resolve, reject) => {
    audio.addEventListener("ended", resolve);
    audio.addEventListener("stopped", resolve);
    audio.addEventListener("error", () => reject(audio.error));
    if (audio.error) reject(audio.error);
    else audio.play().catch((error) => running() && reject(error));
  });
}

/**
 * Where a text stands in an element, also when it runs over several of its nodes.
 * @param {Element | null} part
 * @param {string} text
 */
export function rangeOf(part, text) {
  if (!part) return null;
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  /** @type {[node: Text, begins: number][]} */
  const nodes = [];
  let whole = "";
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    nodes.push([node, whole.length]);
    whole += node.data;
  }
  const start = whole.indexOf(text);
  if (start < 0) return null;
  const place = (/** @type {number} */ at) => {
    const [node, begins] = nodes.findLast(([, from]) => from <= at) ?? nodes[0];
    return { node, at: at - begins };
  };
  const range = document.createRange();
  const [from, to] = [place(start), place(start + text.length - 1)];
  range.setStart(from.node, from.at);
  range.setEnd(to.node, to.at + 1);
  return range;
}
