// The sample, typed by keyboard into the single file that was double-clicked, in Chromium.

import { chromium } from "./lib/browsers.mjs";
import { GOLDEN, fillSample, givesGoldenFiles, seesCalculated, seesSample } from "./lib/sample.mjs";
import { inBrowser } from "./lib/visits.mjs";

const test = inBrowser(chromium);

test("from a double-clicked file the sample is typed, kept over a reload, given, and opened in a fresh profile", async (officer, anew) => {
  await fillSample(officer);
  await officer.leave();
  await seesSample(officer);
  await seesCalculated(officer);
  await officer.isSaved();
  await officer.reload();
  await officer.leave();
  await seesSample(officer);
  await givesGoldenFiles(officer);

  const other = await anew();
  await other.give(GOLDEN[0].file);
  await other.sees(GOLDEN[0].name);
  await seesSample(other);
  await givesGoldenFiles(other);
});
