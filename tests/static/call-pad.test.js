// What a key means at the desk, on the keyboard and on a pad that a hall bought.

import assert from "node:assert/strict";
import test from "node:test";

import { CallPad } from "../../static/js/lib/call-pad.js";

const DESK = { key: "Enter", code: "NumpadEnter", timeStamp: 0 };
const digit = (name, timeStamp = 0) => ({ key: name, code: `Numpad${name}`, timeStamp });

test("letters are themselves, and the pad's signs have a letter each", () => {
  const pad = new CallPad();
  const strokes = [
    ...[{ key: "R", code: "KeyR" }, DESK, { key: "+", code: "NumpadAdd" }],
    ...[
      { key: "*", code: "NumpadMultiply" },
      { key: "-", code: "NumpadSubtract" },
      { key: "/", code: "NumpadDivide" },
    ],
  ];

  assert.deepEqual(
    strokes.map((stroke) => pad.meant({ timeStamp: 0, ...stroke })),
    ["r", "n", "n", "r", "m", "z"],
  );
});

test("a digit waits for its Enter, whatever NumLock makes of it", () => {
  const pad = new CallPad();
  assert.equal(pad.meant({ key: "ArrowLeft", code: "Numpad4", timeStamp: 0 }), "");

  assert.equal(pad.meant(DESK), "t");
  assert.equal(pad.meant(DESK), "n", "and is used up");
});

test("several digits mean nothing here, nor does one without a meaning", () => {
  const pad = new CallPad();
  for (const name of ["1", "4", "3"]) pad.meant(digit(name));
  assert.equal(pad.meant(DESK), "");

  pad.meant(digit("3"));
  assert.equal(pad.meant(DESK), "");
});

test("a digit of three seconds ago is forgotten", () => {
  const pad = new CallPad();
  pad.meant(digit("1"));
  assert.equal(pad.meant({ ...DESK, timeStamp: 3001 }), "n");

  pad.meant(digit("1", 4000));
  pad.meant(digit("4", 7001));
  assert.equal(pad.meant({ ...DESK, timeStamp: 7002 }), "t");
});
