// The heading of the form: who reports, in which role, for which period.

import assert from "node:assert/strict";
import { chromium } from "./lib/browsers.mjs";
import { untilIs } from "./lib/until.mjs";
import { inBrowser } from "./lib/visits.mjs";

const test = inBrowser(chromium);

test("the office sets the role, the role can be another, and all comes back", async (officer) => {
  await officer.choose("office", "SNV");
  await untilIs("the role", () => officer.field("role"), "SNV");
  await officer.choose("office", "STNMT");
  await untilIs("the role", () => officer.field("role"), "CQ");
  await officer.choose("role", "H");
  await officer.choose("period", "2023");
  await officer.write("document-number", "265");
  await officer.write("document-date", "15/12/2023");
  await officer.sees("Năm 2023");
  await officer.isSaved();
  await officer.reload();
  const fields = {};
  for (const field of ["office", "role", "period", "document-number", "document-date"]) fields[field] = await officer.field(field);
  assert.deepEqual(fields, {
    office: "STNMT",
    role: "H",
    period: "2023",
    "document-number": "265",
    "document-date": "15/12/2023",
  });
  const { name, bytes } = await officer.download("json");
  assert.equal(name, "CCHC_2023_STNMT.json");
  const { office, period, document } = JSON.parse(bytes);
  assert.equal(office.role, "H");
  assert.equal(period, "2023");
  assert.deepEqual(document, { number: "265", date: "15/12/2023" });
});

test("an office that the list does not have gives its name and a code, which names its files", async (officer) => {
  await officer.choose("office", "other");
  await officer.page.type("#other-name", "Chi cục Biển và Hải đảo");
  await officer.page.type("#other-code", "ccbhd");
  await officer.choose("period", "2023-Q2");
  const { name, bytes } = await officer.download("json");
  assert.equal(name, "CCHC_2023-Q2_CCBHD.json");
  assert.equal(JSON.parse(bytes).office.name, "Chi cục Biển và Hải đảo");
  await officer.isSaved();
  await officer.reload();
  assert.equal(await officer.field("office"), "other");
  assert.equal(await officer.page.$eval("#other-code", (input) => input.value), "CCBHD");
  await officer.page.type("#other-code", "/..");
  await officer.sees("Mã chưa dùng được");
  assert.equal((await officer.download("json")).name, "CCHC_2023-Q2_chua-chon-don-vi.json");
});

test("the save status tells the time of the save", async (officer) => {
  assert.match((await officer.saveStatus()).words, /Chưa có thay đổi/);
  await officer.answer("1.1", "14");
  await officer.isSaved();
  assert.match((await officer.saveStatus()).words, /Đã lưu trên máy này lúc \d\d:\d\d:\d\d/);
});
