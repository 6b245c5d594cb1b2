// axe-core finds nothing on the page, in any state that an officer brings it into.

import assert from "node:assert/strict";
import { violations } from "./lib/axe.mjs";
import { chromium } from "./lib/browsers.mjs";
import { GOLDEN } from "./lib/sample.mjs";
import { openBeside } from "./lib/tabs.mjs";
import { inBrowser } from "./lib/visits.mjs";

const test = inBrowser(chromium);
/** The whole page, or the part that lies over it. */
const isClean = async (officer, within = "html") => assert.deepEqual(await violations(officer.page, within), []);
const fill = async (officer) => {
  await officer.give(GOLDEN[0].file);
  await officer.sees("Đã mở tệp");
};
const dark = (page) => page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
const PHONE = { width: 360, height: 740 };

test("the empty form", (officer) => isClean(officer));

test("the filled form", async (officer) => {
  await fill(officer);
  await isClean(officer);
});

test("an open question, an unread text, a difference, states, a found row", async (officer) => {
  await officer.choose("office", "STNMT");
  await officer.answer("1.1", "mười bốn");
  await officer.answer("2.1.1a", "5");
  await officer.answer("2.1.1b", "5");
  await officer.answer("2.1.1", "11");
  await officer.go("1.2a");
  await officer.press("F8");
  await officer.go("1.2b");
  await officer.press("F9");
  await officer.fill("6.1a", "7.800");
  await officer.press("Enter");
  await officer.isAt("6.1a", "question");
  await isClean(officer);
  await officer.press("F3");
  await officer.type("ty le");
  await officer.sees("Tỷ lệ");
  await isClean(officer, "header:has([data-save])");
});

test("the help", async (officer) => {
  await officer.go("1.1");
  await officer.press("?");
  await officer.sees("Sang ô trả lời tiếp theo");
  await isClean(officer, "dialog[open]");
});

test("the question before a file replaces a draft, and a refusal", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.give(GOLDEN[0].file);
  await officer.sees("Thay bằng tệp này");
  await isClean(officer, "dialog[open]");
  await officer.click("Giữ số liệu đang nhập");
  await officer.give(GOLDEN[0].file.replace(/files.CCHC.*/, "cases/numbers.txt"));
  await officer.sees("Không mở được tệp");
  await isClean(officer);
});

test("the list of drafts, its questions, the history, and a tab that watches", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.answer("1.2a", "37");
  await officer.isSaved();
  await officer.page.click("[data-action=drafts]");
  await officer.sees("Các bản nháp chỉ nằm trên máy");
  await isClean(officer, "dialog[open]");
  await officer.click("Đổi tên");
  await officer.sees("Tên bản nháp");
  await isClean(officer, "dialog[open]");
  await officer.click("Thôi");
  await officer.click("Xoá khỏi máy này…");
  await officer.sees("1. Tải bản nháp về");
  await isClean(officer, "dialog[open]");
  // Back to the list, and out of it.
  await officer.press("Escape");
  await officer.sees("Các bản nháp chỉ nằm trên máy");
  await officer.press("Escape");
  await officer.page.click("[data-action=history]");
  await officer.sees("Phiên bản đã đặt tên");
  await isClean(officer, "dialog[open]");
  await officer.press("Escape");
  const other = await openBeside(officer);
  await other.sees("Thẻ này chỉ xem");
  await isClean(other);
});

test("the menu of files", async (officer) => {
  await (await officer.page.$("details:has([data-action]) > summary")).click();
  await officer.sees("Bảng cho Excel (CSV)");
  await isClean(officer, "header:has([data-save])");
});

test("the filled form in the dark", async (officer) => {
  await fill(officer);
  await officer.answer("1.1", "mười bốn");
  await officer.answer("6.1a", "7.801");
  await isClean(officer);
}, { before: dark });

test("the filled form on a phone", async (officer) => {
  await fill(officer);
  await officer.answer("1.1", "mười bốn");
  await isClean(officer);
}, { viewport: PHONE });

test("the sentence that stands where the page cannot start", async (officer) => {
  await officer.sees("Tệp này bị hỏng");
  await isClean(officer);
}, {
  mayFail: true,
  before: (page) =>
    page.evaluateOnNewDocument(() => {
      window.DecompressionStream = function () {
        throw new Error("damaged on purpose");
      };
    }),
  expected: [/damaged on purpose/],
});
