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
  disconnect() {
    this.hangups += 1;
    return this;
  }
  hangups = 0;
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
  const wire = listen("board", seq, on, { connect: (wanted) => Object.assign(socket, { wanted }), version: "v1" });
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

test("whoever was hung up on renews the page, which leads to signing in; a lost cable does not", () => {
  const { socket, heard } = room(7);
  socket.active = true;

  socket.handlers.disconnect("transport close");
  assert.deepEqual(heard, []);
  socket.handlers.disconnect("io server disconnect");

  assert.deepEqual(heard, ["renew"]);
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

test("a server that answers again is found within five seconds, whatever the last try waited for", () => {
  const { timeout, reconnectionDelayMax, randomizationFactor } = room(7).socket.wanted;

  assert.ok(timeout + reconnectionDelayMax * (1 + randomizationFactor) < 5000);
});

test("whatever waits is asked anew as soon as the wire is back, before the page hears of it", async (t) => {
  t.mock.method(console, "warn", () => {});
  const { socket } = room(7);
  const asked = [];
  const answers = { lost: () => new Promise(() => {}), refused: () => Promise.reject(new Error("nobody there")) };
  const ask = (how) => () => (asked.push(how), asked.length > 2 ? Promise.resolve(how) : answers[how]());
  const both = Promise.all([keepTrying(ask("lost"), 1e6), keepTrying(ask("refused"), 1e6)]);
  await new Promise(setImmediate);

  socket.handlers.connect(); // the first time there was nothing to come back from
  await new Promise(setImmediate);
  assert.deepEqual(asked, ["lost", "refused"]);
  socket.handlers.disconnect();
  socket.handlers.connect();

  assert.deepEqual(await both, ["lost", "refused"]);
  assert.equal(asked.length, 4);
});

test("a cable that is back renews the wire at once, unless the page left", (t) => {
  const heard = new EventTarget();
  for (const name of ["addEventListener", "removeEventListener"]) {
    globalThis[name] = (...what) => heard[name](...what);
    t.after(() => delete globalThis[name]);
  }
  const { socket, wire } = room(7);
  heard.dispatchEvent(new Event("online"));
  assert.deepEqual([socket.hangups, socket.connections], [1, 1]);

  wire.close();
  heard.dispatchEvent(new Event("online"));
  assert.equal(socket.hangups, 1);
});
