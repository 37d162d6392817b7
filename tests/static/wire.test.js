// The live wire without a server: what a page does about a gap, a new version, a refusal.

import assert from "node:assert/strict";
import test from "node:test";

import { keepTrying, listen, Refused } from "../../static/js/lib/wire.js";

/** A socket that says what the test says. */
class Socket {
  handlers = {};
  active = true;
  connections = 0;
  on(name, handler) {
    this.handlers[name] = handler;
  }
  onAny(handler) {
    this.say = handler;
  }
  connect() {
    this.connections += 1;
  }
  close() {}
}

function room(seq) {
  const socket = new Socket();
  const heard = [];
  const on = {
    renew: () => heard.push("renew"),
    outdated: () => heard.push("outdated"),
    message: (name) => heard.push(name),
  };
  const wire = listen("board", seq, on, { connect: () => socket, version: "v1" });
  return { socket, heard, wire };
}

test("a message that follows the one before renews nothing", () => {
  const { socket, heard } = room(7);

  socket.say("line-changed", { seq: 9, after: 7 });
  socket.say("line-changed", { seq: 12, after: 9 });

  assert.deepEqual(heard, ["line-changed", "line-changed"]);
});

test("a message after one that was never heard renews the page", () => {
  const { socket, heard } = room(7);

  socket.say("line-changed", { seq: 12, after: 9 });

  assert.deepEqual(heard, ["renew", "line-changed"]);
});

test("coming back into a room that has moved on renews the page, once", () => {
  const { socket, heard } = room(7);

  socket.say("welcome", { seq: 12, after: 12, version: "v1" });
  socket.say("welcome", { seq: 12, after: 12, version: "v1" });

  assert.deepEqual(heard, ["renew"]);
});

test("a server of another version makes the page start anew", () => {
  const { socket, heard } = room(7);

  socket.say("welcome", { seq: 7, after: 7, version: "v2" });

  assert.deepEqual(heard, ["outdated"]);
});

test("a socket that was hung up on purpose is connected again, unless the page left", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { socket, wire } = room(7);
  socket.active = false;

  socket.handlers.connect_error();
  t.mock.timers.tick(5000);
  assert.equal(socket.connections, 1);

  socket.handlers.disconnect();
  wire.close();
  t.mock.timers.tick(5000);
  assert.equal(socket.connections, 1);
});

test("it keeps trying until there is an answer, but not against a refusal", { timeout: 5000 }, async (t) => {
  t.mock.method(console, "warn", () => {});
  let tries = 0;
  const third = async () => {
    tries += 1;
    if (tries < 3) throw new Error("nobody there");
    return "answer";
  };

  assert.equal(await keepTrying(third, 1), "answer");
  await assert.rejects(
    keepTrying(async () => {
      throw new Refused("403");
    }, 1),
    Refused,
  );
});
