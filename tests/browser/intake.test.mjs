// Taking in what the officer already has: pasted with the keys, seen before anything changes, and taken back in one step.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after } from "node:test";
import { violations } from "./lib/axe.mjs";
import { chromium, firefox } from "./lib/browsers.mjs";
import { copy, paste, pasteText, preview } from "./lib/clipboard.mjs";
import { SAMPLE_FILES } from "./lib/places.mjs";
import { until } from "./lib/until.mjs";
import { givesGoldenFiles, seesSample } from "./lib/sample.mjs";
import { inBrowser } from "./lib/visits.mjs";

const test = inBrowser(chromium);
const testInFirefox = inBrowser(firefox);
const SAMPLE = (await readFile(path.join(SAMPLE_FILES, "phu-luc-2.txt"))).toString();
const folder = await mkdtemp(path.join(os.tmpdir(), "phuluc-intake-"));
after(() => rm(folder, { recursive: true, force: true }));
const PREVIEW = "Xem trước khi đưa vào biểu";

test("the sample pasted whole into the empty form and accepted is the sample typed", async (officer) => {
  await pasteText(officer, SAMPLE);
  await officer.sees(PREVIEW, "Tìm thấy 95 số liệu, 11 ghi chú, 3 mục ở đầu biểu.", "13 dòng in lệch cột đã được đưa về đúng cột");
  assert.equal((await officer.rows()).filter(({ state }) => state === "figure").length, 0, "nothing changes before it is accepted");
  await officer.press("Enter");
  await officer.sees("Đã đưa bảng vào biểu", "Đã đưa vào 109 mục");
  await officer.leave();
  await seesSample(officer);
  await givesGoldenFiles(officer);
  await officer.pressWith("Control", "z");
  await officer.sees("Hoàn tác toàn bộ số liệu");
  assert.equal((await officer.rows()).filter(({ state }) => state === "figure").length, 0);
});

test("the sample as text files of other makes opens in the same preview", async (officer) => {
  const utf16 = path.join(folder, "phu-luc.txt");
  await writeFile(utf16, Buffer.from(`\ufeff${SAMPLE}`, "utf16le"));
  await officer.give(utf16);
  await officer.sees(PREVIEW, "Tìm thấy 95 số liệu, 11 ghi chú, 3 mục ở đầu biểu.");
  await officer.press("Enter");
  await officer.sees("Đã đưa vào 109 mục");
  await officer.leave();
  await seesSample(officer);
  // windows-1258, letters and tones apart, comes out composed.
  const old = path.join(folder, "old.csv");
  const bytes = "1.1,Sô\u00ec v\u00e3n ba\u00d2n chi\u00d2 \u00f0a\u00f2o CCHC \u00f0a\u00de ban ha\u00cenh,Va\u00een,15,ghi chu\u00ec";
  await writeFile(old, Buffer.from(`STT,Chi tieu,DVT,So lieu,Ghi chu\n${bytes}`.replace("\u00ca", "\u00cc"), "latin1"));
  await officer.give(old);
  await officer.sees(PREVIEW);
  assert.ok((await preview(officer)).some((line) => line.new === "ghi chú"), JSON.stringify(await preview(officer)));
});

const office = (name) => path.join(SAMPLE_FILES, "office", name);

for (const name of ["sample.xlsx", "sample.xls", "sample.ods", "sample.docx", "sample_semicolon.csv"]) {
  test(`${name}, written by a real program, opens in the same preview`, async (officer) => {
    await officer.give(office(name));
    await officer.sees(PREVIEW, "Tìm thấy 95 số liệu, 11 ghi chú, 3 mục ở đầu biểu.");
    await officer.press("Enter");
    await officer.sees("Đã đưa bảng vào biểu");
    await officer.leave();
    const figures = (await officer.rows()).filter(({ state }) => state === "figure");
    assert.equal(figures.length, 95);
    assert.equal(await officer.field("period"), "2023-Q2");
    assert.equal(await officer.field("office"), "STNMT");
  });
}

test("the HTML of a word processor, with merged cells, is read from the clipboard", async (officer) => {
  await pasteText(officer, "x", (await readFile(office("sample_writer.html"))).toString());
  await officer.sees(PREVIEW, "Tìm thấy 95 số liệu, 11 ghi chú, 3 mục ở đầu biểu.");
  await officer.press("Enter");
  await officer.sees("Đã đưa bảng vào biểu");
  await officer.leave();
  await seesSample(officer);
});

testInFirefox("in Firefox the sample is put into the field, read in the worker, and accepted", async (officer) => {
  await officer.page.focus("[data-action=paste]");
  await officer.say(SAMPLE);
  await officer.sees(PREVIEW);
  await officer.click("Đưa vào biểu");
  await officer.sees("Đã đưa vào 109 mục");
  await officer.leave();
  await seesSample(officer);
});

