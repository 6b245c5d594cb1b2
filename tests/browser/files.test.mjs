// Opening a file of ours over a draft: asked first, left or replaced, and taken back.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { chromium } from "./lib/browsers.mjs";
import { GOLDEN, seesSample } from "./lib/sample.mjs";
import { until } from "./lib/until.mjs";
import { inBrowser } from "./lib/visits.mjs";

const test = inBrowser(chromium);
const [JSON_FILE, CSV_FILE, EXCEL_FILE] = GOLDEN;

test("a file over answers: asked first, left by Escape and by the button, replaced, and taken back", async (officer) => {
  await officer.answer("1.1", "99");
  await officer.go("1.2a");
  await officer.give(JSON_FILE.file);
  await officer.sees(`Mở “${JSON_FILE.name}”?`);
  await officer.sees("Sở Tài nguyên và Môi trường, Quý II năm 2023, 95 số liệu đã nhập");
  await officer.press("Escape");
  await officer.isAt("1.2a");
  assert.equal(await officer.shown("1.1"), "99");

  await officer.give(JSON_FILE.file);
  await officer.click("Giữ số liệu đang nhập");
  assert.equal(await officer.shown("1.1"), "99");
  assert.equal(await officer.field("office"), "");

  await officer.give(JSON_FILE.file);
  await officer.click("Thay bằng tệp này");
  await officer.sees(`Đã mở tệp “${JSON_FILE.name}”`);
  await officer.leave();
  await seesSample(officer);
  await officer.isSaved();

  await officer.click("Hoàn tác");
  await officer.sees("Đã trở lại nội dung trước khi mở tệp");
  await officer.leave();
  assert.equal(await officer.shown("1.1"), "99");
  assert.equal(await officer.state("1.2a"), "unanswered");
  assert.equal(await officer.field("office"), "");
  await officer.isSaved();
  await officer.reload();
  assert.equal(await officer.shown("1.1"), "99");
});

test("an opened file is kept over a reload", async (officer) => {
  await officer.give(EXCEL_FILE.file);
  await officer.sees(`Đã mở tệp “${EXCEL_FILE.name}”`);
  await officer.isSaved();
  await officer.reload();
  const rows = await officer.rows();
  assert.equal(rows.find((row) => row.id === "6.1a").shown, "7\u00a0800");
  assert.equal(await officer.field("period"), "2023-Q2");
});

test("the same file can be opened twice in a row", async (officer) => {
  await officer.give(CSV_FILE.file);
  await officer.sees(`Đã mở tệp “${CSV_FILE.name}”`);
  await officer.give(CSV_FILE.file);
  await officer.click("Thay bằng tệp này");
  await officer.sees(`Đã mở tệp “${CSV_FILE.name}”`);
});

/** Drops files, each a name and its text, on the page. */
const dropFiles = (officer, ...files) =>
  officer.page.evaluate((files) => {
    const carried = new DataTransfer();
    for (const [name, text] of files) carried.items.add(new File([text], name));
    const drop = (kind) => document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
    drop("dragover");
    drop("drop");
  }, files);

test("a file may be dropped on the page", async (officer) => {
  await officer.fill("1.1", "99");
  await dropFiles(officer, [JSON_FILE.name, JSON_FILE.bytes.toString()]);
  await officer.click("Thay bằng tệp này");
  await officer.sees(`Đã mở tệp “${JSON_FILE.name}”`);
  await officer.leave();
  await seesSample(officer);
});

