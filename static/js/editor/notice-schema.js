// What may stand in a notice: as much as its Markdown can say (hall/notices/markdown.py), no more.
// So whatever is pasted from a Word file or a page keeps its headings, lists and tables, and
// leaves colours, sizes, pictures and links behind.

import { Schema } from "../../vendor/prosemirror/prosemirror-model.js";
import { tableNodes } from "../../vendor/prosemirror/prosemirror-tables.js";

const LEVELS = [1, 2, 3, 4, 5, 6];
const ALIGN = /\bcell--(center|right)\b/;

const blocks = {
  doc: { content: "block+" },
  paragraph: {
    content: "inline*",
    group: "block",
    parseDOM: [{ tag: "p" }],
    toDOM: () => /** @type {any} */ (["p", 0]),
  },
  heading: {
    attrs: { level: { default: 2 } },
    content: "inline*",
    group: "block",
    defining: true,
    parseDOM: LEVELS.map((level) => ({ tag: `h${level}`, attrs: { level } })),
    toDOM: (/** @type {any} */ node) => /** @type {any} */ ([`h${node.attrs.level}`, 0]),
  },
  blockquote: wrapper("blockquote", "block+"),
  bullet_list: wrapper("ul", "list_item+"),
  ordered_list: {
    attrs: { start: { default: 1 } },
    content: "list_item+",
    group: "block",
    parseDOM: [
      { tag: "ol", getAttrs: (/** @type {any} */ list) => ({ start: list.hasAttribute("start") ? list.start : 1 }) },
    ],
    toDOM: (/** @type {any} */ node) => /** @type {any} */ (["ol", { start: node.attrs.start }, 0]),
  },
  list_item: {
    content: "paragraph block*",
    defining: true,
    parseDOM: [{ tag: "li" }],
    toDOM: () => /** @type {any} */ (["li", 0]),
  },
  code_block: {
    content: "text*",
    marks: "",
    group: "block",
    code: true,
    defining: true,
    parseDOM: [{ tag: "pre", preserveWhitespace: /** @type {const} */ ("full") }],
    toDOM: () => /** @type {any} */ (["pre", 0]),
  },
  horizontal_rule: { group: "block", parseDOM: [{ tag: "hr" }], toDOM: () => /** @type {any} */ (["hr"]) },
};

const inlines = {
  text: { group: "inline" },
  hard_break: {
    inline: true,
    group: "inline",
    selectable: false,
    parseDOM: [{ tag: "br" }],
    toDOM: () => /** @type {any} */ (["br"]),
  },
};

const tables = tableNodes({
  tableGroup: "block",
  cellContent: "block+", // as Word pastes them; what is kept of a cell is one line
  cellAttributes: {
    align: {
      default: null,
      getFromDOM: (cell) => ALIGN.exec(cell.className)?.[1] ?? null,
      setDOMAttr: (align, attributes) => {
        if (align) attributes.class = `cell--${align}`;
      },
    },
  },
});

const marks = {
  em: mark("em", "i"),
  strong: {
    ...mark("strong", "b"),
    parseDOM: [{ tag: "strong" }, { tag: "b:not([data-light])" }, { tag: "[data-heavy]" }],
  },
  strike: mark("s", "del"),
  code: mark("code"),
};

/** @param {string} tag @param {string} content @returns {import("prosemirror-model").NodeSpec} */
function wrapper(tag, content) {
  return { content, group: "block", parseDOM: [{ tag }], toDOM: () => [tag, 0] };
}

/** @param {string[]} tags @returns {import("prosemirror-model").MarkSpec} */
function mark(...tags) {
  return { parseDOM: tags.map((tag) => ({ tag })), toDOM: () => [tags[0], 0] };
}

/**
 * Pasted HTML without its styles, which no page of ours admits (the content policy): of them, only
 * whether letters are bold is kept. Word writes 700, others bold.
 * @param {string} html
 */
export function withoutStyles(html) {
  return html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/\sstyle=(?:"[^"]*"|'[^']*')/gi, (style) => {
    const weight = /font-weight:\s*(\w+)/i.exec(style)?.[1] ?? "";
    if (/^(bold(er)?|[6-9]\d\d)$/i.test(weight)) return " data-heavy";
    return weight ? " data-light" : "";
  });
}

export const schema = new Schema({ nodes: { ...blocks, ...tables, ...inlines }, marks });
