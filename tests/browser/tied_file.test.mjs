// A draft tied to a file. No program can drive the browser's own dialog, so the page is given files of the origin's private file
// system: real handles that are stored, asked for leave, and written like those of a disk.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { INTRANET, chromium } from "./lib/browsers.mjs";
import { SAMPLE_FILES } from "./lib/places.mjs";
import { serve } from "./lib/server.mjs";
import { hastenTimers } from "./lib/stores.mjs";
import { openBeside, storedDrafts } from "./lib/tabs.mjs";
import { until, untilIs } from "./lib/until.mjs";
import { inBrowser } from "./lib/visits.mjs";

const server = await serve();
const intranet = await serve({ host: INTRANET });
after(() => Promise.all([server.close(), intranet.close()]));

/** From the next page on, the dialogs choose at once: the suggested name, or the file of that name that is there. */
function chooseAtOnce() {
  const at = async (name, create) => (await navigator.storage.getDirectory()).getFileHandle(name, { create });
  window.showSaveFilePicker = async ({ suggestedName }) => {
    while (sessionStorage.chooses) await new Promise((resolve) => setTimeout(resolve, 50));
    return at(suggestedName, true);
  };
  window.showOpenFilePicker = async () => [await at("CCHC_2023-Q2_STNMT.json", false)];
  // What a test lets go wrong; it outlives a reload.
  const create = FileSystemFileHandle.prototype.createWritable;
  FileSystemFileHandle.prototype.createWritable = async function (...words) {
    if (sessionStorage.full) throw new DOMException("no room", "QuotaExceededError");
    if (sessionStorage.slow) sessionStorage.begun = "yes";
    while (sessionStorage.slow) await new Promise((resolve) => setTimeout(resolve, 50));
    return create.apply(this, words);
  };
  for (const name of ["get", "put"]) {
    const act = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (...words) {
      if (sessionStorage.forgets && String(words.at(-1)).startsWith("phuluc-file/")) throw new DOMException("no", "UnknownError");
      return act.apply(this, words);
    };
  }
  const query = FileSystemHandle.prototype.queryPermission;
  FileSystemHandle.prototype.queryPermission = function (...words) {
    return sessionStorage.asks ? Promise.resolve("prompt") : query.apply(this, words);
  };
  FileSystemHandle.prototype.requestPermission = async function () {
    if (!navigator.userActivation.isActive) throw new DOMException("a click is needed", "SecurityError");
    delete sessionStorage.asks;
    return "granted";
  };
}

const test = inBrowser(chromium, { address: server.address, before: (page) => page.evaluateOnNewDocument(chooseAtOnce) });

const NAME = "CCHC_2023-Q2_STNMT.json";

/** What the file holds. */
const held = (officer, name = NAME) =>
  officer.page.evaluate(async (name) => {
    const folder = await navigator.storage.getDirectory();
    return (await (await folder.getFileHandle(name)).getFile()).text();
  }, name);

/** Someone else writes the file. */
const otherWrites = (officer, text, name = NAME) =>
  officer.page.evaluate(
    async (name, text) => {
      const folder = await navigator.storage.getDirectory();
      const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await stream.write(text);
      await stream.close();
    },
    name,
    text,
  );

const fill = async (officer) => {
  await officer.choose("office", "STNMT");
  await officer.choose("period", "2023-Q2");
  await officer.answer("1.1", "14");
  await officer.isSaved();
};

/** Walks by Tab to the button with these words, and presses it. */
async function pressButton(officer, words) {
  const here = () => officer.page.evaluate(() => document.activeElement?.innerText ?? "");
  for (let steps = 0; !(await here()).startsWith(words); steps += 1) {
    if (steps > 40) throw new Error(`Tab never came to “${words}”`);
    await officer.press("Tab");
  }
  await officer.press("Enter");
}

async function tie(officer, words = "Gắn với một tệp mới…") {
  await officer.page.focus(".download-menu > summary");
  await officer.press("Enter");
  await pressButton(officer, words);
}

const lineIs = (officer, code, words) =>
  until(`the file's line is ${code}, “${words}”`, async () => {
    const line = await officer.page.$eval(".tied-file-line", (one) => [one.dataset.tied ?? "", one.textContent]);
    return line[0] === code && line[1].includes(words);
  }, { seconds: 25 });

/** The JSON that the page gives. */
const given = async (officer) => (await officer.download("json")).bytes.toString();

