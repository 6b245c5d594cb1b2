// The form by keyboard alone: where the focus goes, that it can always be seen, and that it never gets stuck.

import assert from "node:assert/strict";
import { chromium } from "./lib/browsers.mjs";
import { until, untilIs } from "./lib/until.mjs";
import { inBrowser } from "./lib/visits.mjs";

const test = inBrowser(chromium);
const PHONE = { width: 360, height: 740 };

/** What hides the focused control's middle, or that it is off the screen; nothing where it can be seen. */
const hidden = (officer) =>
  officer.page.evaluate(() => {
    const focused = document.activeElement;
    const { left, right, top, bottom, width, height } = focused.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const row = focused.closest("[data-row]")?.dataset.row;
    const name = row ?? (focused.id || focused.className || focused.tagName);
    if (width === 0 || height === 0) return `${name}: has no size`;
    const over = document.elementFromPoint(x, y);
    if (over === null) return `${name}: off the screen at ${Math.round(x)}, ${Math.round(y)}`;
    const isItself = focused.contains(over) || over.closest("label")?.contains(focused);
    return isItself ? null : `${name}: under ${over.tagName}.${over.className} at ${Math.round(x)}, ${Math.round(y)}`;
  });

test("Enter, Shift+Enter and the arrows go from answer to answer", async (officer) => {
  await officer.go("1.1");
  for (const row of ["1.2", "1.2a", "1.2b", "1.3.1"]) {
    await officer.step("Enter");
    await officer.isAt(row);
  }
  await officer.step("ArrowDown");
  await officer.isAt("1.3.1a");
  await officer.step("ArrowUp");
  await officer.isAt("1.3.1");
  await officer.pressWith("Shift", "Enter");
  await officer.isAt("1.2b");
  await officer.press("Tab");
  await officer.isAt("1.3.1");
  await officer.pressWith("Shift", "Tab");
  await officer.isAt("1.2b");
});

test("rows of other offices are passed, and can be opened", async (officer) => {
  await officer.choose("office", "STNMT");
  await officer.go("1.3.2b");
  await officer.step("Enter");
  await officer.isAt("1.5a");
  await officer.go("1.4a");
  await officer.type("3");
  await officer.becomes("1.4a", "figure");
  await officer.press("ArrowUp");
  await officer.isAt("1.3.2b");
  await officer.press("ArrowDown");
  await officer.isAt("1.4a");
});

test("F2 goes to the note and back; Enter in a note goes on", async (officer) => {
  await officer.go("1.3.1");
  await officer.press("F2");
  await officer.isAt("1.3.1", "note");
  await officer.type("08 chi nhánh");
  await officer.press("F2");
  await officer.isAt("1.3.1");
  await officer.press("F2");
  await officer.isAt("1.3.1", "note");
  await officer.press("Enter");
  await officer.isAt("1.3.1a");
  assert.equal(await officer.note("1.3.1"), "08 chi nhánh");
});

const WIDTHS = [["a desk", {}], ["a phone", { viewport: PHONE }]];

for (const [name, options] of WIDTHS) {
  test(`the focus can always be seen at the width of ${name}, all the way down and up`, async (officer) => {
    await officer.go("1.1");
    const lost = [];
    let steps = 0;
    for (const key of ["Enter", "ArrowUp"]) {
      for (let before = ""; ; steps += 1) {
        const [here, fault] = await Promise.all([officer.where(), hidden(officer)]);
        if (JSON.stringify(here) === before) break;
        before = JSON.stringify(here);
        if (fault) lost.push(fault);
        await officer.press(key);
      }
    }
    assert.deepEqual(lost, []);
    assert.ok(steps > 300, `${steps} steps were taken`);
  }, options);
}

test("notes can be seen when the focus comes to them", async (officer) => {
  const lost = [];
  for (const row of ["1.1", "2.3d", "3.4.5c", "5.4d", "7.9"]) {
    await officer.go(row);
    await officer.press("F2");
    await officer.isAt(row, "note");
    const fault = await hidden(officer);
    if (fault) lost.push(fault);
  }
  assert.deepEqual(lost, []);
});