test("what is there is kept until it is decided, conflicts stand first", async (officer) => {
  await officer.answer("1.1", "99");
  await officer.go("1.2a");
  await copy(officer, SAMPLE);
  await officer.page.focus("[data-action=paste]");
  await paste(officer);
  await officer.sees(PREVIEW, "1 ô khác với số đang có");
  const [first] = await preview(officer);
  assert.match(first.row, /^1\.1 /);
  assert.deepEqual([first.old, first.new, first.decided], ["99", "14", "Giữ nguyên"]);
  await officer.press("Escape");
  await officer.go("1.2a");
  await pasteText(officer, SAMPLE);
  await officer.sees(PREVIEW);
  await officer.pressWith("Control", "Enter");
  await officer.sees("Đã đưa bảng vào biểu", "Không đưa vào: dòng 12, cột 4 “14”. Khác số đang có");
  assert.equal(await officer.shown("1.1"), "99");
  assert.equal(await officer.shown("1.2b"), "37");
  await officer.leave();
  await pasteText(officer, SAMPLE);
  await officer.click("Lấy mọi ô khác với số đang có");
  assert.equal((await preview(officer))[0].decided, "Đưa vào");
  await officer.click("Đưa vào biểu");
  await officer.sees("Đã đưa vào 1 mục");
  assert.equal(await officer.shown("1.1"), "14");
});

test("what the report holds already is folded away, and unfolds with the keys", async (officer) => {
  await officer.give(path.join(SAMPLE_FILES, "CCHC_2023-Q2_STNMT.json"));
  await officer.leave();
  await pasteText(officer, `${SAMPLE}\n9.9\tKhông có\tNgười\t5`);
  await officer.sees(PREVIEW, "ô biểu đã có sẵn, không đổi");
  const shown = () =>
    officer.page.evaluate(() => [...document.querySelectorAll("dialog[open] tbody tr")].filter((line) => line.checkVisibility()).length);
  assert.equal(await shown(), 1, "the one that is not the form's");
  await officer.page.focus("dialog[open] summary");
  await officer.press("Enter");
  await until("they are there", async () => (await shown()) > 100);
  await officer.press("Escape");
  // One new figure among them: Enter takes it.
  await pasteText(officer, `${SAMPLE}\n1.3.2.\tTỷ lệ xử lý các vấn đề phát hiện qua kiểm tra\t%\n\t- Số vấn đề phát hiện qua kiểm tra\tVấn đề\t3`);
  await officer.sees(PREVIEW, "ô biểu đã có sẵn, không đổi");
  await officer.press("Enter");
  await officer.sees("Đã đưa vào 1 mục");
  assert.equal(await officer.shown("1.3.2a"), "3");
});

test("a long reading tells how far it is, and stops with Escape", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.page.evaluate(() => document.activeElement.blur());
  // Labels that are a little like many of the form's: the worst that the bounds let through.
  const label = "so tthc ho so ty le giai quyet dung han cua ubnd cap huyen trong do tong so da tiep nhan x";
  const line = (_, at) => `\t- ${label}${at}\tHồ sơ\t${at}\tSở Nội vụ báo cáo ${at}`;
  await pasteText(officer, `STT\tChỉ tiêu thống kê\tĐơn vị tính\tSố liệu\n${Array.from({ length: 1_990 }, line).join("\n")}`);
  const title = () => officer.page.evaluate(() => document.querySelector("dialog[open] h2")?.innerText ?? "");
  await until("a figure of progress", async () => /^Đang đọc… [1-9]\d? %$/.test(await title()));
  await officer.press("Escape");
  await until("it is stopped", async () => (await officer.page.$("dialog[open]")) === null);
  assert.equal(await officer.shown("1.1"), "14");
  await officer.answer("1.2a", "37");
});

test("a column out of a workbook fills downwards from the cell, a single figure is pasted as ever", async (officer) => {
  await officer.go("1.2a");
  await pasteText(officer, "37\r\n36\r\n14\r\n");
  await officer.sees(PREVIEW, "Điền lần lượt từ ô đang chọn xuống.");
  assert.deepEqual((await preview(officer)).map((line) => line.row.split(" ")[0]), ["1.2a", "1.2b", "1.3.1"]);
  await officer.press("Enter");
  await officer.sees("Đã đưa vào 3 mục");
  assert.deepEqual(await Promise.all(["1.2a", "1.2b", "1.3.1"].map((row) => officer.shown(row))), ["37", "36", "14"]);
  await officer.go("1.5a");
  await pasteText(officer, "942");
  await officer.becomes("1.5a", "figure");
  assert.equal(await officer.page.$("dialog[open]"), null);
});

