// The page's two stores, as something other than the page may treat them: fills, breaks, empties, and reads them.

/** Fills local storage to the last unit. */
export function fillLocalStorage(page) {
  return page.evaluate(() => {
    for (let length = 5_242_880; length >= 1; length = Math.floor(length / 2)) {
      for (;;) {
        try {
          localStorage.setItem(`other/${localStorage.length}`, "x".repeat(length));
        } catch {
          break;
        }
      }
    }
  });
}

/** From the next page on, opening IndexedDB never answers. */
export function hangIndexedDb() {
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...words) {
    const request = open.apply(this, words);
    const deaf = { configurable: true, get: () => null, set: () => undefined };
    for (const name of ["onsuccess", "onerror", "onupgradeneeded", "onblocked"]) Object.defineProperty(request, name, deaf);
    request.addEventListener = () => undefined;
    return request;
  };
}

/** From the next page on, what is waited for comes ten times as soon. */
export function hastenTimers() {
  const wait = window.setTimeout;
  window.setTimeout = (then, millis, ...words) => wait(then, millis / 10, ...words);
}

/** From the next page on, opening IndexedDB throws. */
export function throwIndexedDb() {
  IDBFactory.prototype.open = () => {
    throw new DOMException("The user denied permission to access the database.", "SecurityError");
  };
}

/** From the next page on, there is no IndexedDB. */
export function removeIndexedDb() {
  Object.defineProperty(window, "indexedDB", { value: undefined });
}

/** From the next page on, all words of the save status are kept in `window.saveHistory`. */
export function recordSaveStatus() {
  window.saveHistory = [];
  const note = () => {
    const status = document.querySelector("[data-save]");
    const words = status && `${status.dataset.save}: ${status.innerText}`;
    if (words && window.saveHistory.at(-1) !== words) window.saveHistory.push(words);
  };
  new MutationObserver(note).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

/** What the save status said that was not true, since it was recorded: that something was saved. "No change yet" is true. */
export async function untrueWords(page) {
  const history = await page.evaluate(() => window.saveHistory);
  if (history.length < 2) throw new Error(`the status was not recorded: ${JSON.stringify(history)}`);
  return history.filter((words) => words.includes("Đã lưu") || (words.startsWith("saved") && !words.includes("Chưa có thay đổi")));
}

/** Empties IndexedDB, as a damaged profile does: it comes back without an error. */
export function destroyIndexedDb(page) {
  return page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      await new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = resolve;
        request.onerror = reject;
      });
    }
  });
}

/** Empties local storage. */
export function destroyLocalStorage(page) {
  return page.evaluate(() => localStorage.clear());
}

/**
 * Damages the newest text of the draft in both stores (one letter of what was typed becomes another); with `all` every text. Gives how
 * many texts were damaged.
 */
export function damageDrafts(page, { all = false } = {}) {
  return page.evaluate(async (all) => {
    const isSlot = (key) => /^phuluc\/.*\/[01]$/.test(key);
    const revision = (text) => Number(/\\?"rev\\?":(\d+)/.exec(text)?.[1] ?? -1);
    const damaged = (text) => text.replace(/(\\?"typed\\?":\\?")(.)/, (_, before, letter) => before + (letter === "9" ? "8" : "9"));
    const answer = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answer(indexedDB.open("phuluc"));
    const texts = database.transaction("texts", "readwrite").objectStore("texts");
    const found = [];
    for (const key of (await answer(texts.getAllKeys())).filter(isSlot)) {
      const text = await answer(texts.get(key));
      found.push({ text, write: (changed) => answer(texts.put(changed, key)) });
    }
    const newestDurable = Math.max(...found.map(({ text }) => revision(text)));
    for (const key of Object.keys(localStorage).filter(isSlot)) {
      found.push({ text: localStorage.getItem(key), write: async (changed) => localStorage.setItem(key, changed) });
    }
    const newest = Math.max(newestDurable, ...found.map(({ text }) => revision(text)));
    const wanted = found.filter(({ text }) => all || revision(text) === newest);
    for (const { text, write } of wanted) await write(damaged(text));
    database.close();
    return wanted.length;
  }, all);
}
