// A browser on a profile that outlives it, an officer who types without rest, and the ways in which both are cut off.

import { readdir, readFile, rm } from "node:fs/promises";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromiumIn, firefoxIn } from "./browsers.mjs";
import { PAGE_ADDRESS } from "./places.mjs";
import { until } from "./until.mjs";

export const LAUNCH = { Chromium: chromiumIn, Firefox: firefoxIn };

/** Opens the page in a browser on this profile; waits until it takes input. */
export async function openOn(name, profile, { before, address = PAGE_ADDRESS } = {}) {
  const browser = await until("the browser starts on its old profile", () => LAUNCH[name](profile), { seconds: 60 });
  const page = await browser.newPage();
  const acked = { value: 0 };
  page.on("console", (message) => {
    const value = /^acked (\d+)$/.exec(message.text());
    if (value) acked.value = Math.max(acked.value, Number(value[1]));
  });
  await before?.(page);
  await page.goto(address, { waitUntil: "domcontentloaded" });
  await isReady(page);
  return { browser, page, acked };
}

export function isReady(page) {
  return until("the page is ready", () =>
    page.evaluate(() => Promise.race([window.phuluc.ready.then(() => true), new Promise((resolve) => setTimeout(() => resolve(false), 200))])),
  );
}

/** The figure in row 1.1; 0 where there is none. */
export const figure = (page) => page.$eval('[data-answer="1.1"]', (input) => Number(input.value.replaceAll(/\D/g, "") || 0));

/** What the page says. */
export const words = (page) => page.evaluate(() => document.body.innerText);

/**
 * Types growing numbers into row 1.1 every 60 ms, and reports each that the page says is saved. It is asked 20 ms after the key: by then
 * the status is that of this figure.
 */
export function typeOn(page, from) {
  return page.evaluate((from) => {
    const input = document.querySelector('[data-answer="1.1"]');
    let value = from;
    const isSaved = () => document.querySelector("[data-save]").innerText.includes("Đã lưu");
    const type = () => {
      value += 1;
      const typed = value;
      input.value = String(typed);
      input.dispatchEvent(new Event("input", { bubbles: true }));
      for (const wait of [20, 30, 40, 50]) {
        setTimeout(() => value === typed && isSaved() && console.log(`acked ${typed}`), wait);
      }
    };
    type();
    setInterval(type, 60);
  }, from);
}

function tree(root) {
  const found = [root];
  for (const pid of found) {
    try {
      found.push(...readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number));
    } catch {
      // It ended by itself.
    }
  }
  return found;
}

function signal(pids, name) {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It ended by itself.
    }
  }
}

/** Freezes every process of the browser. */
export function freeze(browser) {
  const pids = tree(browser.process().pid);
  signal(pids, "SIGSTOP");
  return pids;
}

/** Freezes the browser, then kills all of it: no process is left to finish what another began. */
export async function kill(browser, pids = freeze(browser)) {
  await pause(20);
  signal(pids, "SIGKILL");
  await browser.disconnect();
  await until("the browser is gone", () => browser.process().exitCode !== null || browser.process().signalCode !== null);
}

/** Takes away what a killed browser leaves to say that its profile is in use. */
export async function unlock(profile) {
  const names = ["SingletonLock", "SingletonCookie", "SingletonSocket", "lock", ".parentlock", "parent.lock"];
  for (const name of names) await rm(path.join(profile, name), { force: true });
}

/** The files of one store in a closed profile: `durable` or `quick`. */
export async function storeFiles(name, profile, store) {
  const all = await readdir(profile, { recursive: true, withFileTypes: true });
  const files = all.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
  const patterns = {
    Chromium: { durable: /IndexedDB\/.*\.(log|ldb)$/, quick: /Local Storage\/.*\.(log|ldb)$/ },
    Firefox: { durable: /storage\/.*\/idb\/.*\.sqlite/, quick: /storage\/.*\/ls\/.*\.sqlite/ },
  };
  return files.filter((file) => patterns[name][store].test(file));
}

export const sizeOf = async (file) => (await readFile(file)).length;
