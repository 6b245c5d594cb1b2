// The watch that every other test relies on sees what it must see: an error, a breach of the policy, a request.

import assert from "node:assert/strict";
import { chromium, firefox } from "./lib/browsers.mjs";
import { PAGE_ADDRESS } from "./lib/places.mjs";
import { until } from "./lib/until.mjs";
import { inBrowser } from "./lib/visits.mjs";
import { assertClean } from "./lib/watch.mjs";

for (const [name, launch] of [["Chromium", chromium], ["Firefox", firefox]]) {
  const test = inBrowser(launch);

  test(`in ${name} an error, a breach of the policy, and a request are seen`, async (officer) => {
    const { seen, page } = officer;
    assertClean(seen, PAGE_ADDRESS);
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error("thrown on purpose");
      });
      const picture = document.createElement("img");
      picture.src = "http://127.0.0.1:9/picture.png";
      document.body.append(picture);
    });
    await until("both are seen", () => ["thrown on purpose", "policy: img-src"].every((words) => seen.errors.join("\n").includes(words)));
    assert.throws(() => assertClean(seen, PAGE_ADDRESS), /errors on the page/);
    // Firefox stops it before it becomes a request, and tells of none from a file.
    if (launch === chromium) assert.throws(() => assertClean(seen, PAGE_ADDRESS, [/./]), /requests to others/);
  }, { expected: [/./], mayLeave: true });
}
