// An officer at the form: does with keys and mouse what a person does, and sees what a person sees. Finds things by the hooks of
// contract.md, "Hooks in the page", and by the words on the page.

import { until, untilIs } from "./until.mjs";

const answerOf = (id) => `[data-answer="${id}"]`;
const noteOf = (id) => `[data-note="${id}"]`;
const rowOf = (id) => `[data-row="${id}"]`;

export class Officer {
  constructor(page, downloads, seen) {
    this.page = page;
    this.downloads = downloads;
    this.seen = seen;
  }

  // The page.

  async open(address) {
    await this.page.goto(address, { waitUntil: "domcontentloaded" });
  }

  /** Waits until the page takes input. */
  async isReady() {
    await until("the page is ready", () =>
      this.page.evaluate(() => {
        const soon = new Promise((resolve) => setTimeout(() => resolve(false), 200));
        return Promise.race([window.phuluc.ready.then(() => true), soon]);
      }),
    );
  }

  async reload() {
    await this.page.reload({ waitUntil: "domcontentloaded" });
    await this.isReady();
  }

  /** All that can be read on the page, without what is hidden. */
  text() {
    return this.page.evaluate(() => document.body?.innerText ?? "");
  }

  /** Waits until all these words can be read. */
  async sees(...words) {
    const isMissing = (text) => words.filter((one) => !text.includes(one));
    await until(`“${words.join("”, “")}” can be read`, async () => isMissing(await this.text()), {
      isEnough: (missing) => missing.length === 0,
    });
  }

  // Keys.

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async pressWith(modifier, key) {
    await this.page.keyboard.down(modifier);
    await this.page.keyboard.press(key);
    await this.page.keyboard.up(modifier);
  }

  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** Writes a text at once, as an input method gives it: keys for figures, this for sentences. */
  async say(text) {
    await this.page.evaluate((text) => document.execCommand("insertText", false, text), text);
  }

  /** Where the focus is: the row, and whether in its answer, its note, or the question of which reading is meant. */
  where() {
    return this.page.evaluate(() => {
      const focused = document.activeElement;
      const row = focused?.closest("[data-row]")?.dataset.row ?? null;
      const spots = { answer: "[data-answer]", note: "[data-note]", question: "[data-row] button", search: "[role=combobox]" };
      const spot = Object.keys(spots).find((name) => focused?.closest(spots[name])) ?? null;
      const field = focused?.dataset.field ?? null;
      return { row, spot, field, tag: focused?.tagName ?? null };
    });
  }

  async isAt(row, spot = "answer") {
    const here = async () => Object.values(await this.where()).slice(0, 2).join(" ");
    await untilIs("the focus", here, `${row} ${spot}`);
  }

  /** Presses a key that moves the focus, and waits until it has moved. */
  async step(key = "Enter") {
    const before = JSON.stringify(await this.where());
    await this.press(key);
    return until(`${key} moves the focus from ${before}`, async () => {
      const here = await this.where();
      return JSON.stringify(here) !== before && here;
    });
  }

  /** Goes on by Enter until the row's answer has the focus. */
  async walkTo(row, key = "Enter") {
    let here = await this.where();
    for (let steps = 0; here.row !== row || here.spot !== "answer"; steps += 1) {
      if (steps > 250) throw new Error(`${key} never came to ${row}`);
      here = await this.step(key);
    }
  }

  /** Finds a row by its number or by words, with keys alone. `/` calls the search where it would not be a letter, F3 everywhere. */
  async search(words, key = "F3") {
    await this.press(key);
    await until("the search has the focus", async () => (await this.where()).spot === "search");
    await this.type(words);
    await until(`something is found for “${words}”`, () =>
      this.page.evaluate(() => document.querySelectorAll("[role=listbox] [role=option]").length),
    );
    await this.press("Enter");
  }

  // The heading.

  async choose(field, value) {
    await this.page.select(`[data-field="${field}"]`, value);
  }

