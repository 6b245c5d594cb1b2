// The page from servers that are set up badly, from odd paths, and from a name without a secure context.

import assert from "node:assert/strict";
import { after } from "node:test";
import { INTRANET, chromium } from "./lib/browsers.mjs";
import { serve } from "./lib/server.mjs";
import { inBrowser } from "./lib/visits.mjs";

const test = inBrowser(chromium);

const SERVERS = [
  ["as it should", {}],
  ["without a content type", { type: null }],
  ["with nosniff and no charset", { type: "text/html", nosniff: true }],
  ["with the charset of another age", { type: "text/html; charset=iso-8859-1" }],
  ["from a nested path with a space and “đơn vị”", { path: "/biểu mẫu/đơn vị/phụ lục 2.html" }],
  ["without a content type, from a nested path", { type: null, path: "/a b/đơn vị/" }],
  ["from an intranet name, without a secure context", { host: INTRANET, path: "/đơn vị/phuluc.html" }],
];

for (const [name, options] of SERVERS) {
  const server = await serve(options);
  after(() => server.close());
  test(`served ${name}`, async (officer) => {
    const isSecure = await officer.page.evaluate(() => window.isSecureContext);
    assert.equal(isSecure, options.host !== INTRANET);
    assert.match(await officer.text(), /Công tác chỉ đạo điều hành CCHC/);
    assert.match(await officer.page.title(), /^Phụ Lục/);
    await officer.answer("1.1", "14");
    await officer.isSaved();
    await officer.reload();
    assert.equal(await officer.shown("1.1"), "14");
    const { bytes } = await officer.download("csv");
    assert.match(bytes.toString(), /Số văn bản chỉ đạo CCHC đã ban hành,Văn bản,figure,14,/);
    assert.deepEqual([...new Set(server.asked)], [server.target], "the server was asked for the page alone");
  }, { address: server.address });
}
