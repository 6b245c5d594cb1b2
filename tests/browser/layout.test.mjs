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

const WIDTHS = [320, 360, 412, 600, 768, 900, 1000, 1024, 1100, 1200, 1280, 1366, 1920];

/** What runs off the side at any width, or hangs out of the bar; and where the period is shown cut. */
async function misfits(officer) {
  const found = [];
  for (const width of WIDTHS) {
    await officer.page.setViewport({ width, height: 740 });
    await until(`the window is ${width} wide`, () => officer.page.evaluate((width) => innerWidth === width, width));
    const faults = await officer.page.evaluate(() => {
      window.scrollTo(0, 0);
      const shown = (element) => element.getClientRects().length > 0;
      const bar = document.querySelector(".top-bar");
      const edge = bar.getBoundingClientRect();
      const parts = [...bar.querySelectorAll(":scope > *, .top-bar-report span, .save-status > *")].filter(shown);
      const isOut = (element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return left < -1 || right > innerWidth + 1 || top < edge.top - 1 || bottom > edge.bottom + 1;
      };
      const wide = document.documentElement.scrollWidth > innerWidth ? ["the document"] : [];
      return [...wide, ...parts.filter(isOut).map((element) => element.className || element.innerText || element.tagName)];
    });
    if (faults.length > 0) found.push(`${width}: ${faults.join(", ")}`);
  }
  await officer.page.setViewport({ width: 1366, height: 768 });
  return found;
}

async function begin(officer) {
  await officer.choose("office", "STNMT");
  await officer.choose("period", "2023-Q2");
  await officer.answer("1.1", "14");
}

test("the bar has room at every width, empty and saved; the period is read whole; the menu lies in the window", async (officer) => {
  assert.deepEqual(await misfits(officer), []);
  await begin(officer);
  await officer.isSaved();
  assert.deepEqual(await misfits(officer), []);
  const period = await officer.page.$eval(".top-bar-report span", (span) => [span.innerText, span.scrollWidth <= span.parentElement.clientWidth]);
  assert.deepEqual(period, ["Quý II năm 2023", true]);
  await officer.page.setViewport({ width: 360, height: 740 });
  await officer.page.click(".download-menu > summary");
  const entries = await until("the entries are shown", () =>
    officer.page.$$eval(".download-menu-list button", (buttons) =>
      buttons.filter((one) => one.getClientRects().length > 0).map((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        return { words: one.innerText.split("\n")[0], isInside: left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight };
      })), { isEnough: (entries) => entries.length > 3 });
  assert.deepEqual(entries.filter(({ isInside }) => !isInside), []);
  for (const words of ["Bản nháp", "Lịch sử", "Trợ giúp"]) assert.ok(entries.some((one) => one.words.startsWith(words)), words);
});

/** The browser stores nothing. */
function refuseStores() {
  const refuse = () => {
    throw new DOMException("no", "QuotaExceededError");
  };
  Storage.prototype.setItem = refuse;
  IDBObjectStore.prototype.put = refuse;
}

test("a fault of saving is told in the bar at every width, and covers nothing", async (officer) => {
  await begin(officer);
  await until("it is told", async () => (await officer.saveStatus()).code === "failed");
  assert.deepEqual(await misfits(officer), []);
  const gap = await officer.page.evaluate(() => {
    window.scrollTo(0, 0);
    const told = document.querySelector(".save-status-advice").getBoundingClientRect();
    return { height: told.height, gap: document.querySelector(".sheet").getBoundingClientRect().top - told.bottom };
  });
  assert.ok(gap.height > 20 && gap.gap >= 0, JSON.stringify(gap));
}, { before: (page) => page.evaluateOnNewDocument(refuseStores) });

test("what is to be looked at again ends above a message", async (officer) => {
  await officer.give(GOLDEN[0].file);
  await officer.sees("Đã mở tệp");
  const [list, message] = await officer.page.evaluate(() =>
    [".review", ".message-bar"].map((one) => document.querySelector(one).getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })),
  );
  assert.ok(list.bottom <= message.top, `${list.bottom} and ${message.top}`);
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
