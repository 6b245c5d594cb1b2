// A test with the page: a browser for the file, a fresh profile for each officer, and a look at what nobody may do.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, test } from "node:test";
import { resize } from "./browsers.mjs";
import { Downloads } from "./downloads.mjs";
import { Officer } from "./officer.mjs";
import { LEFTOVERS, PAGE_ADDRESS } from "./places.mjs";
import { assertClean, watch } from "./watch.mjs";

const TEST_SECONDS = 150;
const VIEWPORT = { width: 1366, height: 768 };

/**
 * One visit of an officer with a fresh profile.
 *
 * - `address`: of the page; the single file on disk where it is not given
 * - `viewport`: the window's size
 * - `before(page)`: is called before the page is opened
 * - `mayFail`: the page need not become ready
 * - `mayLeave`: it goes to other pages of its own accord
 * - `expected`: patterns of errors that the test provokes
 * - `inOwnProfile`: in the profile that the browser was started with, not in one beside it
 */
async function visit({ browser, downloads: ofBrowser }, { address = PAGE_ADDRESS, viewport = VIEWPORT, inOwnProfile = false, ...options }) {
  const downloads = ofBrowser ?? (await Downloads.make());
  const own = ofBrowser ? {} : { downloadBehavior: { policy: "allow", downloadPath: downloads.folder } };
  const context = inOwnProfile ? browser.defaultBrowserContext() : await browser.createBrowserContext(own);
  const page = await context.newPage();
  if (inOwnProfile) {
    const session = await browser.target().createCDPSession();
    await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads.folder });
  }
  await resize(page, viewport);
  const seen = await watch(page);
  await options.before?.(page);
  const officer = new Officer(page, downloads, seen);
  const close = async () => {
    await (inOwnProfile ? page.close() : context.close());
    await (ofBrowser ? downloads.clear() : downloads.remove());
  };
  const check = () => assertClean(seen, options.mayLeave ? null : address, options.expected);
  const enter = async () => {
    await officer.open(address);
    if (!options.mayFail) await officer.isReady();
  };
  return { officer, enter, check, close };
}

/** What the officer saw when it failed, in words and as a picture. */
async function leftover(officer, title) {
  const parts = [];
  try {
    await mkdir(LEFTOVERS, { recursive: true });
    const picture = path.join(LEFTOVERS, `${title.replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80)}.png`);
    await officer.page.screenshot({ path: picture });
    parts.push(`picture: ${picture}`);
    parts.push(`focus: ${JSON.stringify(await officer.where())}`);
    const said = await officer.page.evaluate(() =>
      [...document.querySelectorAll("[data-save], [role=alert], [role=status], #notice, #fault")]
        .filter((one) => one.checkVisibility())
        .map((one) => one.innerText.trim().replaceAll(/\s+/g, " "))
        .filter(Boolean),
    );
    parts.push(`said: ${said.join(" | ")}`);
  } catch (error) {
    parts.push(`and the page could not be asked: ${error.message}`);
  }
  return parts.join("\n");
}

/** The error with what the officer saw; assertions lose the long comparison that says the same once more. */
function retold(error, seen) {
  const told = new Error([error.message, ...seen].join("\n"));
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at .*\.test\.mjs/.test(line));
  told.stack = [`Error: ${told.message}`, ...frames].join("\n");
  return told;
}

/**
 * Starts a browser for the tests of this file and gives the function that adds one. `run(officer, anew)` gets an officer before the
 * open page; `anew(options)` gives one more, in a profile of their own.
 */
export function inBrowser(launch, defaults = {}) {
  let starting;
  const started = () => (starting ??= launch());
  after(async () => (await starting)?.close());

  return (title, run, options = {}) =>
    test(title, { timeout: TEST_SECONDS * 1000 }, async () => {
      const visits = [];
      const anew = async (more = {}) => {
        const one = await visit(await started(), { ...defaults, ...options, ...more });
        visits.push(one);
        await one.enter();
        return one.officer;
      };
      try {
        await run(await anew(), anew);
        for (const one of visits) one.check();
      } catch (error) {
        const seen = [];
        for (const one of visits) seen.push(await leftover(one.officer, title));
        throw retold(error, seen);
      } finally {
        for (const one of visits) await one.close();
      }
    });
}
