// What does not add up: said at the row and in the list, explained, and carried by the file.

import assert from "node:assert/strict";
import { chromium } from "./lib/browsers.mjs";
import { GOLDEN } from "./lib/sample.mjs";
import { until } from "./lib/until.mjs";
import { inBrowser } from "./lib/visits.mjs";

const test = inBrowser(chromium);

const BREAKING = [
  "2.2-3", "2.3-3", "3.2-3", "3.3-2", "3.4.1-2", "3.4.1-4", "3.4.4-2", "4.2-2", "7.7-a", "7.7-b", "7.7.4-3", "7.8.2-2", "G10", "G15", "G9",
];

const listed = (officer) =>
  officer.page.evaluate(() => [...document.querySelectorAll("[data-finding]")].map((one) => one.dataset.finding));

test("the sample shows what breaks, each at its severity, and a corrected figure clears it", async (officer) => {
  await officer.give(GOLDEN[0].file);
  await officer.sees("Đã mở tệp");
  await until("all findings are listed", async () => (await listed(officer)).length === BREAKING.length);
  assert.deepEqual((await listed(officer)).sort(), [...BREAKING].sort());
  const severity = (check) =>
    officer.page.evaluate((check) => document.querySelector(`[data-finding="${check}"]`).dataset.severity, check);
  assert.equal(await severity("3.4.1-2"), "error");
  assert.equal(await severity("3.3-2"), "warning");
  await officer.sees("3.4.1c (177.190) lớn hơn 3.4.1b (171.544)");
  await officer.answer("3.4.1c", "171544");
  await until("the finding is gone", async () => !(await listed(officer)).includes("3.4.1-2"));
});

test("a reason settles a finding, travels in the file, and is asked again when a figure changes", async (officer) => {
  await officer.give(GOLDEN[0].file);
  await officer.sees("3.4.1c (177.190) lớn hơn 3.4.1b (171.544)");
  await officer.page.evaluate(() => {
    const card = document.querySelector('[data-finding="3.4.1-2"]');
    [...card.querySelectorAll("button")].find((one) => one.innerText.startsWith("Giải trình")).click();
  });
  await until("the field is there", () => officer.page.evaluate(() => document.activeElement.tagName === "TEXTAREA"));
  await officer.page.keyboard.sendCharacter("Gồm hồ sơ kỳ trước");
  await officer.pressWith("Control", "Enter");
  await officer.sees("Gồm hồ sơ kỳ trước");
  const { bytes } = await officer.download("json");
  const report = JSON.parse(bytes.toString());
  assert.equal(report.findings.find((one) => one.check === "3.4.1-2").reason, "Gồm hồ sơ kỳ trước");
  await officer.answer("3.4.1c", "177191");
  await officer.sees("đã cũ");
});
