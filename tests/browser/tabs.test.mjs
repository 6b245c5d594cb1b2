// One draft in two tabs: both see it at once, one writes, the other shows what is saved and can take over; where they hear nothing of
// each other, both keep their work.

import assert from "node:assert/strict";
import { after } from "node:test";
import { INTRANET, chromium, firefox } from "./lib/browsers.mjs";
import { serve } from "./lib/server.mjs";
import { openBeside, silenceTabs, storedDrafts } from "./lib/tabs.mjs";
import { until, untilIs } from "./lib/until.mjs";
import { inBrowser } from "./lib/visits.mjs";

const WATCHING = "Bản nháp này đang mở ở một thẻ khác. Thẻ này chỉ xem";
const WATCHED = "Bản nháp này cũng đang mở ở một thẻ khác";

const server = await serve({ host: INTRANET });
after(() => server.close());

const canType = (officer) => officer.page.$eval('[data-answer="1.1"]', (input) => !input.matches(":disabled"));

async function oneWritesTheOtherWatches(officer, address) {
  await officer.answer("1.1", "14");
  await officer.isSaved();
  const other = await openBeside(officer, { address });
  await other.sees(WATCHING);
  await officer.sees(WATCHED);
  assert.equal(await canType(other), false);
  assert.equal(await other.shown("1.1"), "14");

  await officer.page.bringToFront();
  await officer.answer("1.2a", "37");
  await untilIs("what the other tab shows", () => other.shown("1.2a"), "37");

  await other.page.bringToFront();
  await other.click("Tiếp tục ở đây");
  await until("this tab may type", () => canType(other));
  await officer.sees(WATCHING);
  assert.equal(await canType(officer), false);
  await other.answer("1.2b", "36");
  await other.isSaved();
  await untilIs("what the first tab shows now", () => officer.shown("1.2b"), "36");
  const drafts = Object.values(await storedDrafts(other.page));
  assert.equal(drafts.length, 1, "nothing was parted");
  assert.deepEqual(drafts[0].typed, { "1.1": "14", "1.2a": "37", "1.2b": "36" });

  await other.page.close();
  await officer.page.bringToFront();
  await officer.click("Tiếp tục ở đây");
  await until("the first tab may type again", () => canType(officer));
  await officer.answer("1.1", "15");
  await officer.isSaved();
}

async function bothKeepTheirWork(officer) {
  await officer.answer("1.1", "14");
  await officer.isSaved();
  const other = await openBeside(officer, { before: (page) => page.evaluateOnNewDocument(silenceTabs) });
  await other.answer("1.2a", "222");
  await other.isSaved();
  await officer.page.bringToFront();
  await officer.answer("1.2b", "111");
  await officer.sees("Bản nháp này vừa được ghi ở một thẻ khác", "bản song song");
  await officer.isSaved();
  assert.equal(await officer.shown("1.2b"), "111");
  const drafts = Object.values(await storedDrafts(officer.page));
  const typed = drafts.map((draft) => JSON.stringify(draft.typed)).sort();
  assert.deepEqual(typed, ['{"1.1":"14","1.2a":"222"}', '{"1.1":"14","1.2b":"111"}']);
  // Each tab comes back to its own.
  await officer.reload();
  assert.equal(await officer.shown("1.2b"), "111");
  await other.reload();
  assert.equal(await other.shown("1.2a"), "222");
}

for (const [name, launch] of [
  ["Chromium", chromium],
  ["Firefox", firefox],
]) {
  const test = inBrowser(launch);
  test(`in ${name}, from a file: one writes, the other watches and takes over`, (officer) => oneWritesTheOtherWatches(officer));
  test(
    `in ${name}, from a server without a secure context: the same`,
    (officer) => oneWritesTheOtherWatches(officer, server.address),
    { address: server.address },
  );
  test(`in ${name}, two tabs that hear nothing of each other: nothing is overwritten`, bothKeepTheirWork, {
    before: (page) => page.evaluateOnNewDocument(silenceTabs),
  });
}

const test = inBrowser(chromium);

/** What the banner over the form says of other tabs. */
const bannerOf = (officer) => officer.page.$eval(".tab-banner p", (said) => said.innerText.trim());

test("who takes over from a tab that was closed is told of no other tab, and of one that comes later", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.isSaved();
  const other = await openBeside(officer);
  await other.sees(WATCHING);
  await officer.page.close();
  await other.page.bringToFront();
  await other.click("Tiếp tục ở đây");
  await until("this tab may type", () => canType(other));
  assert.equal(await bannerOf(other), "");
  await other.answer("1.2a", "37");
  await other.isSaved();
  assert.equal(await bannerOf(other), "");
  const third = await openBeside(other);
  await third.sees(WATCHING);
  await other.sees(WATCHED);
});

test("a tab that watches and is gone without a goodbye is not spoken of for long", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.isSaved();
  // As a tab that is killed: it never learns that it is closed.
  const other = await openBeside(officer, {
    before: (page) =>
      page.evaluateOnNewDocument(() => {
        const listen = window.addEventListener;
        window.addEventListener = function (name, ...words) {
          if (name !== "pagehide") listen.call(this, name, ...words);
        };
      }),
  });
  await other.sees(WATCHING);
  await officer.sees(WATCHED);
  await other.page.close();
  await officer.page.bringToFront();
  await until("nothing is said of another tab", async () => (await bannerOf(officer)) === "", { seconds: 60 });
  await officer.answer("1.2a", "37");
  await officer.isSaved();
});

test("the cell that was being typed into shows what the other tab wrote there", async (officer) => {
  await officer.fill("1.1", "14");
  await officer.isSaved();
  const other = await openBeside(officer);
  await other.sees(WATCHING);
  await other.click("Tiếp tục ở đây");
  await until("this tab may type", () => canType(other));
  await other.answer("1.1", "15");
  await untilIs("what the first tab shows", () => officer.shown("1.1"), "15");
});

test("a later version of the page has written the draft: this one writes no more and asks to be loaded anew", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.isSaved();
  const [id] = Object.keys(await storedDrafts(officer.page));
  await officer.page.evaluate(
    (id) =>
      new Promise((resolve, reject) => {
        const open = indexedDB.open("phuluc");
        open.onsuccess = () => {
          const transaction = open.result.transaction("texts", "readwrite");
          transaction.objectStore("texts").put("9 99 later 0", `phuluc/head/${id}`);
          transaction.oncomplete = () => resolve(open.result.close());
          transaction.onabort = reject;
        };
      }),
    id,
  );
  await officer.fill("1.1", "15");
  await officer.sees("phiên bản mới hơn của trang", "Tải lại trang");
  assert.equal((await officer.saveStatus()).code, "failed");
  assert.equal(await canType(officer), false);
});

test("#safe opens an empty form and touches no store", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.isSaved();
  const before = await storedDrafts(officer.page);
  const safe = await openBeside(officer, { address: `${officer.page.url()}#safe` });
  await safe.sees("Chế độ an toàn: biểu trống");
  assert.equal(await safe.shown("1.1"), "");
  await safe.answer("1.1", "99");
  assert.equal((await safe.saveStatus()).code, "failed");
  assert.deepEqual(await storedDrafts(safe.page), before);
});
