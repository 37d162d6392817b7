// What the buttons above a notice do, by their names; each says whether it can be done here.

import { baseKeymap, chainCommands, setBlockType, toggleMark } from "../../vendor/prosemirror/prosemirror-commands.js";
import { history, redo, undo } from "../../vendor/prosemirror/prosemirror-history.js";
import { keymap } from "../../vendor/prosemirror/prosemirror-keymap.js";
import {
  liftListItem,
  sinkListItem,
  splitListItem,
  wrapInList,
} from "../../vendor/prosemirror/prosemirror-schema-list.js";
import { TextSelection } from "../../vendor/prosemirror/prosemirror-state.js";
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  tableEditing,
} from "../../vendor/prosemirror/prosemirror-tables.js";
import { schema } from "./notice-schema.js";

/** @typedef {import("prosemirror-state").Command} Command */
/** @typedef {import("prosemirror-state").EditorState} State */
/** @typedef {import("prosemirror-model").NodeType} NodeType */

const { nodes, marks } = schema;
const NEW_TABLE = { rows: 3, columns: 3 };

/** A second press takes it back. @type {(there: Command, back: Command, is: (state: State) => boolean) => Command} */
const toggled = (there, back, is) => (state, dispatch, view) => (is(state) ? back : there)(state, dispatch, view);

/** A cell is one line of plain words. @type {(command: Command) => Command} */
const outsideTables = (command) => (state, dispatch, view) => !isInTable(state) && command(state, dispatch, view);

/** @type {(type: NodeType) => Command} */
const list = (type) =>
  toggled(wrapInList(type), liftListItem(nodes.list_item), (state) => within(state, type) !== null);

/** @type {Record<string, Command>} */
export const COMMANDS = {
  heading: outsideTables(
    toggled(setBlockType(nodes.heading, { level: 2 }), setBlockType(nodes.paragraph), (state) => IS_ON.heading(state)),
  ),
  strong: toggleMark(marks.strong),
  bullets: outsideTables(list(nodes.bullet_list)),
  numbers: outsideTables(list(nodes.ordered_list)),
  table: insertTable,
  row: addRowAfter,
  column: addColumnAfter,
  "no-row": deleteRow,
  "no-column": deleteColumn,
  "no-table": deleteTable,
  undo,
  redo,
};

/** Whether what a button makes is there already. @type {Record<string, (state: State) => boolean>} */
export const IS_ON = {
  heading: (state) => state.selection.$from.parent.type === nodes.heading,
  strong: (state) =>
    state.selection.empty
      ? Boolean(marks.strong.isInSet(state.storedMarks ?? state.selection.$from.marks()))
      : state.doc.rangeHasMark(state.selection.from, state.selection.to, marks.strong),
  bullets: (state) => within(state, nodes.bullet_list) !== null,
  numbers: (state) => within(state, nodes.ordered_list) !== null,
};

export const PLUGINS = [
  history(),
  keymap({
    Enter: chainCommands(goToNextCell(1), stayInCell, splitListItem(nodes.list_item)),
    Tab: chainCommands(goToNextCell(1), sinkListItem(nodes.list_item)),
    "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(nodes.list_item)),
    "Shift-Enter": breakLine,
    "Mod-b": COMMANDS.strong,
    "Mod-z": undo,
    "Mod-y": redo,
    "Shift-Mod-z": redo,
  }),
  keymap(baseKeymap),
  tableEditing(),
];

/** @type {(state: State, type: NodeType) => number | null} */
function within({ selection: { $from } }, type) {
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type === type) return depth;
  return null;
}

/** A cell is one line: there is nothing to split in it. @type {Command} */
function stayInCell(state) {
  return isInTable(state);
}

/** @type {Command} */
function breakLine(state, dispatch) {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
}

/**
 * Empty, below what is chosen, with a line below itself to go on; the cursor stands in its first cell.
 * @type {Command}
 */
function insertTable(state, dispatch) {
  if (isInTable(state)) return false;
  const rows = [...Array(NEW_TABLE.rows).keys()].map((row) => {
    const cell = row ? nodes.table_cell : nodes.table_header;
    return nodes.table_row.create(
      null,
      [...Array(NEW_TABLE.columns)].map(() => cell.createAndFill() ?? cell.create()),
    );
  });
  const at = state.selection.$to.after(1);
  const change = state.tr.insert(at, [nodes.table.create(null, rows), nodes.paragraph.create()]);
  dispatch?.(change.setSelection(TextSelection.near(change.doc.resolve(at + 1))).scrollIntoView());
  return true;
}
