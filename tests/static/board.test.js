// The call board: what is called stands large, and what no voice reads is chimed.

import assert from "node:assert/strict";
import test from "node:test";

import { mount } from "../../static/js/modules/board.js";
import { find, open, serve, settled } from "./page.js";

function board(t) {
  open(`<b class="clock__time">16:00</b><p data-stale data-words="TIME 起断开。" hidden></p>
    <p data-mute hidden></p><p data-caption hidden></p>
    <main data-room="board" data-source="/calls" data-screen="hall" data-sounds="/sounds/" data-reports="/reports/"
    data-shown-ms="8500">
    <div data-picture><i data-seq="3"></i></div>
    <div data-overlay hidden><b data-number></b>
    <p><b data-window></b><span data-after-window> 号窗口</span></p><ul data-others></ul></div></main>`);
  find("[data-overlay]").getAnimations = () => [];
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 1e12 });
  serve();
  const said = { rung: 0, played: [] };
  const bell = { ring: async () => (said.rung += 1), listen: (heard) => (said.heard = heard) };
  const voice = { play: async (_words, address) => said.played.push(address), stop() {} };
  const connect = (room, seq, on, { query }) => Object.assign(said, { room, seq, on, me: query.player });
  mount(find("main"), { connect, bell, openVoice: async () => voice });
  return said;
}

const call = (number) => ["ticket-called", { number, window: "2" }];
const announcement = (words) => [
  "announcement",
  { kind: "call", number: "A001", window: "2", waiting: "", milliseconds: 3000, caption: "请A001号", ...words },
];

test("a call stands large at once, another one beside it", (t) => {
  const { on, room, seq } = board(t);
  on.message(...call("A001"));
  on.message(...call("A002"));

  assert.deepEqual([room, seq, find("[data-overlay]").hidden], ["board", 3, false]);
  assert.deepEqual([find("[data-number]").textContent, find("[data-others]").textContent], ["A002", "A001 2 号窗口"]);
});

test("a window with a name of its own is called by it, large and beside", (t) => {
  const { on } = board(t);
  const picture = `<i data-seq="4" data-call="A001" data-at="综合" data-after="窗口" data-moment="1" data-age="0"></i>`;
  on.message("ticket-called", { number: "A001", window: "综合", picture });
  assert.equal(find("[data-overlay] p").textContent, "综合窗口");
  on.message(...call("A002"));

  assert.deepEqual(
    [find("[data-overlay] p").textContent, find("[data-others]").textContent],
    ["2 号窗口", "A001 综合窗口"],
  );
});

test("the page that was asked plays, with a caption for whoever cannot hear", async (t) => {
  const said = board(t);
  said.on.message(...announcement({ player: said.me, sound: "a1" }));
  assert.deepEqual([find("[data-caption]").hidden, find("[data-caption]").textContent], [false, "请A001号"]);
  await settled();

  assert.deepEqual(said.played, ["/sounds/a1.opus"]);
  t.mock.timers.tick(4000);
  assert.equal(find("[data-caption]").hidden, true);
});

test("a page that was not asked is quiet", async (t) => {
  const said = board(t);
  said.on.message(...announcement({ player: "another", sound: "a1" }));
  await settled();

  assert.deepEqual(said.played, []);
});

test("a call that no voice takes up is chimed", (t) => {
  const said = board(t);
  said.on.message(...call("A001"));
  t.mock.timers.tick(2500);
  assert.equal(said.rung, 0);
  t.mock.timers.tick(500);

  assert.equal(said.rung, 1);
});

test("a page that may not sound says so to people and server, and again when it was woken", async (t) => {
  const said = board(t);
  const told = serve();
  said.heard(false);
  assert.deepEqual([told, find("[data-mute]").hidden], [[], true]);

  said.heard(true);
  assert.equal(find("[data-mute]").hidden, false);
  said.heard(false);
  assert.equal(find("[data-mute]").hidden, true);
  assert.deepEqual(
    told.map(({ address }) => address),
    [`/reports/0/failed?player=${said.me}`, `/reports/0/able?player=${said.me}`],
  );
});

test("a server that is away for longer than a moment is told of, until it is back", async (t) => {
  const { on } = board(t);
  on.lost();
  assert.equal(find("[data-stale]").hidden, true);
  t.mock.timers.tick(1500);
  assert.equal(find("[data-stale]").textContent, "16:00 起断开。");

  serve(() => ({ text: '<i data-seq="4"></i><p>回来了</p>' }));
  on.connected();
  await settled();
  assert.deepEqual([find("[data-stale]").hidden, find("[data-picture] p").textContent], [true, "回来了"]);
});

test("an idle list is asked for anew at the minute the hall opens", async (t) => {
  const { on } = board(t);
  const asked = serve(() => ({ text: `<i data-seq="5"></i>` }));
  on.message("line-changed", { picture: `<i data-seq="4" data-again-after="60"></i><div data-duty></div>` });
  t.mock.timers.tick(59_000);
  assert.equal(asked.length, 0);
  t.mock.timers.tick(2_000);
  await settled();
  assert.equal(asked.length, 1);
});