/** The ties that are remembered. */
const ties = (officer) =>
  officer.page.evaluate(async () => {
    const answer = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await answer(indexedDB.open("phuluc"));
    const keys = await answer(database.transaction("texts").objectStore("texts").getAllKeys());
    database.close();
    return keys.filter((key) => key.startsWith("phuluc-file/")).length;
  });

test("a draft is tied by keyboard, and its file is the download, byte for byte, after each save and over a reload", async (officer) => {
  await fill(officer);
  await tie(officer);
  await officer.sees(`Đã gắn bản nháp với tệp “${NAME}”`);
  await lineIs(officer, "written", `: ${NAME}`);
  assert.equal(await held(officer), await given(officer));
  const since = () => officer.page.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith("/since")).length);
  assert.equal(await since(), 0, "the file counts as a copy");
  await officer.answer("1.2a", "37");
  await officer.answer("4.2b", "59");
  await until("the file has the figures", async () => (await held(officer)).includes("59"));
  await lineIs(officer, "written", "Đã ghi tệp lúc");
  assert.equal(await held(officer), await given(officer));
  await officer.reload();
  await lineIs(officer, "written", `Tệp đã có đủ số liệu: ${NAME}`);
  await officer.answer("1.1", "15");
  const wanted = await given(officer);
  await until("the file has the figure", async () => (await held(officer)) === wanted);
  // And it ends: the file stays as it was.
  await tie(officer, "Ngừng gắn tệp");
  await officer.sees(`Đã ngừng gắn tệp “${NAME}”`);
  const before = await held(officer);
  await officer.answer("1.1", "16");
  await officer.isSaved();
  await officer.reload();
  assert.equal(await officer.shown("1.1"), "16");
  assert.deepEqual([await held(officer), await ties(officer)], [before, 0]);
});

test("what someone else wrote into the file stays until it is kept beside the draft", async (officer) => {
  await fill(officer);
  await officer.answer("1.1", "99");
  const theirs = await given(officer);
  await officer.answer("1.1", "14");
  await tie(officer);
  await lineIs(officer, "written", "Đã ghi tệp lúc");
  await otherWrites(officer, theirs);
  await officer.answer("1.2a", "37");
  await lineIs(officer, "failed", "Chưa ghi được tệp");
  await officer.sees("không do bản nháp này ghi", "trang không ghi đè; bản nháp trên máy vẫn còn");
  await officer.isSaved();
  await officer.reload();
  await lineIs(officer, "failed", "Chưa ghi được tệp");
  assert.equal(await held(officer), theirs, "not written over");
  await officer.page.evaluate(() => {
    const button = [...document.querySelectorAll(".tied-file button")].find((one) => one.innerText.startsWith("Ghi đè"));
    button.click();
    button.click();
  });
  await officer.sees("giữ thành một bản song song");
  await lineIs(officer, "written", "Đã ghi tệp lúc");
  assert.equal(await held(officer), await given(officer));
  await officer.page.click("[data-action=drafts]");
  await officer.sees("bản song song");
  const drafts = Object.values(await storedDrafts(officer.page));
  assert.equal(drafts.filter((draft) => draft.parallel_of).length, 1, "kept once");
  await officer.page.evaluate(() => [...document.querySelectorAll("dialog.draft-list li:not(.is-here) button")].find((one) => one.innerText === "Mở").click());
  await untilIs("what they wrote", () => officer.shown("1.1"), "99");
  await until("a parallel draft is not tied", async () => (await officer.page.$("[data-tied]")) === null);
  assert.equal(await ties(officer), 1);
});

test("a file that is there is opened rather than written over", async (officer) => {
  await fill(officer);
  const theirs = await readFile(path.join(SAMPLE_FILES, "CCHC_2023-Q2_STNMT.json"), "utf8");
  await otherWrites(officer, theirs);
  await tie(officer, "Gắn với một tệp có sẵn…");
  await officer.sees("có từ trước");
  assert.equal(await held(officer), theirs);
  await officer.page.focus(".tied-file button");
  await pressButton(officer, "Mở nội dung của tệp");
  await officer.page.waitForSelector("dialog.open-dialog[open]");
  await officer.page.click("dialog.open-dialog .is-main");
  await lineIs(officer, "written", "Tệp đã có đủ số liệu");
  assert.equal(await held(officer), theirs);
  await officer.answer("1.1", "15");
  await until("the file goes on", async () => (await held(officer)) !== theirs);
  assert.equal(await held(officer), await given(officer));
});

