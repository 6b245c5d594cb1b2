// The row of the reliability table that speaks of a file to which a draft is tied. As rounds.mjs.

import { setTimeout as pause } from "node:timers/promises";
import { figure, kill, openOn, typeOn, unlock } from "./faults.mjs";
import { between, closed, inProfile } from "./rounds.mjs";
import { serve } from "./server.mjs";
import { until } from "./until.mjs";

/** From the next page on, the dialog chooses a private file at once; what it holds before the page is there, and each write, is told. */
function tieAtOnce() {
  const folder = navigator.storage.getDirectory();
  const file = async (create) => (await folder).getFileHandle("tied.json", { create });
  window.showSaveFilePicker = () => file(true);
  window.heldNow = async () => (await (await file(false)).getFile()).text();
  window.heldBefore = window.heldNow().catch(() => null);
  const { write, close } = FileSystemWritableFileStream.prototype;
  const written = new WeakMap();
  FileSystemWritableFileStream.prototype.write = function (bytes) {
    written.set(this, new TextDecoder().decode(bytes));
    return write.call(this, bytes);
  };
  FileSystemWritableFileStream.prototype.close = async function () {
    const { rows } = JSON.parse(written.get(this));
    await close.call(this);
    console.log(`filed ${rows.find((row) => row.id === "1.1").value ?? 0}`);
  };
}

/** The figure in row 1.1 of a file; none where it holds no whole report. */
function figureIn(text) {
  try {
    return JSON.parse(text).rows.find((row) => row.id === "1.1").value ?? 0;
  } catch {
    return null;
  }
}

/** F11: as F1, with the draft tied to a file: it holds a whole report, none older than the last that was written, and is taken for ours. */
export async function tiedKills(name, n, seconds = [2, 8]) {
  const server = await serve();
  let [lost, written] = [0, 0];
  let filed = 0;
  try {
    return await inProfile(async (profile) => {
      for (let trial = 0; trial <= n; trial += 1) {
        const before = async (page) => {
          await page.evaluateOnNewDocument(tieAtOnce);
          page.on("console", (message) => {
            const told = /^filed (\d+)$/.exec(message.text());
            if (!told) return;
            filed = Number(told[1]);
            written += 1;
          });
        };
        const least = filed;
        const open = await openOn(name, profile, { before, address: server.address });
        const { page } = open;
        if (trial > 0) {
          const held = figureIn(await page.evaluate(() => window.heldBefore));
          const code = () => page.$eval(".tied-file-line", (line) => line.dataset.tied);
          await until("the tie is taken up", async () => ["written", "failed"].includes(await code()), { seconds: 30 });
          const isTaken = (await code()) === "written" && figureIn(await page.evaluate(() => window.heldNow())) === (await figure(page));
          if (!isTaken || held === null || held < least) lost += 1;
        }
        if (trial === n) {
          await closed(open);
        } else {
          await typeOn(page, await figure(page));
          if (trial === 0) {
            const tie = () => [...document.querySelectorAll("button")].find((one) => one.innerText.startsWith("Gắn với một tệp mới"))?.click();
            await page.evaluate(() => (document.querySelector(".download-menu").open = true));
            await page.evaluate(tie);
            await until("it is tied", () => filed > 0, { seconds: 20 });
          }
          await pause(between(...seconds) * 1000);
          await kill(open.browser);
          await unlock(profile);
        }
      }
      return { n, lost, note: `tệp được ghi ${written} lần` };
    });
  } finally {
    await server.close();
  }
}
