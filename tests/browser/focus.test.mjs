// The focus is never lost: what closes gives it back, or to where the officer was.

import assert from "node:assert/strict";
import { chromium } from "./lib/browsers.mjs";
import { GOLDEN } from "./lib/sample.mjs";
import { until } from "./lib/until.mjs";
import { inBrowser } from "./lib/visits.mjs";

const test = inBrowser(chromium);

const isSomewhere = (officer) => until("the focus is somewhere", async () => (await officer.where()).tag !== "BODY", { seconds: 3 });

async function pressButton(officer, words) {
  await officer.page.evaluate((words) => {
    const isWanted = (one) => one.innerText.trim().startsWith(words) && one.checkVisibility();
    [...document.querySelectorAll("button, summary")].find(isWanted).focus();
  }, words);
  await officer.press("Enter");
}

test("after a file was given from the menu by keyboard", async (officer) => {
  await officer.answer("1.1", "14");
  await pressButton(officer, "Tải báo cáo");
  await officer.press("Tab", "Enter");
  await officer.sees("Đã yêu cầu trình duyệt tải");
  await isSomewhere(officer);
});

test("after a message was closed", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.go("1.2a");
  await officer.pressWith("Control", "s");
  await officer.sees("Đã yêu cầu trình duyệt tải");
  await pressButton(officer, "Đóng");
  await until("the message is gone", async () => !(await officer.text()).includes("Đã yêu cầu trình duyệt tải"));
  await isSomewhere(officer);
});

test("after a file replaced the draft, and after that was taken back", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.go("1.2a");
  await officer.give(GOLDEN[0].file);
  await officer.sees("Thay bằng tệp này");
  await pressButton(officer, "Thay bằng tệp này");
  await officer.sees("Đã mở tệp");
  await isSomewhere(officer);
  await pressButton(officer, "Hoàn tác");
  await officer.sees("Đã trở lại nội dung trước khi mở tệp");
  await isSomewhere(officer);
  assert.equal(await officer.shown("1.1"), "14");
});

test("after the column of rows to review was closed, where it lies over the page", async (officer) => {
  await officer.answer("1.1", "x");
  await officer.page.setViewport({ width: 911, height: 512 });
  await pressButton(officer, "Cần xem lại");
  await officer.sees("Đi tới");
  await pressButton(officer, "Đóng");
  await isSomewhere(officer);
});