for (const [name, options] of WIDTHS) {
  test(`Tab comes from the top of the page to its end and never stays, each stop in view, at the width of ${name}`, async (officer) => {
    await officer.choose("office", "STNMT");
    await officer.page.evaluate(() => document.activeElement.blur());
    const stops = new Set();
    const lost = [];
    const mark = () =>
      officer.page.evaluate(() => {
        const focused = document.activeElement;
        if (focused === document.body) return null;
        window.stops ??= new Map();
        if (!window.stops.has(focused)) window.stops.set(focused, window.stops.size);
        return window.stops.get(focused);
      });
    for (;;) {
      await officer.press("Tab");
      const stop = await mark();
      if (stop === null || stops.has(stop)) break;
      stops.add(stop);
      const fault = await hidden(officer);
      if (fault) lost.push(fault);
      assert.ok(stops.size < 700, "Tab never comes to the end");
    }
    assert.ok(stops.size > 150, `${stops.size} stops were made`);
    assert.equal(await officer.page.evaluate(() => window.stops.size), stops.size, "the end was reached without a turn back");
    assert.deepEqual(lost, []);
  }, options);
}

test("the search finds by number and by words, with and without diacritics, đ as d", async (officer) => {
  for (const [words, row] of [
    ["7.2", "7.2"],
    ["3.4.1.", "3.4.1"],
    ["dịch vụ bưu chính", "7.8"],
    ["dich vu buu chinh", "7.8"],
    ["DICH VU BUU CHINH", "7.8"],
    ["điều hành văn bản", "7.5"],
    ["dieu hanh van ban", "7.5"],
  ]) {
    await officer.search(words);
    await until(`“${words}” finds ${row}`, async () => (await officer.where()).row === row);
    assert.equal(await hidden(officer), null, words);
  }
});

test("the search can be called by /, chosen in by arrows, and left by Escape", async (officer) => {
  await officer.go("1.1");
  await officer.press("/");
  await until("the search has the focus", async () => (await officer.where()).spot === "search");
  await officer.type("ty le");
  const active = () =>
    officer.page.evaluate(() => document.getElementById(document.activeElement.getAttribute("aria-activedescendant"))?.innerText);
  const first = await until("the first is pointed at", active);
  await officer.press("ArrowDown");
  await until("the next is pointed at", async () => (await active()) !== first);
  await officer.press("Escape");
  await officer.isAt("1.1");
  assert.equal(await officer.shown("1.1"), "", "nothing of it came into the cell");
  await officer.press("/");
  await until("the search has the focus", async () => (await officer.where()).spot === "search");
  await officer.type("khong co chu nay");
  await officer.sees("Không có chỉ tiêu nào khớp");
});

test("the search is called with its old text selected, so that the next is typed over it", async (officer) => {
  await officer.press("F3");
  await officer.type("khong co");
  await officer.go("1.1");
  await officer.search("7.2");
  await officer.isAt("7.2");
});

test("in a figure that is being typed / and ? are letters of its text, never a part of it lost", async (officer) => {
  await officer.fill("1.1", "37/40?");
  assert.equal(await officer.shown("1.1"), "37/40?");
  await officer.isAt("1.1");
  await officer.press("Enter");
  await officer.becomes("1.1", "unread");
});

test("the help opens by ?, closes by Escape, and gives the focus back", async (officer) => {
  await officer.go("1.2a");
  await officer.press("?");
  await officer.sees("Sang ô trả lời tiếp theo");
  const isInside = () => officer.page.evaluate(() => document.activeElement.closest("dialog[open]") !== null);
  await untilIs("the focus in the dialog", isInside, true);
  await officer.press("Escape");
  await officer.isAt("1.2a");
  assert.equal(await officer.shown("1.2a"), "");
  await officer.press("F1");
  await untilIs("the focus in the dialog", isInside, true);
  await officer.click("Đóng");
  await officer.isAt("1.2a");
});

test("a question mark in a note is a question mark", async (officer) => {
  await officer.go("1.2a");
  await officer.press("F2");
  await officer.isAt("1.2a", "note");
  await officer.type("đủ chưa? 1/2");
  assert.equal(await officer.note("1.2a"), "đủ chưa? 1/2");
});
