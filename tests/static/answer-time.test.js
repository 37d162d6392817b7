import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { ANSWER_MS, answerTime } from "../../static/js/lib/answer-time.js";

test("what is not answered in time is given up", async () => {
  const signal = answerTime(0);

  await new Promise((gaveUp) => signal.addEventListener("abort", gaveUp));

  assert.equal(signal.reason.name, "TimeoutError");
});

test("the worker, which can import nothing, waits as long as the pages", () => {
  const worker = readFileSync(new URL("../../static/js/screen-worker.js", import.meta.url), "utf-8");

  assert.match(worker, new RegExp(`PATIENCE_MS = ${ANSWER_MS};`));
});
