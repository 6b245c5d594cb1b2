// Every change can be taken back and done again, across reloads, and is told in words; versions with a name can be gone back to.

import assert from "node:assert/strict";
import { chromium, firefox } from "./lib/browsers.mjs";
import { GOLDEN } from "./lib/sample.mjs";
import { until, untilIs } from "./lib/until.mjs";
import { inBrowser } from "./lib/visits.mjs";

const undo = (officer) => officer.pressWith("Control", "z");
const redo = (officer) => officer.pressWith("Control", "y");

async function turns(officer) {
  await officer.answer("1.1", "14");
  await officer.answer("1.1", "15");
  await officer.go("1.2a");
  await officer.press("F8");
  await officer.becomes("1.2a", "none");
  await officer.isSaved();
  await officer.reload();
  await undo(officer);
  await officer.becomes("1.2a", "unanswered");
  await officer.sees("Hoàn tác dòng 1.2a: “Không phát sinh” thành “(trống)”");
  await undo(officer);
  await untilIs("the figure before", () => officer.shown("1.1"), "14");
  await officer.isAt("1.1");
  await officer.isSaved();
  await officer.reload();
  await redo(officer);
  await untilIs("the figure after", () => officer.shown("1.1"), "15");
  await officer.sees("Làm lại dòng 1.1: “14” thành “15”");
  await redo(officer);
  await officer.becomes("1.2a", "none");
  await redo(officer);
  await officer.sees("Không có thay đổi nào để làm lại");
}

for (const [name, launch] of [
  ["Chromium", chromium],
  ["Firefox", firefox],
]) {
  inBrowser(launch)(`in ${name} changes are taken back and done again, across reloads`, turns);
}

const test = inBrowser(chromium);

test("while a figure is typed, Ctrl+Z is the browser's own", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.go("1.2a");
  await officer.type("37");
  await undo(officer);
  assert.equal(await officer.shown("1.1"), "14", "what was done before stands");
});

test("opening a file is taken back whole", async (officer) => {
  await officer.answer("1.1", "99");
  await officer.give(GOLDEN[0].file);
  await officer.click("Thay bằng tệp này");
  await untilIs("the file's figure", () => officer.shown("1.1"), "14");
  await officer.isSaved();
  await officer.reload();
  await undo(officer);
  await untilIs("the figure before", () => officer.shown("1.1"), "99");
  assert.equal(await officer.shown("3.1.4"), "");
});

test("the change log tells old, new, and when, of all rows and of one; a version is gone back to", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.answer("1.2a", "37");
  await officer.page.click("[data-action=history]");
  await officer.sees("Phiên bản đã đặt tên");
  await officer.page.focus("[data-field=version-name]");
  await officer.type("Trước khi sửa");
  await officer.press("Enter");
  await officer.sees("Trước khi sửa ·");
  const rows = () => officer.page.$$eval(".history-list tbody tr", (rows) => rows.map((row) => row.innerText.replaceAll("\t", "|")));
  const told = await rows();
  assert.equal(told.length, 2);
  assert.match(told[0], /^\d\d:\d\d \d\d\/\d\d\/\d{4}\|dòng 1\.2a\|\(trống\)\|37$/);
  await officer.click("Chỉ xem dòng 1.2a");
  await untilIs("the rows of one", async () => (await rows()).length, 1);
  await officer.press("Escape");
  await officer.answer("1.1", "20");
  await officer.page.click("[data-action=history]");
  await officer.click("Trở lại phiên bản này");
  await untilIs("the version's figure", () => officer.shown("1.1"), "14");
  await officer.go("1.2a");
  await undo(officer);
  await untilIs("what was there before", () => officer.shown("1.1"), "20");
});

test("a version without a name is called by its time", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.page.click("[data-action=history]");
  await officer.click("Lưu phiên bản");
  const names = () => officer.page.$$eval(".history-list li span", (names) => names.map((name) => name.innerText));
  await until("it is listed", async () => /^\d\d:\d\d \d\d\/\d\d\/\d{4}$/.test((await names())[0]));
});
