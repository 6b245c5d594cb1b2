// The draft when a store is full, silent, missing, destroyed, or damaged: the page works on, says only what is true, and what can be
// brought back is brought back.

import assert from "node:assert/strict";
import { chromium } from "./lib/browsers.mjs";
import {
  damageDrafts,
  destroyIndexedDb,
  destroyLocalStorage,
  fillLocalStorage,
  hangIndexedDb,
  hastenTimers,
  recordSaveStatus,
  removeIndexedDb,
  throwIndexedDb,
  untrueWords,
} from "./lib/stores.mjs";
import { until } from "./lib/until.mjs";
import { inBrowser } from "./lib/visits.mjs";

const test = inBrowser(chromium);

const says = (officer, words) =>
  until(`the save status says “${words}”`, async () => {
    const status = await officer.saveStatus();
    return status.code === "failed" && status.words.includes(words);
  });

const neverSaidSaved = async (officer) => assert.deepEqual(await untrueWords(officer.page), []);

const canBeGiven = async (officer, value) => {
  const file = JSON.parse((await officer.download("json")).bytes);
  assert.equal(file.rows.find((row) => row.id === "1.1").value, value);
};

test("local storage is full: said so, the other store keeps the draft", async (officer) => {
  await fillLocalStorage(officer.page);
  await officer.reload();
  await officer.answer("1.1", "14");
  await says(officer, "Một trong hai nơi lưu trên máy không ghi được");
  await canBeGiven(officer, 14);
  await neverSaidSaved(officer);
  await officer.reload();
  assert.equal(await officer.shown("1.1"), "14");
}, { before: (page) => page.evaluateOnNewDocument(recordSaveStatus) });

for (const [name, fault] of [
  ["hangs", hangIndexedDb],
  ["throws", throwIndexedDb],
  ["is missing", removeIndexedDb],
]) {
  test(`IndexedDB ${name}: said so, the other store keeps the draft`, async (officer) => {
    await officer.answer("1.1", "14");
    await says(officer, "Nơi lưu chính trên máy không ghi được");
    await canBeGiven(officer, 14);
    await neverSaidSaved(officer);
    await officer.reload();
    assert.equal(await officer.shown("1.1"), "14");
  }, {
    before: async (page) => {
      await page.evaluateOnNewDocument(hastenTimers);
      await page.evaluateOnNewDocument(fault);
      await page.evaluateOnNewDocument(recordSaveStatus);
    },
  });
}

for (const [name, destroy] of [
  ["IndexedDB", destroyIndexedDb],
  ["local storage", destroyLocalStorage],
]) {
  test(`${name} was destroyed: the draft is back and it is said`, async (officer) => {
    await officer.answer("1.1", "14");
    await officer.isSaved();
    await destroy(officer.page);
    await officer.reload();
    assert.equal(await officer.shown("1.1"), "14");
    await officer.sees("Một trong hai nơi lưu của trình duyệt đã mất bản nháp");
    await officer.isSaved();
    await officer.reload();
    assert.equal(await officer.shown("1.1"), "14");
    assert.doesNotMatch(await officer.text(), /Một trong hai nơi lưu/, "the store was healed");
  });
}

test("both stores were emptied: an empty form, ready for work", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.isSaved();
  await destroyIndexedDb(officer.page);
  await destroyLocalStorage(officer.page);
  await officer.reload();
  assert.equal(await officer.shown("1.1"), "");
  await officer.answer("1.1", "15");
  await officer.isSaved();
});

test("the newest text is damaged: the one before is taken and it is said", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.isSaved();
  await officer.answer("1.2a", "3");
  await officer.isSaved();
  assert.ok((await damageDrafts(officer.page)) >= 1);
  await officer.reload();
  await officer.sees("Một bản lưu bị hỏng nên đã lấy bản lưu nguyên vẹn gần nhất");
  assert.equal(await officer.shown("1.1"), "14");
  assert.equal(await officer.shown("1.2a"), "");
});

test("every text is damaged: said so, nothing of it is taken for a figure", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.isSaved();
  assert.ok((await damageDrafts(officer.page, { all: true })) >= 2);
  await officer.reload();
  await officer.sees("Không đọc được bản nháp trên máy này");
  assert.equal(await officer.shown("1.1"), "");
});

test("what others keep in the same store is neither read nor touched", async (officer) => {
  await officer.page.evaluate(() => {
    localStorage.setItem("other", "kept");
    localStorage.setItem("phuluc/1/strange/0", "not json <img src=x onerror=window.__pwn=1>");
  });
  await officer.reload();
  await officer.answer("1.1", "14");
  await officer.isSaved();
  assert.equal(await officer.page.evaluate(() => localStorage.getItem("other")), "kept");
  assert.equal(await officer.page.evaluate(() => window.__pwn), undefined);
});

test("notes, states, the chosen reading, and the place in a note come back", async (officer) => {
  await officer.answer("6.1a", "7.800");
  await officer.go("6.1a");
  await officer.press("Enter");
  await officer.isAt("6.1a", "question");
  await officer.press("2");
  await officer.becomes("6.1a", "figure");
  await officer.go("1.2a");
  await officer.press("F8");
  await officer.go("1.3.1");
  await officer.press("F2");
  await officer.isAt("1.3.1", "note");
  await officer.type("ghi chú có dấu: đã kiểm tra");
  await officer.isSaved();
  await officer.reload();
  await officer.isAt("1.3.1", "note");
  assert.equal(await officer.note("1.3.1"), "ghi chú có dấu: đã kiểm tra");
  assert.equal(await officer.shown("6.1a"), "7,800");
  assert.equal(await officer.state("1.2a"), "none");
});

test("what was typed just before the page is closed is kept", async (officer) => {
  await officer.fill("1.1", "14");
  await officer.reload();
  assert.equal(await officer.shown("1.1"), "14");
});
