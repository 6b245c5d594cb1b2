// The rows of the reliability table that need a browser. Each takes the browser's name and how often, and gives what was counted: how many
// trials, in how many something was lost, and what else is worth telling. Fails where the trial itself could not be made.

import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { LAUNCH, figure, freeze, isReady, kill, openOn, sizeOf, storeFiles, typeOn, unlock, words } from "./faults.mjs";
import { PAGE_ADDRESS } from "./places.mjs";
import { serve } from "./server.mjs";
import { openBeside, silenceTabs, storedDrafts } from "./tabs.mjs";
import { until } from "./until.mjs";

export const between = (least, most) => least + Math.random() * (most - least);

export async function inProfile(run) {
  const profile = await mkdtemp(path.join(os.tmpdir(), "phuluc-round-"));
  try {
    return await run(profile);
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

export async function closed({ browser }) {
  await browser.close();
}

/** Types, cuts it off by `cut`, comes back by `back`, and compares, `n` times on one profile. */
async function cutOff(name, n, { seconds, cut, back, profile }) {
  let lost = 0;
  let acknowledged = 0;
  let value = 0;
  for (let trial = 0; trial < n; trial += 1) {
    const open = await openOn(name, profile);
    const start = await figure(open.page);
    if (start < value) lost += 1;
    open.acked.value = start;
    await typeOn(open.page, start);
    await pause(between(...seconds) * 1000);
    await cut(open);
    acknowledged += open.acked.value - start;
    value = open.acked.value;
    await back?.();
  }
  const open = await openOn(name, profile);
  if ((await figure(open.page)) < value) lost += 1;
  await closed(open);
  return { n, lost, note: `${acknowledged} lần ghi được báo là đã lưu` };
}

/** F1: every process of the browser is killed at once. */
export function kills(name, n, seconds = [2, 8]) {
  return inProfile((profile) =>
    cutOff(name, n, { seconds, profile, cut: ({ browser }) => kill(browser), back: () => unlock(profile) }),
  );
}

function mount(image, folder) {
  execFileSync("mount", ["-o", "loop", image, folder]);
}

/** Whether a disk image may be mounted here. */
export async function mayMount() {
  try {
    return await withImage(async () => true);
  } catch {
    return false;
  }
}

async function withImage(run) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "phuluc-disk-"));
  const [image, disk] = [path.join(folder, "image"), path.join(folder, "disk")];
  try {
    await writeFile(image, "");
    await truncate(image, 600 * 1024 * 1024);
    await mkdir(disk);
    execFileSync("mkfs.ext4", ["-q", "-F", image]);
    mount(image, disk);
    return await run({ folder, image, disk });
  } finally {
    try {
      execFileSync("umount", [disk], { stdio: "ignore" });
    } catch {
      // It was not mounted.
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** F2: the power goes: what the disk holds at one moment is mounted anew. Half of the profiles have an older draft. */
export async function powerCuts(name, n) {
  let lost = 0;
  let acknowledged = 0;
  for (let trial = 0; trial < n; trial += 1) {
    await withImage(async ({ folder, image, disk }) => {
      const profile = path.join(disk, "profile");
      await mkdir(profile);
      if (trial % 2 === 1) {
        const old = await openOn(name, profile);
        await typeOn(old.page, 0);
        await pause(1500);
        await closed(old);
        execFileSync("sync");
      }
      const open = await openOn(name, profile);
      const start = await figure(open.page);
      open.acked.value = start;
      await typeOn(open.page, start);
      await pause(between(2, 6) * 1000);
      const pids = freeze(open.browser);
      // What was said until now has been heard before the copy is made; what comes later is not counted.
      await pause(200);
      const acked = open.acked.value;
      const [copy, copied] = [path.join(folder, "copy"), path.join(folder, "copied")];
      execFileSync("cp", ["--sparse=always", image, copy]);
      await kill(open.browser, pids);
      await mkdir(copied);
      mount(copy, copied);
      try {
        const again = path.join(copied, "profile");
        await unlock(again);
        const back = await openOn(name, again);
        if ((await figure(back.page)) < acked) lost += 1;
        acknowledged += acked - start;
        await closed(back);
      } finally {
        execFileSync("umount", [copied]);
      }
    });
  }
  return { n, lost, note: `${acknowledged} lần ghi được báo là đã lưu` };
}

/** F3: the page's own process ends, the browser is asked to end, the tab is closed at once after a key. */
export async function smallCuts(name, n) {
  const cuts = {
    "đóng thẻ ngay sau khi gõ": async ({ browser, page }) => {
      await pause(between(0, 50));
      await page.close();
      await browser.close();
    },
    SIGTERM: async ({ browser }) => {
      browser.process().kill("SIGTERM");
      await until("the browser is gone", () => browser.process().exitCode !== null || browser.process().signalCode !== null);
    },
  };
  if (name === "Chromium") {
    cuts["tiến trình trang bị dừng"] = async ({ browser, page }) => {
      page.goto("chrome://crash").catch(() => undefined);
      await pause(700);
      await browser.close();
    };
  }
  const told = [];
  let [all, lost] = [0, 0];
  for (const [what, cut] of Object.entries(cuts)) {
    const counted = await inProfile((profile) =>
      cutOff(name, n, { seconds: [0.3, 1.5], cut, profile, back: () => unlock(profile) }),
    );
    told.push(`${what}: mất ${counted.lost}/${counted.n}`);
    all += counted.n;
    lost += counted.lost;
  }
  return { n: all, lost, note: told.join("; ") };
}

/** F4: one store's files are overwritten, halved, or deleted: the draft is back, and it is told where a store lost it. */
export async function destroyedStores(name) {
  const ways = {
    garbage: async (file) => writeFile(file, Buffer.alloc(await sizeOf(file), 0x5a)),
    halved: async (file) => truncate(file, Math.floor((await sizeOf(file)) / 2)),
    deleted: (file) => rm(file),
  };
  let [n, lost, untold] = [0, 0, 0];
  for (const store of ["durable", "quick"]) {
    for (const way of Object.values(ways)) {
      await inProfile(async (profile) => {
        const open = await openOn(name, profile);
        await typeOn(open.page, 0);
        await until("something is saved", () => open.acked.value > 20);
        // Browsers write local storage late: closed in order, both stores hold the draft.
        const { value } = open.acked;
        await open.page.close();
        await pause(500);
        await closed(open);
        await unlock(profile);
        const files = await storeFiles(name, profile, store);
        if (files.length === 0) throw new Error(`no files of the ${store} store in the profile`);
        for (const file of files) await way(file);
        const back = await openOn(name, profile);
        n += 1;
        if ((await figure(back.page)) < value) lost += 1;
        else if (!/đã mất bản nháp|bị hỏng|Đã khôi phục bản nháp/.test(await words(back.page))) untold += 1;
        await closed(back);
      });
    }
  }
  return { n, lost: lost + untold, note: `bản nháp trở lại ${n - lost}/${n}, có báo ${n - lost - untold}/${n}` };
}

/** F7: two tabs type in turn and at once, with and without hearing of each other; every value is in a draft that is kept. */
export async function twoTabs(name, n) {
  const profile = await mkdtemp(path.join(os.tmpdir(), "phuluc-round-"));
  const browser = await LAUNCH[name](profile);
  let lost = 0;
  let parted = 0;
  try {
    for (let history = 0; history < n; history += 1) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      const before = history % 2 === 0 ? (page) => page.evaluateOnNewDocument(silenceTabs) : undefined;
      await before?.(page);
      await page.goto(PAGE_ADDRESS, { waitUntil: "domcontentloaded" });
      await isReady(page);
      // Both tabs have one draft open, not two new ones.
      await page.evaluate(() => {
        const input = document.querySelector('[data-answer="1.1"]');
        input.value = "7";
        input.dispatchEvent(new Event("input", { bubbles: true }));
      });
      await until("the draft is stored", () => page.$eval("[data-save]", (one) => one.innerText.includes("Đã lưu")));
      const beside = await openBeside({ page, downloads: {} }, { before });
      const tabs = [page, beside.page];
      const rows = ["1.1", "1.2a", "1.2b", "1.5a", "1.5b"];
      const last = new Map();
      for (let step = 0; step < 12; step += 1) {
        const tab = tabs[Math.floor(Math.random() * 2)];
        const row = rows[Math.floor(Math.random() * rows.length)];
        const value = String(history * 100 + step + 1);
        const typed = await tab.evaluate(
          (row, value) => {
            const input = document.querySelector(`[data-answer="${row}"]`);
            if (input.matches(":disabled")) {
              document.querySelector("[data-action=take-over]")?.click();
              return null;
            }
            const before = input.value;
            input.value = value;
            input.dispatchEvent(new Event("input", { bubbles: true }));
            return { before };
          },
          row,
          value,
        );
        if (typed) {
          // A figure that somebody saw and typed over is gone by their will.
          last.delete(`${row} ${typed.before.replaceAll(/\D/g, "")}`);
          last.set(`${row} ${value}`, true);
        }
        await pause(between(0, 60));
      }
      await until("all is saved", async () => {
        const codes = await Promise.all(tabs.map((tab) => tab.$eval("[data-save]", (one) => one.dataset.save)));
        return codes.every((code) => code === "saved");
      });
      const drafts = Object.values(await storedDrafts(page));
      parted += drafts.length > 1 ? 1 : 0;
      const kept = new Set(drafts.flatMap((draft) => Object.entries(draft.typed).map((pair) => pair.join(" "))));
      if ([...last.keys()].some((pair) => !kept.has(pair))) lost += 1;
      await context.close();
    }
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  return { n, lost, note: `một nửa số lần hai thẻ không nghe nhau; ${parted} lần cùng ghi, cả hai bản được giữ` };
}

/** F9: the clock jumps back, ahead, past 2038, and stands on a wrong date: what was typed last comes back. */
export async function clockJumps(name) {
  const times = ["2026-11-24T10:00:00", "1999-01-01T00:00:00", "2038-01-19T03:14:08", "2020-02-29T23:59:59", "2099-12-31T23:59:59", "2026-03-29T02:30:00"];
  return inProfile(async (profile) => {
    let lost = 0;
    let value = 0;
    for (const time of times) {
      const before = (page) =>
        page.evaluateOnNewDocument((time) => {
          const Real = Date;
          const ahead = new Real(time).getTime() - Real.now();
          window.Date = class extends Real {
            constructor(...words) {
              super(...(words.length === 0 ? [Real.now() + ahead] : words));
            }
          };
        }, time);
      const open = await openOn(name, profile, { before });
      if ((await figure(open.page)) < value) lost += 1;
      open.acked.value = value;
      await typeOn(open.page, value);
      await until("something is saved", () => open.acked.value > value + 5);
      value = open.acked.value;
      await open.page.close();
      await closed(open);
      await unlock(profile);
    }
    return { n: times.length, lost, note: "theo số hiệu bản ghi, không theo đồng hồ" };
  });
}

/** F10: what the page asks for beside itself while it is opened, typed into, and saved. Firefox tells of no request from a file: there
 *  from a server. */
export async function requests(name) {
  const server = name === "Firefox" ? await serve() : { address: PAGE_ADDRESS, close: async () => {} };
  try {
    return await inProfile(async (profile) => {
      const asked = [];
      const before = (page) => page.on("request", (request) => asked.push(request.url()));
      const open = await openOn(name, profile, { before, address: server.address });
      await typeOn(open.page, 0);
      await pause(3000);
      const foreign = asked.filter((address) => !/^(blob|data|about):/.test(address) && address.split("#")[0] !== server.address);
      await closed(open);
      return { n: asked.length, lost: foreign.length, note: `yêu cầu ngoài chính trang, mở từ ${server.address.split(":")[0]}` };
    });
  } finally {
    await server.close();
  }
}

/** L3: edits without rest: the heap does not grow, and what is stored is what was typed. */
export async function soak(name, n) {
  return inProfile(async (profile) => {
    const open = await openOn(name, profile);
    const { page } = open;
    const heap = async () => {
      if (name !== "Chromium") return null;
      // Every write is given eight seconds to be answered; what waits for that is no leak.
      await pause(9000);
      const session = await page.createCDPSession();
      await session.send("HeapProfiler.collectGarbage");
      const { usedSize } = await session.send("Runtime.getHeapUsage");
      await session.detach();
      return usedSize;
    };
    const edit = (from, to) =>
      page.evaluate(
        async (from, to) => {
          const inputs = [...document.querySelectorAll("input[data-answer]")].slice(0, 60);
          for (let number = from; number < to; number += 1) {
            const input = inputs[number % inputs.length];
            input.value = String(number);
            input.dispatchEvent(new Event("input", { bubbles: true }));
            if (number % 20 === 0) await new Promise((resolve) => setTimeout(resolve));
          }
          return Object.fromEntries(inputs.map((input) => [input.dataset.answer, input.value]));
        },
        from,
        to,
      );
    const warm = Math.min(2000, Math.floor(n / 4));
    await edit(1, warm);
    const start = await heap();
    const shown = await edit(warm, n);
    await until("all is saved", () => page.$eval("[data-save]", (one) => one.innerText.includes("Đã lưu")), { seconds: 60 });
    const end = await heap();
    const [draft] = Object.values(await storedDrafts(page));
    const wrong = Object.entries(shown).filter(([row, text]) => draft.typed[row] !== text).length;
    await closed(open);
    const growth = start === null ? null : ((end - start) / start) * 100;
    const told = growth === null ? "vùng nhớ: không đo" : `vùng nhớ thay đổi ${growth.toFixed(1)} %`;
    const isLeaking = growth !== null && growth > 10;
    return { n, lost: wrong + (isLeaking ? 1 : 0), note: `${told}; ${Object.keys(shown).length} ô được đối chiếu` };
  });
}
