// How one figure is read, asked about, marked, calculated, and shown.

import assert from "node:assert/strict";
import { chromium } from "./lib/browsers.mjs";
import { until, untilIs } from "./lib/until.mjs";
import { inBrowser } from "./lib/visits.mjs";

const test = inBrowser(chromium);

const report = async (officer) => JSON.parse((await officer.download("json")).bytes);
const rowOf = async (officer, id) => (await report(officer)).rows.find((row) => row.id === id);

test("a text with two readings is asked about in its row, and a key answers", async (officer) => {
  await officer.fill("6.1a", "7.800");
  await officer.becomes("6.1a", "ambiguous");
  await officer.press("Enter");
  await officer.isAt("6.1a", "question");
  assert.match(await officer.rowText("6.1a"), /7\s800 hay 7,8 triệu đồng\?/);
  assert.equal((await rowOf(officer, "6.1a")).value, null, "until then there is no figure");
  await officer.go("6.1a");
  await officer.press("Enter");
  await officer.isAt("6.1a", "question");
  await officer.press("1");
  await officer.becomes("6.1a", "figure");
  await officer.isAt("6.1b");
  assert.equal(await officer.shown("6.1a"), "7\u00a0800", "no longer with the dot that was asked about");
  await officer.type("7.800");
  await officer.press("Enter");
  await officer.isAt("6.1b", "question");
  await officer.press("2");
  await officer.becomes("6.1b", "figure");
  assert.equal(await officer.shown("6.1b"), "7,800");
  const { value, typed } = await rowOf(officer, "6.1b");
  assert.deepEqual({ value, typed }, { value: 7.8, typed: "7.800" });
});

const signsSeen = (officer) =>
  officer.page.$$eval('[data-row="6.1a"] [role=group] kbd', (signs) =>
    signs.map((sign) => sign.checkVisibility({ visibilityProperty: true })),
  );

test("while the question stands, digits in the input are the figure's; the question names its keys only where they answer", async (officer) => {
  await officer.fill("6.1a", "7.800");
  await officer.press("Enter");
  await officer.isAt("6.1a", "question");
  assert.deepEqual(await signsSeen(officer), [true, true]);
  await officer.page.click('[data-answer="6.1a"]');
  await officer.isAt("6.1a");
  assert.deepEqual(await signsSeen(officer), [false, false]);
  // The click that brings the focus selects all, as the keys do; the next sets the cursor.
  await officer.type("1250");
  await officer.isAt("6.1a");
  assert.equal(await officer.shown("6.1a"), "1250");
  assert.equal(await officer.shown("6.1b"), "");
  await officer.step();
  await officer.becomes("6.1a", "figure");
  assert.equal((await rowOf(officer, "6.1a")).value, 1250);
  await officer.page.click('[data-answer="6.1a"]');
  await officer.page.click('[data-answer="6.1a"]');
  await officer.press("End");
  await officer.type("0");
  assert.equal(await officer.shown("6.1a"), "12500");
});

test("a row that was left with its question open is typed over from its first digit", async (officer) => {
  await officer.answer("6.1a", "7.800");
  await officer.becomes("6.1a", "ambiguous");
  await officer.fill("6.1a", "2150");
  assert.equal(await officer.shown("6.1a"), "2150");
  await officer.isAt("6.1a");
  await officer.fill("6.1b", "7.800");
  await officer.press("Enter");
  await officer.isAt("6.1b", "question");
  await officer.press("Escape");
  await officer.isAt("6.1b");
  await officer.type("12");
  assert.equal(await officer.shown("6.1b"), "12");
});

test("the key behind Enter is the answer, however fast it comes", async (officer) => {
  for (const [row, answer, shown] of [
    ["6.1a", "1", "7\u00a0800"],
    ["6.1b", "2", "7,800"],
  ]) {
    await officer.fill(row, "7.800");
    await Promise.all([officer.press("Enter"), officer.press(answer)]);
    await officer.becomes(row, "figure");
    await officer.leave();
    assert.equal(await officer.shown(row), shown);
  }
});

