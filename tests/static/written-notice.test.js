// What stands in the fields of a notice that is being written.

import assert from "node:assert/strict";
import { test } from "node:test";

import { writtenNotice } from "../../static/js/lib/written-notice.js";
import { open } from "./page.js";

test("a notice that may not be written any more stands as it is on the screen", () => {
  open('<form><input name="starts_at"></form>');
  assert.equal(writtenNotice(), null);

  open('<form><select name="title"><option>服务宗旨</option></select><textarea name="body">好</textarea></form>');
  assert.equal(String(writtenNotice()), String(new URLSearchParams({ title: "服务宗旨", body: "好" })));
});
