// Files that are not ours, broken, or made to harm, opened through the page: refused with the reason, the draft untouched, no script run.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after } from "node:test";
import { chromium } from "./lib/browsers.mjs";
import { GOLDEN } from "./lib/sample.mjs";
import { inBrowser } from "./lib/visits.mjs";

const folder = await mkdtemp(path.join(os.tmpdir(), "phuluc-hostile-"));
after(() => rm(folder, { recursive: true, force: true }));
const test = inBrowser(chromium);

const json = GOLDEN[0].bytes.toString();
const csv = GOLDEN[1].bytes.toString();
const SCRIPT = '<img src=x onerror="window.__pwn=1"><script>window.__pwn=1</script>';

/** What is opened, and the words by which it is refused. */
const REFUSED = [
  ["no bytes", "", "Tệp không có nội dung"],
  ["blanks alone", " \n", "Tệp không có nội dung"],
  ["2 MB", Buffer.alloc(2_000_000, "{"), "Tệp lớn hơn 1 MB"],
  ["one byte too many", Buffer.alloc(1_048_577, "{"), "Tệp lớn hơn 1 MB"],
  ["a zip", Buffer.from("PK\x03\x04\xff\xfe", "latin1"), "Tệp bị hỏng hoặc bị cắt mất một phần"],
  ["a PDF", "%PDF-1.7", "Tệp PDF. Hãy mở tệp, chọn và chép bảng"],
  ["a workbook of before 2007", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), "Tệp bị hỏng"],
  ["commas", Buffer.alloc(1_000_000, ","), "Đây không phải tệp JSON hoặc CSV do trang này tải về"],
  ["lines without end", "a\tb\n".repeat(200_000), "Bảng có hơn 2000 dòng"],
  ["UTF-16", Buffer.from(`\ufeff${json}`, "utf16le"), "Tệp không ở bảng mã UTF-8"],
  ["a page", `<html>${SCRIPT}</html>`, "Đây không phải tệp JSON hoặc CSV do trang này tải về"],
  ["another JSON", "{}", "Đây không phải tệp JSON hoặc CSV do trang này tải về"],
  ["another table", "a,b,c\r\n1,2,3\r\n", "Đây không phải tệp JSON hoặc CSV do trang này tải về"],
  ["half a JSON", json.slice(0, json.length / 2), "Tệp bị cắt mất phần cuối"],
  ["a JSON without its last letters", json.slice(0, -3), "Tệp bị cắt mất phần cuối"],
  ["half a table", csv.slice(0, csv.lastIndexOf("7.8")), "Tệp bị cắt mất phần cuối"],
  ["broken JSON", json.replace('"value": 14', '"value": 1 4'), "Nội dung tệp bị hỏng ở dòng"],
  ["a key twice", json.replace('"period"', '"edition"'), "xuất hiện hai lần"],
  ["a deep nest", json.replace('"findings": [', `"deep": ${"[".repeat(9)}${"]".repeat(9)},\n  "findings": [`), "lồng quá nhiều cấp"],
  ["an endless nest", "[".repeat(1_000_000), "Tệp bị cắt mất phần cuối"],
  ["a later version", json.replace('"format_version": 1', '"format_version": 2'), "phiên bản mới hơn"],
  ["another edition", json.replace("cchc-phu-luc-2/2023", SCRIPT.replaceAll('"', "'")), "Tệp lập theo mẫu khác"],
  ["an office that is a number", json.replace('"office": {', '"office": 3, "x": {'), "office.code"],
  ["no rows", json.replace('"rows": [', '"rows": 1, "old": ['), "rows"],
];

