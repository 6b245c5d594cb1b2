// A browser that keeps nothing, by its owner's or a policy's will: the form can be filled, says that it is not saved, and is given.

import assert from "node:assert/strict";
import { chromium } from "./lib/browsers.mjs";
import { inBrowser } from "./lib/visits.mjs";
import { serve } from "./lib/server.mjs";
import { recordSaveStatus, untrueWords } from "./lib/stores.mjs";
import { until } from "./lib/until.mjs";
import { after } from "node:test";

const BLOCKED = 2;
const launch = () => chromium({ preferences: { profile: { default_content_setting_values: { cookies: BLOCKED } } } });
const server = await serve();
after(() => server.close());
const test = inBrowser(launch, { inOwnProfile: true });

for (const [name, address] of [["from a file", undefined], ["from a server", server.address]]) {
  test(`storage is blocked, the page ${name}: usable, and red in words`, async (officer) => {
    await assert.rejects(officer.page.evaluate(() => localStorage.length), /denied/, "the browser really blocks");
    await officer.answer("1.1", "14");
    const words = "Trình duyệt không cho lưu trên máy này: đóng trang là mất số liệu";
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
  }, { before: (page) => page.evaluateOnNewDocument(recordSaveStatus), ...(address && { address }) });
}
