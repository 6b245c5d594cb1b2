// The page's file when it was cut, changed, or is opened where there is no WebAssembly: it works, or it says in Vietnamese what to do.
// Never blank.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "./lib/browsers.mjs";
import { PAGE } from "./lib/places.mjs";
import { until } from "./lib/until.mjs";
import { inBrowser } from "./lib/visits.mjs";

const folder = await mkdtemp(path.join(os.tmpdir(), "phuluc-damaged-"));
after(() => rm(folder, { recursive: true, force: true }));
const test = inBrowser(chromium);
const page = await readFile(PAGE);
const text = page.toString("latin1");

/** What the officer gets: the form, or a sentence. Anything but nothing. */
function outcome(officer) {
  return until("the form, or a sentence in Vietnamese", () =>
    officer.page.evaluate(() => {
      if (document.querySelector("[data-answer]")) return "form";
      const read = document.body?.innerText ?? "";
      return /(tệp|trình duyệt|biểu mẫu)/i.test(read) && read;
    }),
  );
}

/** The sentence waits a second before it shows, so that a good start never flashes it: here it need not. */
async function hasten(page) {
  const session = await page.createCDPSession();
  await session.send("Animation.enable");
  await session.send("Animation.setPlaybackRate", { playbackRate: 20 });
}

async function addressOf(name, bytes) {
  const file = path.join(folder, `${name}.html`);
  await writeFile(file, bytes);
  return pathToFileURL(file).href;
}

/** One after the other in one window; `check` judges each. */
function damaged(title, cases, check) {
  test(title, async (officer) => {
    await hasten(officer.page);
    for (const [name, bytes] of cases) {
      await officer.open(await addressOf("damaged", bytes));
      check(await outcome(officer), name);
    }
  }, { mayLeave: true, expected: [/./] });
}

/** A change that the page must bear. */
async function borne(title, bytes) {
  test(title, async (officer) => {
    await officer.answer("1.1", "14");
    await officer.becomes("1.1", "figure");
  }, { address: await addressOf(title.replaceAll(" ", "-"), bytes) });
}

const isNotice = (result, name) => assert.match(result, /Tệp này bị hỏng|tệp bị hỏng/, name);
const isAnything = () => undefined;

// Cut.
const PARTS = 11;
const cut = (length) => page.subarray(0, length);
damaged("a file that was cut says so, wherever it was cut", [
  ...Array.from({ length: PARTS - 1 }, (_, part) => [
    `after ${part + 1} of ${PARTS} parts`,
    cut(Math.floor((page.length * (part + 1)) / PARTS)),
  ]),
  ["before its last twenty letters", cut(page.length - 20)],
  ["in its first script", cut(text.indexOf("<script>") + 40)],
  ["in its styles", cut(text.lastIndexOf("</style>") - 1000)],
], isNotice);

// One byte is another one.
function changed(place, byte = page[place] === 0x41 ? 0x42 : 0x41) {
  const bytes = Buffer.from(page);
  bytes[place] = byte;
  return bytes;
}
const inside = (pattern) => {
  const found = new RegExp(pattern, "ds").exec(text);
  assert.ok(found, `the page has ${pattern}`);
  const [start, end] = found.indices[1];
  return Math.floor((start + end) / 2);
};
const program = inside('<script type="text/plain" id="wasm">([^<]*)</script>');
damaged("a program with one wrong letter is not run", [
  ["another letter", changed(program)],
  ["a letter that is none of its alphabet", changed(program, "!".charCodeAt(0))],
], isNotice);
damaged("one wrong letter elsewhere never gives a blank page", [
  ["in the script that watches", changed(inside("<script>(.*?)</script>"))],
  ["in the script that starts", changed(text.lastIndexOf("WebAssembly"))],
  ["in the first style", changed(inside("<style>([^<]*)</style>"))],
  ["in the styles", changed(text.lastIndexOf("</style>") - 1000)],
  ["in the hash of a script", changed(inside("script-src 'sha256-([^']*)'"))],
  ["in the hash of a style", changed(inside("style-src 'sha256-([^']*)'"))],
  ["in the word that lets the program run", changed(inside("'wasm-(unsafe)-eval'"))],
  ["in the word that forbids", changed(inside("default-src '(none)'"))],
], isAnything);

// What mail programs and editors do.
await borne("line ends were converted", Buffer.from(page.toString().replaceAll("\n", "\r\n")));
await borne("a byte order mark was put before it", Buffer.concat([Buffer.from("\ufeff"), page]));
