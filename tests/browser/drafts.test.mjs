// Many drafts on one machine: begun, named, opened, carried to the next period, thrown away and taken back, removed after a verified
// download, taken along and brought back, compared.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { chromium } from "./lib/browsers.mjs";
import { damageDrafts } from "./lib/stores.mjs";
import { openBeside, silenceTabs, storedDrafts } from "./lib/tabs.mjs";
import { until, untilIs } from "./lib/until.mjs";
import { inBrowser } from "./lib/visits.mjs";

const test = inBrowser(chromium);

async function openList(officer) {
  await officer.page.click("[data-action=drafts]");
  await officer.sees("Các bản nháp chỉ nằm trên máy");
}

const focused = async (officer) => (await officer.where()).tag;

/** The lines of the list, as they are read. */
const lines = (officer) =>
  officer.page.$$eval("dialog.draft-list li", (items) => items.map((item) => item.innerText.replaceAll(/\s+/g, " ")));

/** Clicks a button of the line that has these words. */
async function clickIn(officer, words, button) {
  const handle = await until(`“${button}” at “${words}”`, async () => {
    const found = await officer.page.evaluateHandle(
      (words, button) => {
        const line = [...document.querySelectorAll("dialog.draft-list li")].find((one) => one.innerText.includes(words));
        return [...(line?.querySelectorAll("button") ?? [])].find((one) => one.innerText === button) ?? null;
      },
      words,
      button,
    );
    return found.asElement();
  });
  await handle.click();
}

const fileOf = async (officer) => {
  const { name, bytes } = await officer.downloads.take();
  const file = path.join(officer.downloads.folder, "..", `phuluc-given-${Date.now()}-${name}`);
  await writeFile(file, bytes);
  return { name, bytes, file };
};

async function firstDraft(officer) {
  await officer.choose("office", "STNMT");
  await officer.choose("period", "2023-Q2");
  await officer.answer("1.1", "14");
  await officer.answer("4.2b", "59");
  await officer.isSaved();
}

test("a second draft is begun, the first is opened again, each keeps its own", async (officer) => {
  await firstDraft(officer);
  await openList(officer);
  assert.match((await lines(officer))[0], /Sở Tài nguyên và Môi trường · Quý II năm 2023 đang mở \d+\/\d+ chỉ tiêu đã trả lời · .* lưu lần cuối \d\d:\d\d/);
  await officer.click("Bản nháp mới");
  await untilIs("the new form", () => officer.shown("1.1"), "");
  await officer.answer("1.1", "99");
  await officer.isSaved();
  await officer.reload();
  assert.equal(await officer.shown("1.1"), "99", "a reload comes back to the draft of this tab");
  await openList(officer);
  assert.equal((await lines(officer)).length, 2);
  await clickIn(officer, "Quý II năm 2023", "Mở");
  await untilIs("the first draft", () => officer.shown("1.1"), "14");
  await officer.answer("1.2a", "37");
  await officer.isSaved();
  const typed = Object.values(await storedDrafts(officer.page)).map((draft) => JSON.stringify(draft.typed)).sort();
  assert.deepEqual(typed, ['{"1.1":"14","1.2a":"37","4.2b":"59"}', '{"1.1":"99"}']);
});

test("a draft gets a name, goes into the trash, and comes back", async (officer) => {
  await firstDraft(officer);
  await openList(officer);
  await clickIn(officer, "Quý II", "Đổi tên");
  await untilIs("the focus", async () => (await officer.where()).field, "draft-name");
  await officer.type("Bản bỏ đi");
  await officer.press("Escape");
  await untilIs("the focus", () => focused(officer), "LI");
  assert.ok(!(await lines(officer))[0].includes("Bản bỏ đi"), "Escape keeps the old name and the list");
  await clickIn(officer, "Quý II", "Đổi tên");
  await untilIs("the focus", async () => (await officer.where()).field, "draft-name");
  await officer.type("Bản trình ký");
  await officer.press("Enter");
  await officer.sees("Bản trình ký");
  await clickIn(officer, "Bản trình ký", "Đổi tên");
  await until("the name is selected", () => officer.page.evaluate(() => getSelection().toString() === "Bản trình ký"));
  await officer.page.click("dialog.draft-list h2");
  await officer.press("Escape");
  // However often.
  for (let count = 0; count < 4; count += 1) {
    await untilIs("Escape from wherever leaves the name alone", () => focused(officer), "LI");
    await clickIn(officer, "Bản trình ký", "Đổi tên");
    await untilIs("the focus", async () => (await officer.where()).field, "draft-name");
    await officer.press("Escape");
  }
  await untilIs("the focus", () => focused(officer), "LI");
  await clickIn(officer, "Bản trình ký", "Bỏ vào thùng rác");
  await officer.sees("Thùng rác");
  await untilIs("the focus", () => focused(officer), "LI");
  await untilIs("the form is another one", () => officer.shown("1.1"), "");
  await officer.reload();
  assert.equal(await officer.shown("1.1"), "", "what is in the trash is not opened");
  await openList(officer);
  await clickIn(officer, "Bản trình ký", "Lấy lại");
  await clickIn(officer, "Bản trình ký", "Mở");
  await untilIs("the draft is back", () => officer.shown("1.1"), "14");
});

test("for the next period only figures of a day are offered, and are no answers before they are taken", async (officer) => {
  await firstDraft(officer);
  await openList(officer);
  await clickIn(officer, "Quý II", "Lập cho kỳ sau");
  await officer.sees("Đã lập bản nháp cho kỳ sau");
  await untilIs("the period", () => officer.field("period"), "2023-Q3");
  assert.equal(await officer.shown("1.1"), "", "a figure of the period is not carried over");
  assert.equal(await officer.state("4.2b"), "unanswered");
  assert.match(await officer.rowText("4.2b"), /Kỳ trước: 59 \(chưa xác nhận\)/);
  await officer.reload();
  await officer.go("4.2b");
  await officer.pressWith("Control", "Enter");
  await officer.becomes("4.2b", "figure");
  assert.equal(await officer.shown("4.2b"), "59");
  assert.doesNotMatch(await officer.rowText("4.2b"), /chưa xác nhận/);
});

