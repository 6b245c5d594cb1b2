// What does not add up: said at the row and in the list, explained, and carried by the file.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { violations } from "./lib/axe.mjs";
import { chromium } from "./lib/browsers.mjs";
import { GOLDEN } from "./lib/sample.mjs";
import { until } from "./lib/until.mjs";
import { inBrowser } from "./lib/visits.mjs";

const test = inBrowser(chromium);

const BREAKING = [
  "2.2-3", "2.3-3", "3.2-3", "3.3-2", "3.4.1-2", "3.4.1-4", "3.4.4-2", "4.2-2", "7.7-a", "7.7-b", "7.7.4-3", "7.8.2-2",
  "G10", "G14", "G14b", "G15", "G16", "G6-5.2.1", "G6-5.4", "G7-7.2", "G9",
];

const listed = (officer) =>
  officer.page.evaluate(() => [...document.querySelectorAll("[data-finding]")].map((one) => one.dataset.finding));

/** Opens the finding's field, writes the reason, and keeps it. */
async function explain(officer, check, reason) {
  await officer.page.evaluate((check) => {
    const card = document.querySelector(`[data-finding="${check}"]`);
    [...card.querySelectorAll("button")].find((one) => one.innerText.startsWith("Giải trình")).click();
  }, check);
  await until("the field is there", () => officer.page.evaluate(() => document.activeElement.tagName === "TEXTAREA"));
  await officer.page.keyboard.sendCharacter(reason);
  await officer.pressWith("Control", "Enter");
  await officer.sees(reason);
}

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
  await explain(officer, "3.4.1-2", "Gồm hồ sơ kỳ trước");
  const { bytes } = await officer.download("json");
  const report = JSON.parse(bytes.toString());
  assert.equal(report.findings.find((one) => one.check === "3.4.1-2").reason, "Gồm hồ sơ kỳ trước");
  await officer.answer("3.4.1c", "177191");
  await officer.sees("không còn phù hợp");
});

const card = (officer, check) =>
  officer.page.evaluate((check) => document.querySelector(`[data-finding="${check}"]`)?.innerText ?? "", check);

test("a finding hints at what probably went wrong", async (officer) => {
  await officer.give(GOLDEN[0].file);
  await officer.sees("99,30 khớp với 3.4.1c / 3.4.1a, không khớp với 3.4.1c / 3.4.1b.");
  await officer.sees("Có thể số liệu của 3.4.1b và 3.4.1c bị đổi chỗ cho nhau.");
  await officer.answer("3.4.1c", "171544");
  await officer.answer("3.4.1b", "177190");
  await until("the finding is gone, and its hint", async () => (await card(officer, "3.4.1-2")) === "");
});

test("notes and dates are read; the heading's finding leads to its field", async (officer) => {
  await officer.give(GOLDEN[0].file);
  await officer.sees("Ghi chú của 3.2.1a, 3.2.2a nêu ngày 10/8/2023, 24/8/2023, 11/9/2023");
  await officer.page.evaluate(() => document.querySelector('[data-finding="G14b"] button').click());
  await until("the date has the focus", async () => (await officer.where()).field === "document-date");
  await officer.pressWith("Control", "a");
  await officer.type("16/6/2023");
  await until("the date fits", async () => (await card(officer, "G14b")) === "");
  // What is said of a note waits until the officer leaves it.
  await officer.search("3.2.1a");
  await officer.press("F2");
  await officer.isAt("3.2.1a", "note");
  await officer.pressWith("Control", "a");
  await officer.say("265/QĐ-UBND; 1902/QĐ-UBND");
  assert.equal(await card(officer, "G12a-3.2.1a"), "");
  await officer.press("Escape");
  await until("it is said", async () => (await card(officer, "G12a-3.2.1a")).includes("(3) khác số mục liệt kê trong ghi chú (2)"));
});

test("the report of the period before is opened beside, checked against, kept, and put away", async (officer) => {
  await officer.give(GOLDEN[0].file);
  await officer.sees("Đã mở tệp");
  const before = JSON.parse(readFileSync(GOLDEN[0].file, "utf8"));
  before.period = "2023-Q1";
  const row = before.rows.find((row) => row.id === "1.2b");
  Object.assign(row, { value: 40, typed: "40" });
  const file = join(mkdtempSync(join(tmpdir(), "phuluc-")), "CCHC_2023-Q1_STNMT.json");
  const beside = async (report) => {
    writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
    await (await officer.page.$('[data-action="open-earlier"]')).uploadFile(file);
  };
  await beside({ ...before, period: "2023-Q3" });
  await officer.sees("không phải kỳ trước");
  await beside(before);
  await officer.sees("Đang đối chiếu với Quý I năm 2023.", "1.2b (37) nhỏ hơn 1.2b kỳ trước (40)");
  await officer.isSaved();
  await officer.reload();
  await officer.sees("Đang đối chiếu với Quý I năm 2023.", "1.2b (37) nhỏ hơn 1.2b kỳ trước (40)");
  const { bytes } = await officer.download("json");
  const given = JSON.parse(bytes.toString());
  assert.equal(given.findings.filter((one) => one.check === "G18a-1.2b").length, 1);
  assert.equal(given.earlier.period, "2023-Q1");
  await officer.page.evaluate(() => document.querySelector(".earlier-close").click());
  await until("nothing is compared", async () => (await card(officer, "G18a-1.2b")) === "");
});

test("the list of what is still to do leads to each row", async (officer) => {
  await officer.give(GOLDEN[0].file);
  await officer.sees("Còn 31 chỉ tiêu chưa trả lời");
  await officer.page.evaluate(() => document.querySelector(".todo-list summary").click());
  await until("all are listed", async () => (await officer.page.$$(".todo-list-entry")).length === 31);
  await officer.page.evaluate(() => [...document.querySelectorAll(".todo-list-entry")].at(-1).click());
  await officer.isAt("7.8.2", "answer");
});

test("with findings open axe finds nothing, wide and narrow, and keys alone reach them", async (officer) => {
  await officer.give(GOLDEN[0].file);
  await until("all findings are listed", async () => (await listed(officer)).length === BREAKING.length);
  await officer.press("Escape");
  assert.deepEqual(await violations(officer.page), []);
  await officer.page.setViewport({ width: 360, height: 740 });
  await officer.press("F6");
  await until("the list has the focus", () => officer.page.evaluate(() => document.activeElement.closest("#review") !== null));
  assert.deepEqual(await violations(officer.page), []);
  await officer.press("Enter");
  await until("the focus is in the heading", async () => (await officer.where()).field === "document-date");
});

test("an explained finding is printed with its reason, an open one is not", async (officer) => {
  await officer.give(GOLDEN[0].file);
  await officer.sees("3.4.1c (177.190) lớn hơn 3.4.1b (171.544)");
  await explain(officer, "3.4.1-2", "Gồm hồ sơ kỳ trước");
  await officer.page.emulateMediaType("print");
  const printed = (id) => officer.page.evaluate((id) => document.querySelector(`[data-row="${id}"]`).innerText, id);
  assert.match(await printed("3.4.1c"), /Giải trình|giải trình/);
  assert.match(await printed("3.4.1c"), /Gồm hồ sơ kỳ trước/);
  assert.doesNotMatch(await printed("3.3.1"), /lớn hơn/);
});
