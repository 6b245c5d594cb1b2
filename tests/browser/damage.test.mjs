// The page's file when it was cut, changed, or is opened where there is no WebAssembly: it works, or it says in Vietnamese what to do.
// Never blank.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "./lib/browsers.mjs";
import { inBrowser } from "./lib/page_test.mjs";
import { PAGE } from "./lib/places.mjs";
import { until } from "./lib/until.mjs";

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

async function damaged(title, bytes, check, options = {}) {
  const file = path.join(folder, `${title.replaceAll(/[^a-z0-9]+/g, "-")}.html`);
  await writeFile(file, bytes);
  const address = pathToFileURL(file).href;
  test(title, async (officer) => check(await outcome(officer), officer), { mayFail: true, address, expected: [/./], ...options });
}

const isAnything = () => undefined;
const isForm = async (result, officer) => {
  assert.equal(result, "form");
  await officer.isReady();
  await officer.answer("1.1", "14");
  await officer.becomes("1.1", "figure");
};
const isNotice = (result) => assert.match(result, /Tệp này bị hỏng|tệp bị hỏng/);

// Cut.
const PARTS = 11;
for (let part = 1; part < PARTS; part += 1) {
  const length = Math.floor((page.length * part) / PARTS);
  await damaged(`cut after ${part} of ${PARTS} parts`, page.subarray(0, length), isNotice);
}
await damaged("cut by its last twenty letters", page.subarray(0, page.length - 20), isAnything);

// One byte is another one.
function flipped(place) {
  const bytes = Buffer.from(page);
  bytes[place] = bytes[place] === 0x41 ? 0x42 : 0x41;
  return bytes;
}
const inside = (pattern) => {
  const found = new RegExp(pattern, "ds").exec(text);
  assert.ok(found, `the page has ${pattern}`);
  const [start, end] = found.indices[1];
  return Math.floor((start + end) / 2);
};
const base64 = inside('<script[^>]*type="text/plain"[^>]*>([^<]*)</script>');
await damaged("one letter of the program is another", flipped(base64), isNotice);
const spaced = Buffer.from(page);
spaced[base64] = 0x21;
await damaged("one letter of the program is none of its alphabet", spaced, isNotice);
await damaged("one letter of the starting script is another", flipped(text.lastIndexOf("WebAssembly")), isAnything);
await damaged("one letter of the style is another", flipped(inside("<style>([^<]*)</style>")), isAnything);
for (const [name, pattern] of [
  ["hash of a script", "script-src 'sha256-([^']*)'"],
  ["hash of the style", "style-src 'sha256-([^']*)'"],
  ["word that lets the program run", "'wasm-(unsafe)-eval'"],
  ["word that forbids", "default-src '(none)'"],
]) {
  await damaged(`one letter of the policy is another: ${name}`, flipped(inside(pattern)), isAnything);
}

// What mail programs and editors do.
const crlf = Buffer.from(page.toString().replaceAll("\n", "\r\n"));
await damaged("line ends were converted", crlf, isForm, { expected: [] });
await damaged("a byte order mark was put before it", Buffer.concat([Buffer.from("\ufeff"), page]), isForm, { expected: [] });
