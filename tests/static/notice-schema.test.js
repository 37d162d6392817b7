// What may stand in a notice, and what is left of what is pasted.

import assert from "node:assert/strict";
import test from "node:test";

import { DOMParser as Reader } from "../../static/vendor/prosemirror/prosemirror-model.js";
import { schema, withoutStyles } from "../../static/js/editor/notice-schema.js";
import { open } from "./page.js";

function read(html) {
  const page = open(html);
  globalThis.Node = page.Node;
  return Reader.fromSchema(schema).parse(document.body).toString();
}

test("headings, lists and tables come in; pictures and links leave their words", () => {
  assert.equal(read("<h2>a</h2><ul><li>b</li></ul>"), 'doc(heading("a"), bullet_list(list_item(paragraph("b"))))');
  assert.equal(read('<p>a<img src="data:,"><a href="/">b</a></p>'), 'doc(paragraph("ab"))');
  assert.match(read("<table><tr><td>a</td></tr></table>"), /table_cell\(paragraph\("a"\)\)/);
});

test("of the styles that are pasted only heavy letters are kept", () => {
  const html = withoutStyles(`<style>p{color:red}</style><span style='color:red;font-weight: 700'>a</span>`);

  assert.equal(html, "<span data-heavy>a</span>");
  assert.equal(read(`<p>${html}b</p>`), 'doc(paragraph(strong("a"), "b"))');
  assert.equal(read(withoutStyles('<p><b style="font-weight:normal">a</b></p>')), 'doc(paragraph("a"))');
});