test("a full disk turns the line red, saving goes on, and the file has everything once there is room", async (officer) => {
  await fill(officer);
  await tie(officer);
  await lineIs(officer, "written", "Đã ghi tệp lúc");
  await officer.page.evaluate(() => (sessionStorage.full = "yes"));
  await officer.answer("1.2a", "37");
  await lineIs(officer, "failed", "Chưa ghi được tệp");
  await officer.sees("vì ổ đĩa chứa tệp đã đầy; bản nháp trên máy vẫn còn");
  await officer.isSaved();
  await officer.page.evaluate(() => {
    window.told = new Set();
    const alert = document.querySelector(".tied-file [role=alert]");
    const note = () => alert.textContent && window.told.add(alert.textContent.includes("bản nháp trên máy vẫn còn"));
    new MutationObserver(note).observe(alert, { subtree: true, childList: true, characterData: true });
    note();
  });
  await officer.answer("4.2b", "59");
  await officer.isSaved();
  assert.deepEqual(await officer.page.evaluate(() => [...window.told]), [true], "what is said stays while a change is on its way");
  await officer.page.evaluate(() => delete sessionStorage.full);
  await lineIs(officer, "written", "Đã ghi tệp lúc");
  assert.equal(await held(officer), await given(officer));
  assert.doesNotMatch(await officer.text(), /đã đầy/);
}, {
  before: async (page) => {
    await page.evaluateOnNewDocument(chooseAtOnce);
    await page.evaluateOnNewDocument(hastenTimers);
  },
});

test("after a reload that wants leave the file waits for a click", async (officer) => {
  await fill(officer);
  await tie(officer);
  await lineIs(officer, "written", "Đã ghi tệp lúc");
  await officer.page.evaluate(() => (sessionStorage.asks = "yes"));
  await officer.reload();
  await lineIs(officer, "failed", "Đang chờ để ghi tệp");
  await officer.answer("1.1", "15");
  await officer.isSaved();
  await officer.page.focus(".tied-file button");
  await pressButton(officer, "Ghi tiếp vào tệp");
  await lineIs(officer, "written", "Đã ghi tệp lúc");
  assert.equal(await held(officer), await given(officer));
});

test("a tie that ends while its write is on its way writes nothing more", async (officer) => {
  await fill(officer);
  await tie(officer);
  await lineIs(officer, "written", "Đã ghi tệp lúc");
  const before = await held(officer);
  await officer.page.evaluate(() => (sessionStorage.slow = "yes"));
  await officer.answer("1.1", "15");
  await until("a write has begun", () => officer.page.evaluate(() => sessionStorage.begun === "yes"));
  await tie(officer, "Ngừng gắn tệp");
  await officer.sees(`Đã ngừng gắn tệp “${NAME}”`);
  await officer.page.evaluate(() => delete sessionStorage.slow);
  await officer.isSaved();
  await pause(1500);
  assert.equal(await held(officer), before);
});

test("a draft that is left while its write is on its way has it in the file", async (officer) => {
  await fill(officer);
  await tie(officer);
  await lineIs(officer, "written", "Đã ghi tệp lúc");
  await officer.answer("1.1", "15");
  const wanted = await given(officer);
  await officer.page.evaluate(() => (sessionStorage.slow = "yes"));
  await officer.page.click("[data-action=drafts]");
  await officer.click("Bản nháp mới");
  await until("another draft is open", async () => (await officer.shown("1.1")) === "");
  await officer.page.evaluate(() => delete sessionStorage.slow);
  await until("the file has it", async () => (await held(officer)) === wanted);
});

test("a tie that the store cannot remember is not promised, and one that it cannot tell is asked for again", async (officer) => {
  await fill(officer);
  await officer.page.evaluate(() => (sessionStorage.forgets = "yes"));
  await tie(officer);
  await officer.sees("trình duyệt chưa nhớ được việc gắn");
  assert.doesNotMatch(await officer.text(), /Từ giờ mỗi thay đổi/);
  assert.equal(await ties(officer), 0);
  await officer.page.evaluate(() => delete sessionStorage.forgets);
  await officer.answer("1.1", "15");
  await until("the tie is remembered by the next write", async () => (await ties(officer)) === 1);
  await officer.isSaved();
  await officer.page.evaluate(() => (sessionStorage.forgets = "yes"));
  await officer.reload();
  await pause(1000);
  assert.equal(await officer.page.$("[data-tied]"), null);
  await officer.page.evaluate(() => delete sessionStorage.forgets);
  await lineIs(officer, "written", `: ${NAME}`);
}, {
  before: async (page) => {
    await page.evaluateOnNewDocument(chooseAtOnce);
    await page.evaluateOnNewDocument(hastenTimers);
  },
});

