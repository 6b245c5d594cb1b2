// A browser that keeps nothing, or not everything, by its owner's or a policy's will: the form can be filled, says what is not saved, and
// is given.

import assert from "node:assert/strict";
import { after } from "node:test";
import { chromium, firefox } from "./lib/browsers.mjs";
import { serve } from "./lib/server.mjs";
import { recordSaveStatus, untrueWords } from "./lib/stores.mjs";
import { until } from "./lib/until.mjs";
import { inBrowser } from "./lib/visits.mjs";

const BLOCKED = 2;
const NOTHING = "Trình duyệt không cho lưu trên máy này: đóng trang là mất số liệu";
const HALF = "bản nháp vẫn được lưu ở nơi kia";

const blockedChromium = () => chromium({ preferences: { profile: { default_content_setting_values: { cookies: BLOCKED } } } });
const blockedFirefox = () => firefox({ preferences: { "network.cookie.cookieBehavior": BLOCKED } });
const halfFirefox = () => firefox({ preferences: { "dom.storage.enabled": false } });

const server = await serve();
after(() => server.close());

const inBlockedChromium = inBrowser(blockedChromium, { inOwnProfile: true });
const record = { before: (page) => page.evaluateOnNewDocument(recordSaveStatus) };

for (const [title, test, words, options] of [
  ["Chromium keeps nothing, the page from a file", inBlockedChromium, NOTHING],
  ["Chromium keeps nothing, the page from a server", inBlockedChromium, NOTHING, { address: server.address }],
  ["Firefox keeps nothing", inBrowser(blockedFirefox), NOTHING],
  ["Firefox has no local storage", inBrowser(halfFirefox), HALF],
]) {
  test(`${title}: usable, and red in words`, async (officer) => {
    const isThere = officer.page.evaluate(() => {
      try {
        return window.localStorage !== null;
      } catch {
        return false;
      }
    });
    assert.equal(await isThere, false, "the browser really blocks");
    await officer.answer("1.1", "14");
    await until("the failure is said", async () => {
      const status = await officer.saveStatus();
      return status.code === "failed" && status.words.includes(words);
    });
    await officer.answer("1.2a", "37");
    await officer.answer("1.2b", "37");
    await officer.becomes("1.2", "calculated");
    const file = JSON.parse((await officer.download("json")).bytes);
    assert.equal(file.rows.find((row) => row.id === "1.1").value, 14);
    assert.deepEqual(await untrueWords(officer.page), []);
  }, { ...record, ...options });
}
