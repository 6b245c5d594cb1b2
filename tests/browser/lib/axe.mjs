// What axe-core finds on the page as it stands, each with the first places.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** `within` is the whole page, or the part that lies over it. */
export async function violations(page, within = "html") {
  await page.evaluate(axe);
  const found = await page.evaluate((within) => window.axe.run(within, { resultTypes: ["violations"] }), within);
  return found.violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary.split("\n").at(-1).trim()}`);
    return `${id} (${nodes.length}×): ${help}: ${places.join(" || ")}`;
  });
}