test("of files that are dropped together the first is read and the others are named, in the dialog and after it", async (officer) => {
  const textOf = (selector) => officer.page.evaluate((selector) => document.querySelector(selector)?.innerText ?? "", selector);
  const report = [JSON_FILE.name, JSON_FILE.bytes.toString()];
  await officer.answer("1.1", "99");
  await dropFiles(officer, report, ["b.csv", "x"], ["c.xlsx", "x"]);
  await officer.sees(`Mở “${JSON_FILE.name}”?`);
  const two = "Mỗi lần đọc một tệp. Chưa đọc: “b.csv”, “c.xlsx”.";
  assert.ok((await textOf("dialog[open]")).includes(two));
  await officer.press("Escape");
  await until("the dialog is closed", async () => (await officer.page.$("dialog[open]")) === null);
  assert.ok((await textOf(".message-bar")).includes(two));

  const table = "STT\tChỉ tiêu thống kê\tĐơn vị tính\tSố liệu\n1.1\tSố văn bản chỉ đạo CCHC đã ban hành\tVăn bản\t15\n";
  await dropFiles(officer, ["so lieu.csv", table], ...["b", "c", "d", "e", "f"].map((name) => [`${name}.csv`, "x"]));
  await officer.sees("Xem trước khi đưa vào biểu");
  const five = "Mỗi lần đọc một tệp. Chưa đọc: “b.csv”, “c.csv”, “d.csv” và 2 tệp khác.";
  assert.ok((await textOf("dialog[open]")).includes(five));
  await officer.click("Lấy mọi ô khác với số đang có");
  await officer.click("Đưa vào biểu");
  await officer.sees("Đã đưa bảng vào biểu", five);
  assert.equal(await officer.shown("1.1"), "15");
  await officer.answer("1.2a", "37");
  const bar = await textOf(".message-bar");
  assert.ok(bar.includes(five), "it stays until it was closed");
  assert.equal(bar.includes("Hoàn tác"), false, "what would take back another change is gone");
  await officer.click("Đóng");
  assert.equal((await textOf(".message-bar")).trim(), "");

  await dropFiles(officer, ["b.csv", "x"], report);
  await officer.sees("Không mở được tệp “b.csv”", `Chưa đọc: “${JSON_FILE.name}”.`);
  await dropFiles(officer, report);
  await officer.sees(`Mở “${JSON_FILE.name}”?`);
  assert.equal((await officer.text()).includes("Mỗi lần đọc một tệp"), false, "one file alone leaves none unread");
});

test("a file that was changed by hand opens, and what does not fit is said", async (officer) => {
  const file = path.join(officer.downloads.folder, "..", `phuluc-changed-${process.pid}.json`);
  await writeFile(file, JSON_FILE.bytes.toString().replace('"value": 177190', '"value": 177191'));
  await officer.give(file);
  await officer.sees("Mã kiểm tra không khớp");
  await officer.sees("tệp ghi “177191”, không khớp với nội dung đã gõ");
  assert.equal(await officer.shown("3.4.1c"), "177.190");
});

test("a report without office and period can be given, and the file's name says so", async (officer) => {
  await officer.answer("1.1", "14");
  const { name } = await officer.download("csv");
  assert.equal(name, "CCHC_chua-chon-ky_chua-chon-don-vi.csv");
});

test("Ctrl+S gives the report file from inside a cell", async (officer) => {
  await officer.fill("1.1", "14");
  await officer.pressWith("Control", "s");
  const { name, bytes } = await officer.downloads.take();
  assert.equal(name, "CCHC_chua-chon-ky_chua-chon-don-vi.json");
  assert.match(bytes.toString(), /"typed": "14"/);
  await officer.isAt("1.1");
});

test("a text that a spreadsheet would run is defused in CSV and comes back unchanged", async (officer, anew) => {
  await officer.go("1.1");
  await officer.type("14");
  await officer.press("F2");
  await officer.isAt("1.1", "note");
  await officer.type("=HYPERLINK(1)");
  const { name, bytes } = await officer.download("csv-excel");
  assert.match(bytes.toString(), /;'=HYPERLINK\(1\)\r\n/);
  const file = path.join(officer.downloads.folder, name);
  await writeFile(file, bytes);
  const other = await anew();
  await other.give(file);
  await other.sees("Đã mở tệp");
  assert.equal(await other.note("1.1"), "=HYPERLINK(1)");
});
