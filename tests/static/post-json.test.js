// What is told to the server comes back as its answer, or as an error that can be caught: also when
// the answer breaks off in the middle, which once left a hall screen with an error nobody caught.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { postJson } from "../../static/js/lib/post-json.js";

const ANSWERS = {
  "/said": (words, answer) => answer.end(JSON.stringify({ heard: words })),
  "/nothing": (words, answer) => answer.writeHead(204).end(),
  "/refused": (words, answer) => answer.writeHead(500).end("{}"),
  "/half": (words, answer) => answer.writeHead(200, { "Content-Length": 100 }).write("{"),
};

let server;
let home;

before(async () => {
  server = createServer(async (request, answer) => {
    const pieces = await request.toArray();
    ANSWERS[request.url](JSON.parse(Buffer.concat(pieces)), answer);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  home = `http://127.0.0.1:${server.address().port}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

test("an answer is read, and none is null", async () => {
  assert.deepEqual(await postJson(`${home}/said`, { painted: 7 }), { heard: { painted: 7 } });
  assert.equal(await postJson(`${home}/nothing`, {}), null);
});

test("a refusal, an answer that breaks off and a server that is gone are errors", async () => {
  await assert.rejects(postJson(`${home}/refused`, {}), /500/);
  await assert.rejects(postJson(`${home}/half`, {}, { patience: 50 }), { name: "TimeoutError" });
  await assert.rejects(postJson("http://127.0.0.1:9/closed", {}));
});
