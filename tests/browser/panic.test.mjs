// The program itself fails: the officer is told in Vietnamese, the draft is safe, and a reload goes on from it.

import assert from "node:assert/strict";
import { chromium } from "./lib/browsers.mjs";
import { removeIndexedDb } from "./lib/stores.mjs";
import { until } from "./lib/until.mjs";
import { inBrowser } from "./lib/visits.mjs";

const test = inBrowser(chromium);

test("a panic is told, nobody types into a dead page, and a reload goes on with the draft", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.fill("1.2a", "37");
  await officer.page.evaluate(() => setTimeout(() => window.phuluc.fail()));
  await officer.sees("Chương trình gặp lỗi");
  await officer.sees("Số liệu đã nhập vẫn được giữ trên máy này");
  const isDead = () => officer.page.evaluate(() => document.getElementById("page").inert);
  await until("nobody can type into the page", isDead);
  const focused = await officer.page.evaluate(() => document.activeElement.id);
  assert.equal(focused, "fault-reload");
  await Promise.all([officer.page.waitForNavigation({ waitUntil: "domcontentloaded" }), officer.press("Enter")]);
  await officer.isReady();
  assert.equal(await officer.shown("1.1"), "14");
  assert.equal(await officer.shown("1.2a"), "37");
  await officer.isAt("1.2a");
  await officer.answer("1.2b", "37");
  await officer.isSaved();
}, { expected: [/panicked|unreachable|RuntimeError/] });

/** From now on the page's program cannot even be unpacked. */
async function cannotStart(officer) {
  await officer.page.evaluateOnNewDocument(() => {
    window.DecompressionStream = function () {
      throw new Error("damaged on purpose");
    };
  });
  await officer.page.reload({ waitUntil: "domcontentloaded" });
  await officer.sees("Tệp này bị hỏng", "Các bản nháp đang lưu trên máy này");
}

const fails = (officer) => officer.page.evaluate(() => setTimeout(() => window.phuluc.fail()));
const takeJson = async (officer) => JSON.parse((await officer.downloads.take()).bytes);

test("after a panic every draft can still be taken along, one by one and all in one file", async (officer) => {
  await officer.choose("office", "STNMT");
  await officer.answer("1.1", "14");
  await officer.answer("1.2a", "37");
  await officer.isSaved();
  await fails(officer);
  await officer.sees("Các bản nháp đang lưu trên máy này", "Sở Tài nguyên và Môi trường");
  await officer.page.click("#rescue-list button");
  const given = await officer.downloads.take();
  assert.match(given.name, /^phuluc-ban-nhap_STNMT_[A-Za-z0-9-]+_\d{4}-\d\d-\d\d\.json$/);
  const draft = JSON.parse(given.bytes);
  assert.deepEqual([draft.report.rows["1.1"].typed, draft.report.rows["1.2a"].typed], ["14", "37"]);
  await officer.page.click("#rescue-all");
  const { name, bytes } = await officer.downloads.take();
  assert.match(name, /^phuluc-moi-ban-nhap_\d{4}-\d\d-\d\d\.json$/);
  const all = JSON.parse(bytes);
  assert.equal(all.format, "phuluc-drafts");
  assert.ok(all.texts.some((text) => JSON.parse(text).report.rows["1.2a"]?.typed === "37"));
}, { expected: [/panicked|unreachable|RuntimeError/] });

for (const [name, destroy] of [
  ["IndexedDB", () => Object.defineProperty(window, "indexedDB", { get: () => null })],
  ["local storage", () => Object.defineProperty(window, "localStorage", { get: () => { throw new Error("blocked"); } })],
]) {
  test(`after a panic without ${name} the other store's drafts are offered`, async (officer) => {
    await officer.answer("1.1", "14");
    await officer.isSaved();
    await officer.page.evaluate(destroy);
    await fails(officer);
    await officer.sees("Tải bản nháp");
    await officer.page.click("#rescue-list button");
    assert.equal((await takeJson(officer)).report.rows["1.1"].typed, "14");
  }, { expected: [/panicked|unreachable|RuntimeError|blocked|null/] });
}

test("where the page cannot start at all, what was typed before can still be taken along", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.isSaved();
  await cannotStart(officer);
  await officer.page.click("#rescue-list button");
  assert.equal((await takeJson(officer)).report.rows["1.1"].typed, "14");
}, { expected: [/damaged on purpose/] });

test("what another layout keeps of a draft is not in the way of the others", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.isSaved();
  await officer.page.evaluate(() => {
    const alien = JSON.stringify({ draft: "x", report: { office: 7, period: ["2031"] }, saved_at: "2031-01-02T03:04:05" });
    for (let place = 0; place < 9; place += 1) localStorage.setItem(`phuluc/${place}/alien/${place}`, JSON.stringify(alien));
  });
  await officer.page.evaluateOnNewDocument(removeIndexedDb);
  await cannotStart(officer);
  await officer.page.click("#rescue-all");
  const texts = (await takeJson(officer)).texts.map((text) => JSON.parse(text));
  assert.ok(texts.some((draft) => draft.report.office === 7), "the alien's is given as it is");
  assert.ok(texts.some((draft) => draft.report.rows?.["1.1"].typed === "14"), "and so is ours");
  await until("both are offered", () => officer.page.$$eval("#rescue-list button", (buttons) => buttons.length === 2));
}, { expected: [/damaged on purpose/, /reading 'open'/] });
