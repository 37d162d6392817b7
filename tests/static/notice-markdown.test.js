// The Markdown of what stands in the editor; test_notice_markdown.py reads it back with the server's reader.

import assert from "node:assert/strict";
import test from "node:test";

import { asMarkdown } from "../../static/js/editor/notice-markdown.js";
import { schema } from "../../static/js/editor/notice-schema.js";

const { doc, paragraph, heading } = schema.nodes;
const strong = schema.marks.strong.create();

test("signs are written for what is meant, and escaped where they are only typed", () => {
  const words = [schema.text("a*b "), schema.text("c ", [strong]), schema.text("d")];
  const notice = doc.create(null, [heading.create({ level: 2 }, schema.text("a")), paragraph.create(null, words)]);

  assert.equal(asMarkdown(notice), "## a\n\na\\*b **c** d");
});

test("nothing written is nothing kept", () => {
  assert.equal(asMarkdown(doc.create(null, [paragraph.create(), paragraph.create()])), "");
});
