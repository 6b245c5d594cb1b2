// The program itself fails: the officer is told in Vietnamese, the draft is safe, and a reload goes on from it.

import assert from "node:assert/strict";
import { chromium } from "./lib/browsers.mjs";
import { until } from "./lib/until.mjs";
import { inBrowser } from "./lib/visits.mjs";

const test = inBrowser(chromium);

test("a panic is told, nobody types into a dead page, and a reload goes on with the draft", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.fill("1.2a", "37");
  await officer.page.evaluate(() => setTimeout(() => window.phuluc.fail()));
  await officer.sees("Chương trình gặp lỗi");
  await officer.sees("Số liệu đã nhập vẫn được giữ trên máy này");
  const isDead = () => officer.page.evaluate(() => document.getElementById("page").inert);
  await until("nobody can type into the page", isDead);
  const focused = await officer.page.evaluate(() => document.activeElement.id);
  assert.equal(focused, "fault-reload");
  await Promise.all([officer.page.waitForNavigation({ waitUntil: "domcontentloaded" }), officer.press("Enter")]);
  await officer.isReady();
  assert.equal(await officer.shown("1.1"), "14");
  assert.equal(await officer.shown("1.2a"), "37");
  await officer.isAt("1.2a");
  await officer.answer("1.2b", "37");
  await officer.isSaved();
}, { expected: [/panicked|unreachable|RuntimeError/] });