test("of two columns of figures one is taken for all rows with the keys alone", async (officer) => {
  await officer.answer("3.1.2", "5");
  const head = "STT\tChỉ tiêu thống kê\tĐơn vị tính\tKỳ trước\tKỳ này\tGhi chú";
  const rows = [
    "1.1\tSố văn bản chỉ đạo CCHC đã ban hành\tVăn bản\t14\t20",
    "3.1.2\tSố TTHC công bố mới\tThủ tục\t7\t6",
    "3.1.3\tSố TTHC bãi bỏ, thay thế\tThủ tục\t10",
  ];
  await pasteText(officer, [head, ...rows].join("\n"));
  await officer.sees(PREVIEW, "Bảng có nhiều cột số liệu", "Lấy cột 5 “Kỳ này”");
  const decided = async () => (await preview(officer)).map((line) => `${line.row.split(" ")[0]}: ${line.decided}`).sort();
  assert.deepEqual(await decided(), ["1.1: Giữ nguyên", "3.1.2: Giữ nguyên", "3.1.3: Giữ nguyên"], "nothing is chosen by itself");
  await officer.press("Tab");
  await officer.press("Enter");
  await until("the column is chosen where the form is empty", async () => {
    return (await decided()).join() === "1.1: 20, cột 5,3.1.2: Giữ nguyên,3.1.3: Giữ nguyên";
  });
  assert.equal((await officer.where()).tag, "SELECT", "a second Enter does not take another column");
  await officer.pressWith("Control", "Enter");
  await officer.sees("Đã đưa bảng vào biểu");
  assert.deepEqual([await officer.shown("1.1"), await officer.shown("3.1.2"), await officer.shown("3.1.3")], ["20", "5", ""]);
  // In whatever order the column and what differs are taken.
  await pasteText(officer, [head, ...rows].join("\n"));
  await officer.sees("Lấy cột 4 “Kỳ trước”");
  await officer.click("Lấy mọi ô khác với số đang có");
  await officer.click("Lấy cột 4 “Kỳ trước”");
  await until("all of it is chosen", async () => (await decided()).join() === "1.1: 14, cột 4,3.1.2: 7, cột 4,3.1.3: 10, cột 4");
  await officer.press("Escape");
});

test("two readings are chosen with the keys alone", async (officer) => {
  await officer.go("6.1a");
  await pasteText(officer, "7.800\n7.800\n");
  await officer.sees(PREVIEW, "Số có hai cách đọc");
  await officer.page.focus("dialog[open] select");
  await officer.press("ArrowDown", "Tab", "ArrowDown", "ArrowDown", "Tab", "Tab", "Enter");
  await officer.sees("Đã đưa bảng vào biểu");
  assert.equal(await officer.state("6.1a"), "figure");
  assert.equal(await officer.state("6.1b"), "figure");
});

test("what holds nothing of the form says so, and what is meant for a note goes there", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.page.evaluate(() => document.activeElement.blur());
  await pasteText(officer, "Kính gửi:\tÔng A\nNoi nhận\tB");
  await officer.sees("Không tìm thấy số liệu của biểu", "Số liệu đang nhập không thay đổi.");
  assert.equal(await officer.shown("1.1"), "14");
  await officer.go("1.1");
  await officer.press("F2");
  await officer.isAt("1.1", "note");
  await pasteText(officer, "dòng một\ndòng hai");
  assert.equal(await officer.note("1.1"), "dòng một\ndòng hai");
});

test("the text of a PDF, which has no columns, is read by the form's own labels", async (officer) => {
  await pasteText(officer, (await readFile(office("sample_pdf.txt"))).toString());
  await officer.sees(PREVIEW, "Nội dung không còn cột", "Có thể là một số bị ngắt dòng");
  await officer.pressWith("Control", "Enter");
  await officer.sees("Đã đưa bảng vào biểu", "Không đưa vào");
  assert.equal(await officer.shown("1.5a"), "942");
});

test("scripts in a pasted table are text", async (officer) => {
  const script = '<img src=x onerror="window.__pwn=1"><script>window.__pwn=1</script>';
  const row = (figure) => `1.1\tSố văn bản chỉ đạo CCHC đã ban hành\tVăn bản\t${figure}\t${script}`;
  await pasteText(officer, row("14"), `<table><tr>${row("15").split("\t").map((cell) => `<td>${cell}</td>`).join("")}</tr></table>`);
  await officer.sees(PREVIEW);
  assert.equal((await preview(officer))[0].new, "15", "the HTML goes before the text");
  await officer.press("Escape");
  await pasteText(officer, row("14"));
  await officer.sees(PREVIEW);
  await officer.press("Enter");
  await officer.sees("Đã đưa bảng vào biểu");
  assert.equal(await officer.note("1.1"), script);
  assert.equal(await officer.page.evaluate(() => window.__pwn), undefined);
});

test("axe finds nothing in the preview, light and dark, on a desk and on a phone", async (officer) => {
  await officer.answer("1.1", "99");
  await pasteText(officer, `${SAMPLE}\n9.9\tKhông có\tNgười\t5`);
  await officer.sees(PREVIEW);
  if (process.env.PHULUC_PICTURE) await officer.page.screenshot({ path: process.env.PHULUC_PICTURE });
  for (const scheme of ["light", "dark"]) {
    for (const width of [1366, 360]) {
      await officer.page.emulateMediaFeatures([
        { name: "prefers-color-scheme", value: scheme },
        { name: "prefers-reduced-motion", value: "reduce" },
      ]);
      await officer.page.setViewport({ width, height: 740 });
      assert.deepEqual(await violations(officer.page, "dialog[open]"), [], `${scheme} ${width}`);
    }
  }
});
