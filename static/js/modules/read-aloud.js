// Reads a guide aloud, sentence by sentence, and shows which one it is; pressed again it stops.
//
//   <div data-module="read-aloud" data-source="/kiosk/item/X/reading"
//        data-sounds="/kiosk/reading/NAME.opus" data-start="…" data-stop="…" data-sorry="…">
//     <button data-read hidden>…</button> <p data-caption hidden></p></div>
//
// The sentence is marked in the page. It begins with the part that stands at the top of the page.
// Who only listens has not left: the kiosk is told so, for a while. It stops when the page is left,
// by whomever.

const LISTENS_MS = 5 * 60_000; // without a touch; longer than any guide
const SORRY_MS = 6000;
const MARK = "read-aloud";
const UNDER_THE_EDGE = 40; // pixels of a part that are still read

/** @typedef {{sound: string, part: string, text: string}} Sentence */

/**
 * @param {HTMLElement} element
 * @param {{newAudio?: () => HTMLAudioElement, ask?: typeof fetch}} means
 */
export function mount(element, { newAudio = () => new Audio(), ask = (...what) => fetch(...what) } = {}) {
  new GuideReader(element, { newAudio, ask }).listen();
}

export class GuideReader {
  #turn = 0; // whatever still belongs to another one is over
  /** @type {HTMLAudioElement | null} */
  #playing = null;

  /**
   * @param {HTMLElement} element
   * @param {{newAudio: () => HTMLAudioElement, ask: typeof fetch}} means
   */
  constructor(element, { newAudio, ask }) {
    const { start = "", stop = "", sorry = "", source = "", sounds = "" } = element.dataset;
    this.element = element;
    this.newAudio = newAudio;
    this.ask = ask;
    this.words = { start, stop, sorry };
    this.addresses = { source, sounds };
    this.button = /** @type {HTMLElement} */ (element.querySelector("[data-read]"));
    this.caption = /** @type {HTMLElement} */ (element.querySelector("[data-caption]"));
    this.page = element.closest("[data-page]") ?? document.body;
  }

  listen() {
    this.button.addEventListener("click", () => {
      if (this.button.getAttribute("aria-pressed") === "true") this.stop();
      else this.read();
    });
    this.element.addEventListener("leave", () => this.stop());
    addEventListener("pagehide", () => this.stop());
    this.button.hidden = false;
  }

  async read() {
    const mine = ++this.#turn;
    const running = () => mine === this.#turn && this.element.isConnected;
    this.press({ reads: true });
    try {
      /** @type {{volume: number, sentences: Sentence[]}} */
      const { volume, sentences } = await answered(this.ask(this.addresses.source));
      await this.readAll(sentences.slice(this.first(sentences)), volume, running);
      if (running()) this.stop();
    } catch (error) {
      console.warn("not read aloud", error);
      if (running()) this.stop(this.words.sorry);
    }
  }

  /**
   * One after the other; the next one is loaded while one is heard.
   * @param {Sentence[]} sentences
   * @param {number} volume  0 to 100
   * @param {() => boolean} running
   */
  async readAll(sentences, volume, running) {
    const since = performance.now();
    let audio = sentences.length ? this.loaded(sentences[0], volume) : null;
    for (let at = 0; audio && running(); at++) {
      const next = at + 1 < sentences.length ? this.loaded(sentences[at + 1], volume) : null;
      this.mark(sentences[at]);
      if (performance.now() - since < LISTENS_MS) document.dispatchEvent(new Event("alive"));
      await heard((this.#playing = audio), running);
      audio = next;
    }
  }

  stop(sorry = "") {
    const mine = ++this.#turn;
    this.#playing?.pause();
    this.#playing?.dispatchEvent(new Event("stopped"));
    this.#playing = null;
    CSS.highlights.delete(MARK);
    this.press({ reads: false });
    this.caption.textContent = sorry;
    this.caption.hidden = !sorry;
    if (sorry) setTimeout(() => mine === this.#turn && (this.caption.hidden = true), SORRY_MS);
  }

  /** @param {{reads: boolean}} now */
  press({ reads }) {
    this.button.textContent = reads ? this.words.stop : this.words.start;
    this.button.setAttribute("aria-pressed", String(reads));
  }

  /**
   * @param {Sentence} sentence
   * @param {number} volume  0 to 100
   */
  loaded({ sound }, volume) {
    const audio = this.newAudio();
    audio.preload = "auto";
    audio.volume = volume / 100;
    audio.src = this.addresses.sounds.replace("NAME", sound);
    return audio;
  }

  /**
   * The first sentence of the part that stands at the top of what is seen.
   * @param {Sentence[]} sentences
   */
  first(sentences) {
    const box = this.page.querySelector(".scroll");
    if (!box || box.scrollTop < UNDER_THE_EDGE) return 0;
    const edge = box.getBoundingClientRect().top + UNDER_THE_EDGE;
    const top = [...this.page.querySelectorAll("[data-part]")].find(
      (part) => part.getBoundingClientRect().bottom > edge,
    );
    const found = sentences.findIndex(({ part }) => part === top?.dataset.part);
    return Math.max(0, found);
  }

  /**
   * Marked where it stands; only what stands nowhere needs a caption.
   * @param {Sentence} sentence
   */
  mark({ part, text }) {
    const range = rangeOf(this.page.querySelector(part === "name" ? "h1" : `[data-part="${part}"]`), text);
    this.caption.textContent = text;
    this.caption.hidden = Boolean(range);
    CSS.highlights.delete(MARK);
    if (!range) return;
    CSS.highlights.set(MARK, new Highlight(range));
    range.startContainer.parentElement?.scrollIntoView({ block: "center", behavior: "smooth" });
  }
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
