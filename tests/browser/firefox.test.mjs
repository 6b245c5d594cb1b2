// The single file that was double-clicked, in Firefox: the sample by keyboard, and the keys that the browser would like for itself.

import assert from "node:assert/strict";
import { firefox } from "./lib/browsers.mjs";
import { GOLDEN, fillSample, givesGoldenFiles, seesCalculated, seesSample } from "./lib/sample.mjs";
import { inBrowser } from "./lib/visits.mjs";

const test = inBrowser(firefox);

test("in Firefox the sample is typed, kept over a reload, given, and opened in a fresh profile", async (officer, anew) => {
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
  await givesGoldenFiles(other, ["json"]);
});

test("in Firefox the page's keys are the page's", async (officer) => {
  await officer.go("1.1");
  await officer.press("F8");
  await officer.becomes("1.1", "none");
  await officer.press("F9");
  await officer.becomes("1.1", "not_ours");
  await officer.press("F1");
  await officer.sees("Sang ô trả lời tiếp theo");
  await officer.press("Escape");
  await officer.isAt("1.1");
  await officer.search("bưu chính", "/");
  await officer.isAt("7.8", "note");
  await officer.search("1.2a");
  await officer.isAt("1.2a");
  await officer.type("37");
  await officer.pressWith("Control", "s");
  const { bytes } = await officer.downloads.take();
  assert.equal(JSON.parse(bytes).rows.find((row) => row.id === "1.2a").value, 37);
  await officer.isAt("1.2a");
});
