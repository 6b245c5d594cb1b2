// The sample, typed by keyboard into the page of an internal web server, kept, given as files, and read back.

import assert from "node:assert/strict";
import { after } from "node:test";
import { chromium } from "./lib/browsers.mjs";
import { GOLDEN, fillSample, givesGoldenFiles, seesCalculated, seesSample } from "./lib/sample.mjs";
import { serve } from "./lib/server.mjs";
import { inBrowser } from "./lib/visits.mjs";

const server = await serve();
after(() => server.close());
const test = inBrowser(chromium, { address: server.address });

test("the sample is typed by keyboard, kept over a reload, and given as the golden files", async (officer) => {
  await fillSample(officer);
  await officer.leave();
  await seesSample(officer);
  await seesCalculated(officer);
  await officer.go("3.4.1b");
  await officer.isSaved();
  await officer.reload();
  await officer.isAt("3.4.1b");
  await officer.leave();
  await seesSample(officer);
  await givesGoldenFiles(officer);
  assert.deepEqual([...new Set(server.asked)], [server.target], "the server was asked for the page alone");
});

for (const { kind, name, file } of GOLDEN) {
  test(`${name} is opened in a fresh profile and given again, byte for byte`, async (officer) => {
    await officer.give(file);
    await officer.sees(`Đã mở tệp “${name}”`);
    await givesGoldenFiles(officer, [kind]);
  });
}
