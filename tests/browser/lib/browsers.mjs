// Starts the real browsers, each with a fresh profile of its own, so that nothing but the page can be asked for.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import puppeteer from "puppeteer-core";
import { Downloads } from "./downloads.mjs";
import { CHROMIUM, FIREFOX } from "./places.mjs";

/** A browser that does not answer for so long will not. */
const PATIENCE_MILLIS = 60_000;

/** A name that is no `localhost`: a page from there has no secure context, as on an office's network. */
export const INTRANET = "intranet.test";

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-features=HttpsUpgrades,HttpsFirstBalancedMode,HttpsFirstBalancedModeAutoEnable,HttpsFirstModeIncognito",
  "--lang=vi",
  "--accept-lang=vi",
  `--host-resolver-rules=MAP ${INTRANET} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
];

const FIREFOX_PREFERENCES = {
  // puppeteer switches this off; then files beside the page could be fetched, and tests would pass where people see a blank page.
  "security.fileuri.strict_origin_policy": true,
  "intl.locale.requested": "vi",
  "intl.accept_languages": "vi",
  "browser.download.always_ask_before_handling_new_types": false,
  "network.dns.localDomains": INTRANET,
};

async function withProfile(launch) {
  const profile = await mkdtemp(path.join(os.tmpdir(), "phuluc-profile-"));
  const browser = await launch(profile);
  const close = async () => {
    await browser.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { browser, close };
}

/** Sets the window's size. Firefox ESR 140 knows the size's command, but not that of the screen's orientation, which comes with it. */
export async function resize(page, size) {
  try {
    await page.setViewport(size);
  } catch (error) {
    if (!error.message.includes("unknown command emulation.setScreenOrientationOverride")) throw error;
  }
}

/** Chromium on this profile. */
export function chromiumIn(profile, flags = []) {
  return puppeteer.launch({
    executablePath: CHROMIUM,
    args: [...CHROMIUM_FLAGS, ...flags],
    userDataDir: profile,
    protocolTimeout: PATIENCE_MILLIS,
    env: { ...process.env, LANGUAGE: "vi" },
  });
}

/** Firefox on this profile. */
export function firefoxIn(profile, preferences = {}) {
  return puppeteer.launch({
    browser: "firefox",
    executablePath: FIREFOX,
    userDataDir: profile,
    protocolTimeout: PATIENCE_MILLIS,
    extraPrefsFirefox: { ...FIREFOX_PREFERENCES, ...preferences },
  });
}

/** Chromium. `flags` are added; `preferences` are the profile's, as a policy or an officer would have set them. */
export function chromium({ flags = [], preferences } = {}) {
  return withProfile(async (profile) => {
    if (preferences) {
      await mkdir(path.join(profile, "Default"));
      await writeFile(path.join(profile, "Default", "Preferences"), JSON.stringify(preferences));
    }
    return chromiumIn(profile, flags);
  });
}

/** Firefox. Its versions before 153 have no command for the folder of downloads: it is the browser's, told by preferences. */
export async function firefox({ preferences = {} } = {}) {
  const downloads = await Downloads.make();
  const folder = { "browser.download.folderList": 2, "browser.download.dir": downloads.folder, "browser.download.useDownloadDir": true };
  const { browser, close } = await withProfile((profile) => firefoxIn(profile, { ...folder, ...preferences }));
  const closeAll = async () => {
    await close();
    await downloads.remove();
  };
  return { browser, downloads, close: closeAll };
}