test("a draft leaves the machine only after the file that was taken was given back whole", async (officer) => {
  await firstDraft(officer);
  await openList(officer);
  await clickIn(officer, "Quý II", "Xoá khỏi máy này…");
  await untilIs("the focus", () => focused(officer), "H3");
  await officer.click("1. Tải bản nháp về");
  const { bytes, file } = await fileOf(officer);
  await writeFile(`${file}.x`, `${bytes}x`);
  const input = await officer.page.$("[data-action=check-draft]");
  await input.uploadFile(`${file}.x`);
  await officer.sees("không phải bản nháp này");
  await (await officer.page.$("[data-action=check-draft]")).uploadFile(file);
  await officer.sees("còn nguyên vẹn");
  // As a file chooser that is left does.
  await officer.page.$eval("[data-action=check-draft]", (input) => input.dispatchEvent(new Event("cancel", { bubbles: true })));
  await officer.sees("còn nguyên vẹn");
  await officer.click("3. Xoá khỏi máy này");
  await untilIs("the form is empty", () => officer.shown("1.1"), "");
  await until("nothing of it is stored", async () => Object.keys(await storedDrafts(officer.page)).length === 0);
  const left = await officer.page.evaluate(() => Object.keys(localStorage));
  assert.deepEqual(left.filter((key) => /^phuluc\/\d+\/[^/]+\//.test(key)), []);
  // And the file brings it back.
  await officer.page.keyboard.press("Escape");
  await officer.give(file);
  await officer.sees("1 bản nháp mới được thêm vào máy này");
  await openList(officer);
  await clickIn(officer, "Quý II", "Mở");
  await untilIs("the draft is back", () => officer.shown("1.1"), "14");
});

test("all drafts go into one file, and come back from it on another machine", async (officer, anew) => {
  await firstDraft(officer);
  await openList(officer);
  await officer.click("Bản nháp mới");
  await untilIs("the new form", () => officer.shown("1.1"), "");
  await officer.answer("1.1", "99");
  await officer.isSaved();
  await openList(officer);
  await officer.click("Tải mọi bản nháp (một tệp)");
  const { name, file } = await fileOf(officer);
  assert.match(name, /^phuluc-moi-ban-nhap_\d{4}-\d\d-\d\d\.json$/);
  const other = await anew();
  await other.give(file);
  await other.sees("2 bản nháp mới được thêm vào máy này");
  await other.give(file);
  await other.sees("2 bản nháp đã có sẵn");
  await openList(other);
  await clickIn(other, "Quý II", "Mở");
  await untilIs("the draft is there", () => other.shown("1.1"), "14");
});

test("two versions are compared field by field, and one field is taken over", async (officer) => {
  await firstDraft(officer);
  const other = await openBeside(officer, { before: (page) => page.evaluateOnNewDocument(silenceTabs) });
  await other.answer("1.1", "15");
  await other.isSaved();
  await officer.page.bringToFront();
  await officer.answer("1.2a", "37");
  await officer.sees("bản song song");
  await officer.isSaved();
  await openList(officer);
  const rows = await lines(officer);
  assert.equal(rows.length, 2);
  await clickIn(officer, "So với bản đang mở", "So với bản đang mở");
  await officer.sees("Hai bản khác nhau ở đâu");
  await untilIs("the focus", () => focused(officer), "H3");
  const differing = await officer.page.$$eval(".draft-compare tbody tr", (rows) =>
    rows.map((row) => [...row.cells].slice(0, 3).map((cell) => cell.innerText.split(" ")[0])),
  );
  assert.deepEqual(differing, [
    ["1.1", "14", "15"],
    ["1.2a", "37", "(trống)"],
  ]);
  await officer.page.click(".draft-compare tbody tr button");
  await untilIs("the field is taken", () => officer.shown("1.1"), "15");
  await untilIs("the focus", () => focused(officer), "TR");
  await officer.isSaved();
}, { before: (page) => page.evaluateOnNewDocument(silenceTabs) });

test("a damaged text is put aside, offered as it is, and never in the way", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.isSaved();
  await damageDrafts(officer.page, { all: true });
  await officer.reload();
  await officer.sees("Không đọc được bản nháp trên máy này");
  await officer.answer("1.1", "15");
  await officer.isSaved();
  await officer.reload();
  assert.equal(await officer.shown("1.1"), "15");
  await openList(officer);
  await officer.sees("Bản lưu không đọc được");
  await officer.click("Tải nguyên văn");
  assert.match((await officer.downloads.take()).bytes.toString(), /"report"/);
});

test("work of more than a day without a copy is reminded of once, and no more when a copy was taken", async (officer) => {
  await firstDraft(officer);
  await officer.reload();
  assert.doesNotMatch(await officer.text(), /chưa có bản nào ngoài trình duyệt/);
  await officer.page.evaluate(() => {
    const key = Object.keys(localStorage).find((key) => key.endsWith("/since"));
    localStorage.setItem(key, JSON.stringify("2020-01-02T08:30:00"));
  });
  await officer.reload();
  await officer.sees("Số liệu nhập từ 08:30 02/01/2020 chưa có bản nào ngoài trình duyệt");
  await officer.download("json");
  await officer.reload();
  assert.doesNotMatch(await officer.text(), /chưa có bản nào ngoài trình duyệt/);
});
