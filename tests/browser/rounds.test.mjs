// A short round of each row of the reliability table; `cargo xtask reliability` runs the long ones.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clockJumps, destroyedStores, kills, mayMount, powerCuts, requests, smallCuts, soak, twoTabs } from "./lib/rounds.mjs";
import { tiedKills } from "./lib/tied_rounds.mjs";

const SECONDS = { timeout: 240_000 };
const nothingIsLost = ({ n, lost, note }) => assert.deepEqual({ lost, n: n > 0 }, { lost: 0, n: true }, note);

test("F11 Chromium: killed while a tied file is written", SECONDS, async () => nothingIsLost(await tiedKills("Chromium", 3, [1, 3])));

for (const name of ["Chromium", "Firefox"]) {
  test(`F1 ${name}: killed while typing`, SECONDS, async () => nothingIsLost(await kills(name, 2, [1, 2])));
  test(`F2 ${name}: the power goes while typing`, SECONDS, async (context) => {
    if (!(await mayMount())) return context.skip("no disk image may be mounted here");
    nothingIsLost(await powerCuts(name, 1));
  });
  test(`F3 ${name}: ended and closed while typing`, SECONDS, async () => nothingIsLost(await smallCuts(name, 1)));
  test(`F4 ${name}: one store destroyed`, SECONDS, async () => nothingIsLost(await destroyedStores(name)));
  test(`F7 ${name}: two tabs at once`, SECONDS, async () => nothingIsLost(await twoTabs(name, 3)));
  test(`F9 ${name}: the clock jumps`, SECONDS, async () => nothingIsLost(await clockJumps(name)));
  test(`F10 ${name}: nothing is asked for`, SECONDS, async () => nothingIsLost(await requests(name)));
  test(`L3 ${name}: edits without rest`, SECONDS, async () => nothingIsLost(await soak(name, 1500)));
}
