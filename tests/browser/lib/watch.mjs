// Notes everything that a page must not do: errors, breaches of its policy, requests to anywhere but itself.

import assert from "node:assert/strict";

/** Begins to watch; the page must not have been anywhere yet. */
export async function watch(page) {
  const errors = [];
  const requests = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => errors.push(`page: ${error.message}`));
  page.on("request", (request) => requests.push(request.url()));
  await page.evaluateOnNewDocument(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} blocked ${event.blockedURI || "inline"}`);
    });
  });
  return { errors, requests };
}

const isInside = (address) => /^(blob|data|about):/.test(address);
const withoutHash = (address) => address.split("#")[0];

/**
 * Fails where the page did anything that it must not. `expected` are patterns of errors that the test provokes; where the address is null,
 * the test goes to many pages, and what they ask for is not looked at.
 */
export function assertClean({ errors, requests }, address, expected = []) {
  const strange = errors.filter((error) => !expected.some((pattern) => pattern.test(error)));
  assert.deepEqual(strange, [], "errors on the page");
  if (address === null) return;
  const foreign = requests.filter((request) => !isInside(request) && withoutHash(request) !== withoutHash(address));
  assert.deepEqual(foreign, [], "requests to others than the page itself");
}
