// The real clipboard: something is copied as another program would put it there, and pasted with the keys.

import { until } from "./until.mjs";

/** Puts a text, and the HTML beside it where there is one, on the clipboard. */
export async function copy(officer, text, html = "") {
  const put = (text, html) => {
    const give = (event) => {
      event.clipboardData.setData("text/plain", text);
      if (html) event.clipboardData.setData("text/html", html);
      event.preventDefault();
    };
    document.addEventListener("copy", give, { once: true, capture: true });
    return document.execCommand("copy");
  };
  await until("the clipboard takes the text", () => officer.page.evaluate(put, text, html));
}

/** Pastes where the focus is. */
export async function paste(officer) {
  await officer.page.keyboard.down("Control");
  await officer.page.keyboard.press("v", { commands: ["paste"] });
  await officer.page.keyboard.up("Control");
}

/** Copies and pastes. */
export async function pasteText(officer, text, html) {
  await copy(officer, text, html);
  await paste(officer);
}

/** The lines of the preview: where, to which row, what it holds, what it gets, why, and what is decided. */
export function preview(officer) {
  return officer.page.evaluate(() =>
    [...document.querySelectorAll("dialog[open] tbody tr")].map((line) => {
      const cells = [...line.cells].map((cell) => cell.innerText.trim());
      const list = line.querySelector("select");
      return { source: cells[0], row: cells[1], old: cells[2], new: cells[3], why: cells[4], decided: list?.selectedOptions[0].text ?? null };
    }),
  );
}
