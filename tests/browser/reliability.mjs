// The reliability table: runs every row that needs a browser, and writes what was counted. `cargo xtask reliability` calls it.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { LAUNCH } from "./lib/faults.mjs";
import { clockJumps, destroyedStores, kills, mayMount, powerCuts, requests, smallCuts, soak, twoTabs } from "./lib/rounds.mjs";
import { tiedKills } from "./lib/tied_rounds.mjs";

const NOT_MEASURED = "không đo";
const { PHULUC_RELIABILITY_REPORT: report, PHULUC_NATIVE: native = NOT_MEASURED } = process.env;
const share = Number(process.env.PHULUC_RELIABILITY_SHARE || 1);
const times = (whole) => Math.max(1, Math.round(whole * share));

async function version(name) {
  const profile = await mkdtemp(path.join(os.tmpdir(), "phuluc-version-"));
  const browser = await LAUNCH[name](profile);
  const told = await browser.version();
  await browser.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  return told.replace("/", " ");
}

/** The tests of blocked, full, missing, and hanging stores: how many passed. */
function blockedStores() {
  const run = spawnSync(process.execPath, ["--test", "--test-reporter=tap", "storage.test.mjs", "storage_blocked.test.mjs"], { encoding: "utf8" });
  const count = (word) => Number(new RegExp(`^# ${word} (\\d+)`, "m").exec(run.stdout)?.[1] ?? 0);
  return { n: count("pass") + count("fail"), lost: count("fail"), note: "đầy, chặn, thiếu, treo, ném lỗi, hỏng, bị xoá" };
}

const ROWS = [
  ["F1", "Tắt cứng mọi tiến trình trình duyệt khi đang gõ (2–8 giây)", "mất 0 lần ghi đã báo", (name) => kills(name, times(50))],
  ["F2", "Mất điện: chép nguyên ảnh đĩa lúc đang gõ", "mất 0 lần ghi đã báo", async (name) => ((await mayMount()) ? powerCuts(name, times(20)) : "không được gắn ảnh đĩa trên máy này")],
  ["F3", "Tiến trình trang dừng, SIGTERM, đóng thẻ ngay sau khi gõ", "mất 0", (name) => smallCuts(name, times(20))],
  ["F4", "Một trong hai nơi lưu bị hỏng, cắt nửa, xoá", "trở lại và có báo, mọi lần", (name) => destroyedStores(name)],
  ["F7", "Hai thẻ cùng gõ, nghe hoặc không nghe nhau", "mất 0 số liệu", (name) => twoTabs(name, times(50))],
  ["F9", "Đồng hồ nhảy lùi, nhảy tới, quá năm 2038", "mất 0", (name) => clockJumps(name)],
  ["F10", "Yêu cầu mạng ngoài chính trang", "0", (name) => requests(name)],
  [
    "F11",
    "Như F1, bản nháp gắn với một tệp (hệ tệp riêng của trình duyệt)",
    "tệp nguyên vẹn, không cũ hơn lần ghi cuối, gắn tiếp được",
    async (name) => (name === "Chromium" ? tiedKills(name, times(50)) : "trình duyệt không gắn được tệp"),
  ],
  ["L3", "20.000 lần sửa liên tục", "vùng nhớ tăng ≤ 10 %, đúng mọi ô", (name) => soak(name, times(20_000))],
];

const versions = Object.fromEntries(await Promise.all(Object.keys(LAUNCH).map(async (name) => [name, await version(name)])));

async function measured([row, what, target, run], name) {
  const started = Date.now();
  let line;
  try {
    const counted = await run(name);
    line = typeof counted === "string" ? [NOT_MEASURED, "", counted] : [`sai ${counted.lost}`, counted.n, counted.note];
  } catch (error) {
    line = [NOT_MEASURED, "", `phép đo không chạy được: ${error.message.split("\n")[0]}`];
  }
  console.log(`${row} ${name}: ${line.join(" · ")} (${Math.round((Date.now() - started) / 1000)} s)`);
  return [row, what, target, versions[name], ...line];
}

async function all(name) {
  const lines = [];
  for (const row of ROWS) lines.push(await measured(row, name));
  return lines;
}

// One browser of each kind at a time.
const [chromium, firefox] = await Promise.all(Object.keys(LAUNCH).map(all));
const lines = chromium.flatMap((line, at) => [line, firefox[at]]);
const blocked = blockedStores();
console.log(`F5: ${JSON.stringify(blocked)}`);
lines.push(["F5", "Nơi lưu bị chặn, đầy, thiếu, treo", "dùng được, báo đỏ, tải được", Object.values(versions).join(", "), `sai ${blocked.lost}`, blocked.n, blocked.note]);
for (const [row, what, target] of [
  ["F6", "Nơi lưu hỏng ở từng lệnh một, sáu kiểu hỏng", "mất 0, không báo sai"],
  ["F7", "1.000 lịch sử hai, ba thẻ trên mô hình", "mất 0 số liệu"],
  ["F8", "Bản nháp của từng bố cục đã phát hành", "mở được hoặc để nguyên, cho tải"],
]) {
  lines.push([row, what, target, "không cần trình duyệt", native === NOT_MEASURED ? NOT_MEASURED : "sai 0", "", native]);
}
lines.sort((a, b) => a[0].localeCompare(b[0], "en", { numeric: true }));

const date = new Date().toISOString().slice(0, 10);
const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
const text = `# Độ bền của bản nháp: số đo

Đo ngày ${date} trên ${os.type()} ${os.release().split("-")[0]}, ${os.cpus().length} lõi, bản ${commit}, bằng lệnh \`cargo xtask reliability\`${share === 1 ? "" : ` với \`PHULUC_RELIABILITY_SHARE=${share}\``}.
“n” là số lần thử; “sai” là số lần mất điều đã được báo là đã lưu (hoặc sai điều ghi ở cột mục tiêu). Điều không đo ghi “${NOT_MEASURED}”.
Windows, Edge và ổ mạng thật: ${NOT_MEASURED}.

| # | Việc | Mục tiêu | Trình duyệt | Kết quả | n | Ghi chú |
|---|---|---|---|---|---|---|
${lines.map((line) => `| ${line.join(" | ")} |`).join("\n")}
`;
await writeFile(report, text);
console.log(`written: ${report}`);
process.exitCode = lines.some((line) => /^sai [1-9]/.test(line[4])) ? 1 : 0;
