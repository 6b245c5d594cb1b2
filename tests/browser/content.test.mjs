// What stands in the file that is given to people, and that it asks nobody for anything.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import test from "node:test";
import { gunzipSync } from "node:zlib";
import { DIST, PAGE, WEB_PAGE } from "./lib/places.mjs";

const bytes = await readFile(PAGE);
const page = bytes.toString();
const blocks = (pattern) => [...page.matchAll(pattern)].map(([, text]) => text);
const scripts = blocks(/<script>(.*?)<\/script>/gs);
const styles = blocks(/<style>(.*?)<\/style>/gs);
/** The page with its character references read. */
const read = page.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
const has = (text, pattern) => assert.ok(pattern.test(text), `the page has no ${pattern}`);
const hasNo = (text, pattern) => assert.equal(text.match(pattern)?.[0], undefined, `the page has ${pattern}`);
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

test("both ways of giving it give the same bytes, and nothing else is in the folder", async () => {
  assert.ok(bytes.equals(await readFile(WEB_PAGE)));
  assert.deepEqual((await readdir(DIST, { recursive: true })).sort(), ["phuluc.html", "web", "web/index.html"]);
});

test("the policy allows these scripts and styles, and nothing more", () => {
  const [policy] = blocks(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/g);
  assert.equal(
    policy,
    [
      "default-src 'none'",
      `script-src ${scripts.map(hash).join(" ")} 'wasm-unsafe-eval'`,
      `style-src ${styles.map(hash).join(" ")}`,
      "img-src data: blob:",
      // What reads tables and files runs in a worker that the page makes of its own block.
      "worker-src blob:",
      "connect-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ].join("; "),
  );
  const before = page.slice(0, page.indexOf("Content-Security-Policy"));
  hasNo(before, /<(script|style|link|img)/);
});

test("there is no second request in it, and nothing that the policy blocks", () => {
  const markup = page.replaceAll(/<(script|style)[^>]*>.*?<\/\1>/gs, "");
  hasNo(page, /<script[^>]+src=|<link[^>]+stylesheet|@import|snippets\/|integrity=|data-trunk/);
  hasNo(markup, /\s(style|on[a-z]+)=/);
  const addresses = [...markup.matchAll(/\s(?:href|src|srcset|action)="([^"]*)"/g)].map(([, address]) => address);
  assert.deepEqual(addresses.filter((address) => !/^(data:|#)/.test(address)), []);
  const NAMESPACES = /http:\/\/www\.w3\.org\/(2000\/svg|1999\/xhtml|1999\/xlink|1998\/Math\/MathML|2000\/xmlns\/|XML\/1998\/namespace)/g;
  hasNo(page.replaceAll(NAMESPACES, ""), /[a-z]+:\/\/[a-z0-9]/i);
  for (const style of styles) hasNo(style, /url\((?!["']?(data:|#))/);
});

test("the programs in it hold no path of the machine that made them", () => {
  const packed = [...page.matchAll(/<script type="text\/plain" id="([^"]*)">([^<]*)<\/script>/g)];
  assert.deepEqual(packed.map(([, id]) => id), ["intake-script", "intake", "wasm"]);
  for (const [, id, text] of packed) {
    const program = gunzipSync(Buffer.from(text, "base64")).toString("latin1");
    if (id !== "intake-script") assert.equal(program.slice(0, 4), "\0asm");
    hasNo(program, /\/home\/|\/root\/|\.cargo\/registry|\/work\//);
  }
});

test("it is small enough to be opened at once", () => {
  assert.ok(bytes.length <= 1_500_000, `${bytes.length} bytes`);
});

test("the file itself says in Vietnamese what to do where it cannot start", () => {
  has(page, /<html lang="vi">/);
  has(read, /<title>Phụ Lục/);
  has(read, /Nếu dòng này còn hiện sau 10 giây/);
  has(read, /<noscript>.*Hãy bật JavaScript.*<\/noscript>/s);
});

test("every byte of it is ASCII, so that no server's charset can garble it", () => {
  hasNo(page, /[^\x00-\x7f]/);
});
