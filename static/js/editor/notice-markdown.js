// From what stands in the editor to the Markdown that is kept. What is no sign of ours is escaped,
// so that hall/notices/markdown.py shows exactly what stood here (tests/journeys/test_editor.py).

/** @typedef {import("prosemirror-model").Node} DocumentNode */

const SIGNS = { strong: "**", em: "*", strike: "~~" };
/** What would make a line of a paragraph something else. */
const LINE_STARTS = [/^(?=#{1,6}(?:\s|$))/, /^(?=>)/, /^(?=[-+](?:\s|$))/, /^(?=[-=:|\s]+$)/];
const NUMBERED = /^(\d{1,9})([.)](?:\s|$))/;
const ALIGNED = /** @type {Record<string, string>} */ ({ center: ":-:", right: "--:" });

/** The Markdown of a whole notice. @param {DocumentNode} doc */
export function asMarkdown(doc) {
  return blocks(doc);
}

/** @param {DocumentNode} parent */
function blocks(parent, { tight = false } = {}) {
  /** @type {string[]} */
  const parts = [];
  let alike = 0;
  parent.forEach((node, _offset, index) => {
    // Two lists of one kind, one below the other, would be read as one: the second is marked otherwise.
    alike = index && parent.child(index - 1).type === node.type ? alike + 1 : 0;
    parts.push(block(node, alike % 2 === 1));
  });
  return parts.filter((part) => part).join(tight ? "\n" : "\n\n");
}

/** @param {DocumentNode} node @param {boolean} otherwise @returns {string} */
function block(node, otherwise) {
  switch (node.type.name) {
    case "heading":
      return `${"#".repeat(node.attrs.level)} ${oneLine(node).replace(/#+$/, "\\$&")}`;
    case "bullet_list":
      return items(node, () => (otherwise ? "* " : "- "));
    case "ordered_list":
      return items(node, (index) => `${node.attrs.start + index}${otherwise ? ")" : "."} `);
    case "blockquote":
      return blocks(node).replace(/^/gm, "> ");
    case "table":
      return table(node);
    case "code_block":
      return `~~~~~\n${node.textContent}\n~~~~~`;
    case "horizontal_rule":
      return "***";
    default:
      return inline(node).split("\n").map(lineStart).join("\n").trim();
  }
}

/** @param {DocumentNode} list @param {(index: number) => string} mark */
function items(list, mark) {
  /** @type {string[]} */
  const lines = [];
  list.forEach((item, _offset, index) => {
    const sign = mark(index);
    lines.push(sign + blocks(item, { tight: isTight(item) }).replace(/\n(?=.)/g, `\n${" ".repeat(sign.length)}`));
  });
  return lines.join("\n");
}

/**
 * One line, and at most a list below it; one that begins with another number than 1 needs a line of room.
 * @param {DocumentNode} item
 */
function isTight(item) {
  const last = item.lastChild;
  return item.childCount === 2 && /list/.test(last?.type.name ?? "") && (last?.attrs.start ?? 1) === 1;
}

/** The first row is its head, as in all Markdown; cells that were joined stand alone. @param {DocumentNode} node */
function table(node) {
  /** @type {string[][]} */
  const rows = [];
  /** @type {string[]} */
  const align = [];
  node.forEach((row, _offset, number) => {
    const cells = (rows[number] ??= []);
    row.forEach((cell) => {
      let column = 0;
      while (cells[column] !== undefined) column += 1;
      for (let down = 0; down < cell.attrs.rowspan; down += 1) {
        const line = (rows[number + down] ??= []);
        for (let right = 0; right < cell.attrs.colspan; right += 1) line[column + right] = "";
      }
      cells[column] = linesOf(cell).replace(/\|/g, "\\|");
      align[column] ||= ALIGNED[cell.attrs.align] ?? "";
    });
  });
  const width = Math.max(...rows.map((row) => row.length));
  const columns = [...Array(width).keys()];
  const lines = rows.map((row) => columns.map((column) => row[column] ?? ""));
  lines.splice(
    1,
    0,
    columns.map((column) => align[column] || "---"),
  );
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

/** A cell has one line, whatever was pasted into it. @param {DocumentNode} cell */
function linesOf(cell) {
  /** @type {string[]} */
  const lines = [];
  cell.descendants((node) => {
    if (node.isTextblock) lines.push(oneLine(node));
    return !node.isTextblock;
  });
  return lines.join(" ").trim();
}

/** @param {DocumentNode} node */
function oneLine(node) {
  return inline(node)
    .replace(/\s*\n\s*/g, " ")
    .trim();
}

/** Text with its marks: `**` and the like. @param {DocumentNode} parent */
function inline(parent) {
  let text = "";
  /** @type {string[]} */
  let open = [];
  const close = (/** @type {number} */ kept) => {
    // No sign after a space would close anything: the space goes outside.
    const spaces = open.length > kept ? (/\s*$/.exec(text)?.[0] ?? "") : "";
    text = text.slice(0, text.length - spaces.length) + open.slice(kept).reverse().join("") + spaces;
    open = open.slice(0, kept);
  };
  parent.forEach((node) => {
    const written = node.isText ? escaped(node) : "\n";
    const wanted = written.trim() ? signs(node) : open;
    const kept = open.findIndex((sign, index) => sign !== wanted[index]);
    close(kept < 0 ? Math.min(open.length, wanted.length) : kept);
    const spaces = /^\s*/.exec(written)?.[0] ?? "";
    const more = wanted.slice(open.length);
    text += more.length ? spaces + more.join("") + written.slice(spaces.length) : written;
    open = [...open, ...more];
  });
  close(0);
  return text;
}

/** @param {DocumentNode} node */
function signs(node) {
  const names = node.marks.map((each) => each.type.name);
  return Object.entries(SIGNS).flatMap(([name, sign]) => (names.includes(name) ? [sign] : []));
}

/** @param {DocumentNode} node */
function escaped(node) {
  const text = node.text ?? "";
  if (node.marks.some((each) => each.type.name === "code")) return quoted(text);
  return text
    .replace(/[\\`*_]/g, "\\$&")
    .replace(/~(?=~)|(?<=~)~/g, "\\~")
    .replace(/&(?=#?\w+;)/g, "\\&");
}

/** Within more backticks than stand in it. @param {string} text */
function quoted(text) {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const room = /^`|`$/.test(text) ? " " : "";
  return fence + room + text + room + fence;
}

/** @param {string} line */
function lineStart(line) {
  const begins = line.trimStart();
  const sign = begins && LINE_STARTS.find((start) => start.test(begins));
  return sign ? `\\${begins}` : begins.replace(NUMBERED, "$1\\$2");
}