test("a click answers the question too, after any way of leaving the cell", async (officer) => {
  await officer.answer("6.1a", "7.800");
  await officer.becomes("6.1a", "ambiguous");
  const buttons = await officer.page.$$('[data-row="6.1a"] [role=group] button');
  assert.equal(buttons.length, 2);
  await buttons[1].click();
  await officer.becomes("6.1a", "figure");
  assert.equal(await officer.shown("6.1a"), "7,800");
});

test("a count is never asked about", async (officer) => {
  await officer.answer("1.1", "7.800");
  await officer.becomes("1.1", "figure");
  assert.equal(await officer.shown("1.1"), "7.800");
});

test("a text that is no figure stays, is marked and explained, and is no figure in the file", async (officer) => {
  await officer.fill("1.1", "mười bốn");
  assert.equal((await officer.described("1.1")).isInvalid, false, "nothing is said while it is typed");
  await officer.leave();
  await officer.becomes("1.1", "unread");
  const { isInvalid, words } = await officer.described("1.1");
  assert.equal(isInvalid, true);
  assert.match(words, /“mười bốn” không phải là số/);
  assert.match(await officer.rowText("1.1"), /“mười bốn” không phải là số/);
  assert.equal(await officer.shown("1.1"), "mười bốn");
  await officer.isSaved();
  await officer.reload();
  assert.equal(await officer.shown("1.1"), "mười bốn");
  const { state, value, typed } = await rowOf(officer, "1.1");
  assert.deepEqual({ state, value, typed }, { state: "unread", value: null, typed: "mười bốn" });
  await officer.answer("1.1", "14");
  await officer.becomes("1.1", "figure");
  assert.equal((await officer.described("1.1")).isInvalid, false);
});

test("figures are grouped at rest and stand as typed while they are edited", async (officer) => {
  for (const [typed, shown, value] of [
    ["178433", "178.433", 178433],
    ["09", "9", 9],
    ["00", "0", 0],
    ["1 234 567", "1.234.567", 1234567],
  ]) {
    await officer.answer("3.4.1a", typed);
    await untilIs("3.4.1a shows", () => officer.shown("3.4.1a"), shown);
    await officer.go("3.4.1a");
    await untilIs("3.4.1a shows", () => officer.shown("3.4.1a"), typed);
    await officer.leave();
    assert.equal((await rowOf(officer, "3.4.1a")).value, value);
  }
  await officer.answer("3.4.4", "99,30");
  await untilIs("3.4.4 shows", () => officer.shown("3.4.4"), "99,30");
  await officer.answer("3.4.4a", "1.234,5");
  await untilIs("3.4.4a shows", () => officer.shown("3.4.4a"), "1.234,5");
});

test("the text is never rewritten under the caret", async (officer) => {
  await officer.fill("3.4.1a", "178433");
  await officer.press("Home", "ArrowRight", "ArrowRight", "5");
  assert.equal(await officer.shown("3.4.1a"), "1758433");
  const caret = await officer.page.$eval('[data-answer="3.4.1a"]', (input) => input.selectionStart);
  assert.equal(caret, 3);
});

test("F8 and F9 set their states and take them off; both differ in the file", async (officer) => {
  await officer.fill("1.1", "14");
  await officer.press("F8");
  await officer.becomes("1.1", "none");
  assert.match(await officer.rowText("1.1"), /Không phát sinh/);
  await officer.press("F9");
  await officer.becomes("1.1", "not_ours");
  await officer.press("F9");
  await officer.becomes("1.1", "figure");
  await officer.leave();
  assert.equal(await officer.shown("1.1"), "14");
  await officer.go("1.2a");
  await officer.press("F8");
  await officer.go("1.2b");
  await officer.press("F9");
  const { rows } = await report(officer);
  const states = rows.filter((row) => ["1.1", "1.2a", "1.2b"].includes(row.id)).map(({ state, value }) => [state, value]);
  assert.deepEqual(states, [["figure", 14], ["none", null], ["not_ours", null]]);
  await officer.isSaved();
  await officer.reload();
  await officer.becomes("1.2a", "none");
  await officer.becomes("1.2b", "not_ours");
});

