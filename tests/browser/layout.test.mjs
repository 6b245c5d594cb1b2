// The page at the widths of an office: nothing runs off the side, and the contents follow what is read.

import assert from "node:assert/strict";
import { chromium } from "./lib/browsers.mjs";
import { GOLDEN } from "./lib/sample.mjs";
import { until } from "./lib/until.mjs";
import { inBrowser } from "./lib/visits.mjs";

const test = inBrowser(chromium);

test("nothing runs off the side on a phone, at 150 %, and on a desk", async (officer) => {
  await officer.give(GOLDEN[0].file);
  await officer.sees("Đã mở tệp");
  await officer.go("1.1");
  await officer.say("một văn bản rất dài không phải là số và không có chỗ ngắt");
  await officer.leave();
  for (const [width, height] of [[360, 740], [911, 512], [1366, 768], [1920, 1080]]) {
    await officer.page.setViewport({ width, height });
    const reach = () => officer.page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
    const [wide, needed] = await until("the window has its width", reach, { isEnough: ([wide]) => wide === width });
    assert.ok(needed <= wide, `${needed} are needed where there are ${wide}`);
    const outside = await officer.page.evaluate(() =>
      [...document.querySelectorAll("[data-row] > *")]
        .filter((cell) => cell.getBoundingClientRect().right > innerWidth + 1)
        .map((cell) => cell.innerText.slice(0, 40)),
    );
    assert.deepEqual(outside, [], `at ${width}`);
  }
});

const chapters = (officer) =>
  officer.page.evaluate(() =>
    [...document.querySelectorAll("nav li")].map((item) => ({
      words: item.innerText.replaceAll(/\s+/g, " "),
      isCurrent: item.querySelector("[aria-current]") !== null,
    })),
  );
const current = async (officer) => (await chapters(officer)).findIndex(({ isCurrent }) => isCurrent) + 1;

test("the contents count what is answered, follow the scroll, and lead to their chapters", async (officer) => {
  await officer.choose("office", "STNMT");
  await officer.answer("1.1", "14");
  await officer.go("1.2a");
  await officer.press("F8");
  await officer.answer("1.2b", "x");
  const [first] = await chapters(officer);
  assert.match(first.words, /2 trên 18 chỉ tiêu đã trả lời/);
  assert.match(first.words, /1 lỗi/);
  await officer.go("4.2a");
  await until("chapter 4 is marked", async () => (await current(officer)) === 4);
  await officer.page.evaluate(() => window.scrollTo(0, 0));
  await until("chapter 1 is marked", async () => (await current(officer)) === 1);
  await (await officer.page.$$("nav li a"))[5].click();
  await until("chapter 6 is marked", async () => (await current(officer)) === 6);
  const row = await officer.page.$eval('[data-row="6"]', (element) => element.getBoundingClientRect().top);
  assert.ok(row > 40 && row < 400, `the chapter stands at ${row}`);
});

test("what needs another look is listed, and its button leads there", async (officer) => {
  await officer.answer("5.2.1a", "không rõ");
  await officer.answer("6.1a", "7.800");
  await officer.sees("Hai cách đọc, chưa chọn");
  await officer.page.click('aside button[aria-label="Đi tới 5.2.1a"]');
  await officer.isAt("5.2.1a");
  await officer.type("3");
  await officer.press("Enter");
  await until("the row is off the list", async () => (await officer.page.$('aside button[aria-label="Đi tới 5.2.1a"]')) === null);
});
