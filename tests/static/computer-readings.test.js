// What the agent told of this computer goes out with every heartbeat, until it is known no more.

import assert from "node:assert/strict";
import test from "node:test";

import { computerReadings, keepReadings } from "../../static/js/lib/computer-readings.js";
import { paintedOn } from "../../static/js/modules/heartbeat.js";
import { open } from "./page.js";

const READINGS = { heat: 61, memory_free: 300, memory: 900, disk_free: 4000 };

test("a screen passes on what its agent told last", () => {
  open("<p></p>");
  document.elementFromPoint = () => null;
  assert.equal(paintedOn(document).computer, null, "nothing listens beside most browsers");

  keepReadings(READINGS);
  assert.deepEqual(paintedOn(document).computer, READINGS);

  keepReadings(null);
  assert.equal(computerReadings(), null);
});