  /** Chooses in a list with the arrow keys. */
  async chooseByKeys(field, value) {
    await this.page.focus(`[data-field="${field}"]`);
    const chosen = () => this.page.$eval(`[data-field="${field}"]`, (select) => select.value);
    for (let steps = 0; (await chosen()) !== value; steps += 1) {
      if (steps > 80) throw new Error(`${value} is not in the list of ${field}`);
      await this.press("ArrowDown");
    }
  }

  async write(field, text) {
    await this.page.focus(`[data-field="${field}"]`);
    await this.type(text);
  }

  field(field) {
    return this.page.$eval(`[data-field="${field}"]`, (control) => control.value);
  }

  // Rows.

  /** Puts the focus into the row's answer, as a mouse or a program would. */
  async go(row) {
    await this.page.focus(answerOf(row));
    await this.isAt(row);
  }

  /** Types over what stands in the row. */
  async fill(row, text) {
    await this.go(row);
    await this.type(text);
  }

  /** Types over what stands in the row and leaves it. */
  async answer(row, text) {
    await this.fill(row, text);
    await this.leave();
  }

  /** Takes the focus out of the sheet. */
  async leave() {
    await this.page.focus(`[data-field="document-number"]`);
  }

  state(row) {
    return this.page.$eval(rowOf(row), (element) => element.dataset.state);
  }

  async becomes(row, state) {
    await untilIs(`the state of ${row}`, () => this.state(row), state);
  }

  /** What the row's answer shows: the text of an input, the chosen code of a list. */
  shown(row) {
    return this.page.$eval(answerOf(row), (control) =>
      control.matches("input") ? control.value : (control.querySelector("[aria-checked=true]")?.dataset.code ?? ""),
    );
  }

  note(row) {
    return this.page.$eval(noteOf(row), (control) => control.value);
  }

  /** All that can be read in the row. */
  rowText(row) {
    return this.page.$eval(rowOf(row), (element) => element.innerText);
  }

  /** Every row: its id, state, what its answer shows, and its note. */
  rows() {
    return this.page.evaluate(() =>
      [...document.querySelectorAll("[data-row]")].map((row) => {
        const control = row.querySelector("[data-answer]");
        const chosen = control?.querySelector("[aria-checked=true]")?.dataset.code ?? "";
        return {
          id: row.dataset.row,
          state: row.dataset.state,
          shown: control === null ? "" : control.matches("input") ? control.value : chosen,
          note: row.querySelector("[data-note]")?.value ?? "",
        };
      }),
    );
  }

  /** What the row's answer says of itself to those who hear the page: invalid or not, and what describes it. */
  described(row) {
    return this.page.$eval(answerOf(row), (control) => ({
      isInvalid: control.getAttribute("aria-invalid") === "true",
      words: (control.getAttribute("aria-describedby") ?? "")
        .split(/\s+/)
        .map((id) => document.getElementById(id)?.textContent ?? "")
        .join(" ")
        .trim(),
    }));
  }

  // Saving and files.

  async saveStatus() {
    return this.page.$eval("[data-save]", (element) => ({ code: element.dataset.save, words: element.innerText }));
  }

  async isSaved() {
    await until("the draft is saved", async () => (await this.saveStatus()).code === "saved");
  }

  /** Opens the menu and asks for a file (`json`, `csv`, `csv-excel`); gives what is on the disk then. */
  async download(kind) {
    const isOpen = () => this.page.$eval("details:has([data-action])", (menu) => menu.open);
    if (!(await isOpen())) await this.page.click("details:has([data-action]) > summary");
    await until("the menu is open", isOpen);
    await this.page.click(`[data-action="export-${kind}"]`);
    return this.downloads.take();
  }

  /** Gives a file to the page. */
  async give(file) {
    const input = await this.page.$("[data-action=open]");
    await input.uploadFile(file);
  }

  /** Clicks the button with these words. */
  async click(words) {
    const button = await until(`a button “${words}”`, async () => {
      const handle = await this.page.evaluateHandle((words) => {
        const isWanted = (one) => one.innerText.trim() === words && one.checkVisibility({ visibilityProperty: true });
        return [...document.querySelectorAll("button")].find(isWanted) ?? null;
      }, words);
      return handle.asElement();
    });
    await button.click();
  }
}