test("a click on a state's word sets it and keeps the focus in the cell", async (officer) => {
  await officer.go("1.1");
  await officer.page.click('[data-row="1.1"] [data-mark="not_ours"]');
  await officer.becomes("1.1", "not_ours");
  await officer.isAt("1.1");
  await officer.page.click('[data-row="1.1"] [data-mark="not_ours"]');
  await officer.becomes("1.1", "unanswered");
});

test("typing over a state makes a figure again", async (officer) => {
  await officer.go("1.1");
  await officer.press("F8");
  await officer.becomes("1.1", "none");
  await officer.type("3");
  await officer.becomes("1.1", "figure");
  await officer.press("Escape");
});

test("Escape brings back what stood in the cell", async (officer) => {
  await officer.answer("1.1", "14");
  await officer.fill("1.1", "99");
  await officer.press("Escape");
  await untilIs("1.1 shows", () => officer.shown("1.1"), "14");
  await officer.leave();
  assert.equal((await rowOf(officer, "1.1")).value, 14);
});

test("a calculated row follows at once, with its formula in figures", async (officer) => {
  await officer.answer("7.7.4a", "47291");
  await officer.fill("7.7.4b", "29021");
  await officer.becomes("7.7.4", "calculated");
  assert.equal(await officer.shown("7.7.4"), "61,37");
  assert.match(await officer.rowText("7.7.4"), /29\.021 \/ 47\.291 × 100/);
  assert.match((await officer.described("7.7.4")).words, /= 61,37/);
});

test("a total that the office states itself is kept beside the calculated one, with the difference", async (officer) => {
  await officer.answer("2.1.1a", "5");
  await officer.answer("2.1.1b", "4");
  await officer.becomes("2.1.1", "calculated");
  await officer.answer("2.1.1", "11");
  await officer.becomes("2.1.1", "figure");
  assert.match(await officer.rowText("2.1.1"), /Tính được 9 · lệch 2/);
  const { value, calculated } = await rowOf(officer, "2.1.1");
  assert.deepEqual({ value, calculated }, { value: 11, calculated: 9 });
  await officer.go("2.1.1");
  await officer.press("Delete");
  await officer.leave();
  await officer.becomes("2.1.1", "calculated");
  assert.equal(await officer.shown("2.1.1"), "9");
});

test("nothing divided by nothing gives a reason and no figure", async (officer) => {
  await officer.answer("2.2c", "0");
  await officer.answer("2.2d", "0");
  await officer.becomes("2.2b", "unanswered");
  assert.equal(await officer.shown("2.2b"), "");
  assert.match(await officer.rowText("2.2b"), /Không tính: .* bằng 0/);
  assert.equal((await rowOf(officer, "2.2b")).value, null);
});

test("a code is chosen by its number, by arrows, and by a click, and taken off again", async (officer) => {
  await officer.go("1.6b");
  await officer.press("2");
  await untilIs("1.6b shows", () => officer.shown("1.6b"), "2");
  await officer.isAt("1.6b");
  await officer.press("ArrowLeft");
  await untilIs("1.6b shows", () => officer.shown("1.6b"), "1");
  await officer.press("ArrowRight");
  await untilIs("1.6b shows", () => officer.shown("1.6b"), "2");
  assert.equal((await rowOf(officer, "1.6b")).value, 2);
  await officer.go("1.6b");
  await officer.press("7");
  assert.equal(await officer.shown("1.6b"), "2", "a number that is no code changes nothing");
  await officer.press("Backspace");
  await officer.becomes("1.6b", "unanswered");
  await officer.page.click('[data-answer="1.6b"] [data-code="0"]');
  await untilIs("1.6b shows", () => officer.shown("1.6b"), "0");
  await officer.becomes("1.6", "calculated");
});

test("what is open is said beside the files", async (officer) => {
  await officer.choose("office", "STNMT");
  await officer.answer("1.1", "x");
  await officer.answer("6.1a", "7.800");
  await officer.download("json");
  await officer.sees("Còn 1 dòng có nội dung chưa đọc được thành số");
  await officer.sees("Còn 1 dòng có hai cách đọc, chưa chọn");
  await until("unanswered rows are said", async () => /Còn \d+ dòng thuộc trách nhiệm của đơn vị chưa trả lời/.test(await officer.text()));
});
