// What the buttons above a notice do.

import assert from "node:assert/strict";
import test from "node:test";

import { COMMANDS, IS_ON, PLUGINS } from "../../static/js/editor/notice-commands.js";
import { schema } from "../../static/js/editor/notice-schema.js";
import { EditorState, TextSelection } from "../../static/vendor/prosemirror/prosemirror-state.js";
import { open } from "./page.js";

function begin(words = "a") {
  open("");
  const doc = schema.nodes.doc.create(null, schema.nodes.paragraph.create(null, schema.text(words)));
  const state = EditorState.create({ doc, plugins: PLUGINS });
  return state.apply(state.tr.setSelection(TextSelection.create(doc, 1, 1 + words.length)));
}

function run(state, ...names) {
  for (const name of names) COMMANDS[name](state, (change) => (state = state.apply(change)));
  return state;
}

test("a second press of a button takes back what the first one made", () => {
  for (const name of ["heading", "strong", "bullets", "numbers"]) {
    const once = run(begin(), name);
    assert.ok(IS_ON[name](once), name);
    assert.equal(run(once, name).doc.toString(), begin().doc.toString(), name);
  }
});

test("a table comes below, with its cursor in the first cell, and rows and columns can be changed there", () => {
  const table = run(begin(), "table");
  assert.ok(!COMMANDS.table(table) && !COMMANDS.heading(table) && !COMMANDS.bullets(table));
  assert.ok(!COMMANDS.row(begin()));

  const grown = run(table, "row", "column", "no-column").doc.child(1);
  assert.deepEqual([grown.childCount, grown.child(0).childCount], [4, 3]);
  assert.equal(run(table, "no-table").doc.childCount, 2);
});

test("undo and redo can be pressed once there is something to take back", () => {
  assert.ok(!COMMANDS.undo(begin()));
  const once = run(begin(), "heading");
  assert.equal(run(once, "undo").doc.toString(), begin().doc.toString());
  assert.equal(run(once, "undo", "redo").doc.toString(), once.doc.toString());
});