let count = 0;
async function fileOf(content, name = `${(count += 1)}.json`) {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

const isUnharmed = async (officer) => {
  assert.equal(await officer.page.evaluate(() => window.__pwn), undefined, "no script of a file was run");
  assert.equal(await officer.page.evaluate(() => document.querySelectorAll("#page img, #page script").length), 0);
};

test("every file that is refused is refused with its reason, and the draft stays", async (officer) => {
  await officer.choose("office", "STNMT");
  await officer.answer("1.1", "14");
  await officer.answer("1.2a", "chưa rõ");
  const before = await officer.rows();
  for (const [name, content, words] of REFUSED) {
    const file = await fileOf(content, `${name}.json`);
    await officer.give(file);
    await officer.sees(`Không mở được tệp “${name}.json”`, words, "Số liệu đang nhập không thay đổi");
    assert.deepEqual(await officer.rows(), before, name);
    await isUnharmed(officer);
  }
  assert.equal(await officer.field("office"), "STNMT");
});

test("a file's name is a text", async (officer) => {
  const name = '<img src=x onerror="window.__pwn=1">.json';
  await officer.give(await fileOf("{}", name));
  await officer.sees(`Không mở được tệp “${name}”`);
  await isUnharmed(officer);
});

test("texts of a file are texts wherever they are shown, and come back the same", async (officer) => {
  const escaped = JSON.stringify(SCRIPT).slice(1, -1);
  const content = json
    .replace('"code": "STNMT"', '"code": "<b>X</b>"')
    .replace('"name": "Sở Tài nguyên và Môi trường"', `"name": "${escaped}"`)
    .replace('"role": "CQ"', `"role": "${escaped}"`)
    .replace('"number": ""', `"number": "${escaped}"`)
    .replace("/12/2023", escaped)
    .replaceAll(/"label": ".*"/g, `"label": "${escaped}"`)
    .replaceAll(/"unit": ".*"/g, `"unit": "${escaped}"`)
    .replaceAll(/"note": ".*"/g, `"note": "${escaped}"`)
    .replace('"typed": "14"', `"typed": "${escaped}"`)
    .replace('"id": "7.9"', `"id": "${escaped}"`)
    .replace('"findings": []', `"findings": [\n    {\n      "check": "${escaped}",\n      "message": "${escaped}"\n    }\n  ]`);
  await officer.answer("1.2a", "1");
  await officer.give(await fileOf(content));
  await officer.click("Thay bằng tệp này");
  await officer.sees("Đã mở tệp");
  await officer.sees("Mã kiểm tra không khớp");
  assert.equal(await officer.note("1.2a"), SCRIPT);
  assert.equal(await officer.shown("1.1"), SCRIPT);
  assert.equal(await officer.field("document-number"), SCRIPT);
  assert.doesNotMatch(await officer.rowText("1.2a"), /onerror(?!.*note)/, "labels are the edition's, not the file's");
  await officer.leave();
  await isUnharmed(officer);
  const { bytes } = await officer.download("json");
  const given = JSON.parse(bytes);
  assert.equal(given.office.name, SCRIPT);
  assert.equal(given.rows.find((row) => row.id === "1.1").typed, SCRIPT);
  const csvFile = await officer.download("csv");
  assert.match(csvFile.name, /^CCHC_2023-Q2_[A-Za-z0-9-]+\.csv$/);
  await officer.isSaved();
  await officer.reload();
  assert.equal(await officer.note("1.2a"), SCRIPT);
  await isUnharmed(officer);
});

test("what is typed into the page is text too", async (officer) => {
  await officer.go("1.1");
  await officer.say(SCRIPT);
  await officer.press("F2");
  await officer.say(SCRIPT);
  await officer.write("document-number", SCRIPT);
  await officer.press("F3");
  await officer.say(SCRIPT);
  await officer.sees("Không có chỉ tiêu nào khớp");
  await isUnharmed(officer);
});

test("a huge but lawful file is answered at once", async (officer) => {
  const notes = json.replaceAll('"note": ""', `"note": "${"á".repeat(1200)}"`);
  assert.ok(Buffer.byteLength(notes) < 1_048_576);
  await officer.give(await fileOf(notes));
  await officer.sees("Đã mở tệp");
  await officer.isSaved();
});