test("a tab that watches sees the tie come and go, and one that lost the draft while it chose ties nothing", async (officer) => {
  await fill(officer);
  const other = await openBeside(officer, { address: server.address, before: (page) => page.evaluateOnNewDocument(chooseAtOnce) });
  await until("it watches", () => other.page.$("[data-action=take-over]"));
  await officer.page.bringToFront();
  await officer.page.evaluate(() => (sessionStorage.chooses = "yes"));
  await tie(officer);
  await other.page.bringToFront();
  await other.click("Tiếp tục ở đây");
  await until("the first watches", () => officer.page.$("[data-action=take-over]"));
  await officer.page.evaluate(() => delete sessionStorage.chooses);
  await pause(1500);
  assert.deepEqual([await ties(officer), await held(officer)], [0, ""]);
  await tie(other);
  await lineIs(other, "written", "Đã ghi tệp lúc");
  await other.answer("1.1", "15");
  await other.isSaved();
  await lineIs(officer, "written", "Tệp do thẻ đang nhập ghi");
  await tie(other, "Ngừng gắn tệp");
  await other.sees("Đã ngừng gắn tệp");
  await until("it is forgotten", async () => (await ties(other)) === 0);
  await officer.page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await until("the line is gone", async () => (await officer.page.$("[data-tied]")) === null);
});

test("of two tabs the one that writes the draft writes the file", async (officer) => {
  await fill(officer);
  await tie(officer);
  await lineIs(officer, "written", "Đã ghi tệp lúc");
  const other = await openBeside(officer, { address: server.address });
  await lineIs(other, "written", "Tệp do thẻ đang nhập ghi");
  await officer.page.bringToFront();
  await officer.answer("1.1", "15");
  const wanted = await given(officer);
  await until("the file has it", async () => (await held(officer)) === wanted);
  await other.page.bringToFront();
  await other.click("Tiếp tục ở đây");
  await lineIs(other, "written", "Tệp đã có đủ số liệu");
  await lineIs(officer, "written", "Tệp do thẻ đang nhập ghi");
  await other.answer("1.1", "16");
  await lineIs(other, "written", "Đã ghi tệp lúc");
  assert.equal(await held(other), await given(other));
});

test("a duplicate is not tied, and a draft that leaves the machine takes its tie along, not the file", async (officer) => {
  await fill(officer);
  await officer.page.click("[data-action=drafts]");
  await officer.click("Gắn với một tệp mới…");
  await lineIs(officer, "written", "Đã ghi tệp lúc");
  const first = await held(officer);
  await officer.page.click("[data-action=drafts]");
  await officer.click("Lập cho kỳ sau");
  await officer.sees("Đã lập bản nháp cho kỳ sau");
  assert.equal(await officer.page.$("[data-tied]"), null);
  await officer.page.click("[data-action=drafts]");
  await officer.click("Mở");
  await lineIs(officer, "written", "Tệp đã có đủ số liệu");
  await officer.page.click("[data-action=drafts]");
  await officer.sees("đang mở");
  await officer.page.evaluate(() => [...document.querySelectorAll("dialog.draft-list li.is-here button")].at(-1).click());
  await officer.click("1. Tải bản nháp về");
  const { name, bytes } = await officer.downloads.take();
  const file = path.join(officer.downloads.folder, "..", `phuluc-tied-${Date.now()}-${name}`);
  await writeFile(file, bytes);
  await (await officer.page.$("[data-action=check-draft]")).uploadFile(file);
  await officer.sees("còn nguyên vẹn");
  await officer.click("3. Xoá khỏi máy này");
  await until("the tie is gone", async () => (await ties(officer)) === 0);
  assert.equal(await held(officer), first);
});

test("where the browser cannot, nothing is offered", async (officer, anew) => {
  const choices = (one) => one.page.$$eval("button", (buttons) => buttons.filter((button) => button.textContent.includes("Gắn với")).length);
  assert.equal(await choices(officer), 2);
  // Plain http on an office's network is no secure context: the browser itself has no such dialog there.
  const other = await anew({ address: intranet.address, before: undefined });
  assert.equal(await other.page.evaluate(() => typeof window.showSaveFilePicker), "undefined");
  assert.equal(await choices(other), 0);
  await other.page.click("[data-action=drafts]");
  await other.sees("Các bản nháp chỉ nằm trên máy");
  assert.equal(await choices(other), 0);
});
