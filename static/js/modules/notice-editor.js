// Writes a notice as it will be seen; what is kept stays the Markdown in the plain field.
//
//     <div data-module="notice-editor" data-source="/office/notices/drawn">
//       <div data-tools hidden><button type="button" data-do="heading" aria-pressed="false">…</button>…</div>
//       <div data-page hidden></div>
//       <div data-signs><textarea name="body"></textarea></div>
//       <button type="button" data-switch hidden>…</button>
//       <p data-trouble hidden>…</p> <p data-long hidden>…</p>
//     </div>
//
// The server reads the Markdown, as it does for the screens: there is one reader only. Where it
// does not answer, the plain field stays. The field changes only when something is typed: a
// notice that is opened and saved keeps its text to the letter.

import { DOMParser as Reader } from "../../vendor/prosemirror/prosemirror-model.js";
import { EditorState } from "../../vendor/prosemirror/prosemirror-state.js";
import { EditorView } from "../../vendor/prosemirror/prosemirror-view.js";
import { COMMANDS, IS_ON, PLUGINS } from "../editor/notice-commands.js";
import { asMarkdown } from "../editor/notice-markdown.js";
import { schema, withoutStyles } from "../editor/notice-schema.js";

const PATIENCE_MS = 8000;

/** @param {HTMLElement} element */
export function mount(element) {
  return new NoticeEditor(element).begin();
}

class NoticeEditor {
  /** @param {HTMLElement} element */
  constructor(element) {
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (element.querySelector(`[data-${name}]`));
    this.source = element.dataset.source ?? "";
    this.field = /** @type {HTMLTextAreaElement} */ (element.querySelector("textarea"));
    this.tools = part("tools");
    this.page = part("page");
    this.signs = part("signs");
    this.trouble = part("trouble");
    this.long = part("long");
    this.toggle = part("switch");
    this.buttons = [...this.tools.querySelectorAll("[data-do]")];
    /** @type {EditorView | null} */
    this.view = null;
  }

  begin() {
    // What is wrong with the text is said above it: its field is hidden.
    for (const said of this.signs.querySelectorAll(".field-problem")) this.tools.before(said);
    this.toggle.addEventListener("click", () => (this.view ? this.showSigns() : this.showPage()));
    this.tools.addEventListener("mousedown", (event) => event.preventDefault()); // the choice in the text stays
    this.tools.addEventListener("click", (event) => {
      const button = /** @type {HTMLElement} */ (event.target).closest("[data-do]");
      if (button) this.run(button.dataset.do ?? "");
    });
    return this.showPage();
  }

  async showPage() {
    const html = await this.drawn().catch(() => null);
    this.trouble.hidden = html !== null;
    this.toggle.hidden = false;
    this.show(html !== null);
    if (html === null || this.view) return;
    const doc = Reader.fromSchema(schema).parse(new DOMParser().parseFromString(html, "text/html").body);
    this.view = new EditorView(this.page, {
      state: EditorState.create({ doc, plugins: PLUGINS }),
      attributes: {
        class: "editor__text",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": this.page.dataset.label ?? "",
      },
      transformPastedHTML: withoutStyles,
      dispatchTransaction: (change) => this.take(change),
    });
    this.mark();
  }

  /** What the server makes of the field. */
  async drawn() {
    const answer = await fetch(this.source, {
      method: "POST",
      body: new URLSearchParams({ body: this.field.value }),
      headers: { "X-Fragment": "yes" },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  }

  showSigns() {
    this.view?.destroy();
    this.view = null;
    this.show(false);
    this.field.focus();
  }

  /** @param {boolean} asPage */
  show(asPage) {
    this.page.hidden = this.tools.hidden = !asPage;
    this.signs.hidden = asPage;
    for (const label of this.toggle.querySelectorAll("[data-when]")) {
      label.hidden = (label.dataset.when === "page") !== asPage;
    }
  }

  /** @param {import("prosemirror-state").Transaction} change */
  take(change) {
    if (!this.view) return;
    this.view.updateState(this.view.state.apply(change));
    if (change.docChanged) this.field.value = asMarkdown(this.view.state.doc);
    this.mark();
  }

  /** @param {string} name */
  run(name) {
    if (!this.view) return;
    COMMANDS[name]?.(this.view.state, this.view.dispatch.bind(this.view), this.view);
    this.view.focus();
  }

  /** Which buttons are on, and which could do something here. */
  mark() {
    this.long.hidden = this.field.value.length <= Number(this.field.dataset.longest);
    const { state } = /** @type {EditorView} */ (this.view);
    for (const button of this.buttons) {
      const name = button.dataset.do ?? "";
      button.toggleAttribute("disabled", !COMMANDS[name](state));
      if (name in IS_ON) button.setAttribute("aria-pressed", String(IS_ON[name](state)));
    }
    for (const group of this.tools.querySelectorAll("[data-in-table]")) group.hidden = !COMMANDS.row(state);
  }
}
