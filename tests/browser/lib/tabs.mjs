// More tabs of one officer: the same browser profile, the same stores.

import { resize } from "./browsers.mjs";
import { Downloads } from "./downloads.mjs";
import { Officer } from "./officer.mjs";
import { PAGE_ADDRESS } from "./places.mjs";
import { watch } from "./watch.mjs";

/** Opens the page once more beside the officer's; `before(page)` is called first. It is closed with the officer's profile. */
export async function openBeside(officer, { address = PAGE_ADDRESS, before, mayFail = false } = {}) {
  const page = await officer.page.browserContext().newPage();
  const size = officer.page.viewport();
  if (size) await resize(page, size);
  const seen = await watch(page);
  await before?.(page);
  const other = new Officer(page, officer.downloads ?? (await Downloads.make()), seen);
  await other.open(address);
  if (!mayFail) await other.isReady();
  return other;
}

/** From the next page on, tabs tell each other nothing: neither by a channel nor by what local storage says. */
export function silenceTabs() {
  delete window.BroadcastChannel;
  const listen = window.addEventListener;
  window.addEventListener = function (name, ...words) {
    if (name !== "storage") listen.call(this, name, ...words);
  };
}

/** Every draft's newest text in IndexedDB, read past the page: by id, with the texts as typed by row. */
export function storedDrafts(page) {
  return page.evaluate(async () => {
    const answer = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answer(indexedDB.open("phuluc"));
    const texts = database.transaction("texts").objectStore("texts");
    const [keys, values] = await Promise.all([answer(texts.getAllKeys()), answer(texts.getAll())]);
    database.close();
    const newest = {};
    keys.forEach((key, at) => {
      if (!/^phuluc\/\d+\/[^/]+\/[01]$/.test(key)) return;
      const { draft, rev, tab, line, parallel_of, trashed_at, name, report } = JSON.parse(values[at]);
      if (rev > (newest[draft]?.rev ?? -1)) {
        const typed = Object.fromEntries(Object.entries(report.rows).map(([id, row]) => [id, row.typed]));
        newest[draft] = { rev, tab, line, parallel_of, trashed_at, name, typed, period: report.period };
      }
    });
    return newest;
  });
}
