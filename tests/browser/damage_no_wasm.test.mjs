// A browser without WebAssembly, as a strict policy makes it: the page says so.

import assert from "node:assert/strict";
import { chromium } from "./lib/browsers.mjs";
import { inBrowser } from "./lib/visits.mjs";

const test = inBrowser(() => chromium({ flags: ["--js-flags=--jitless"] }));

test("without WebAssembly the page says what to do", async (officer) => {
  const has = await officer.page.evaluate(() => typeof WebAssembly);
  if (has === "undefined") {
    await officer.sees("WebAssembly không có hoặc đã bị tắt");
  } else {
    // Some versions interpret it: then the form must work.
    await officer.isReady();
  }
  assert.notEqual((await officer.text()).trim(), "");
}, { mayFail: true });
