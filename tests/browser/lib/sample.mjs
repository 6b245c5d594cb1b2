// The sample report: what the office typed, what follows from it, and the files that it gives.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { SAMPLE_FILES } from "./places.mjs";
import { until } from "./until.mjs";

export const OFFICE = "STNMT";
export const ROLE = "CQ";
export const PERIOD = "2023-Q2";
export const DATE = "/12/2023";

const readSample = (name) => readFile(path.join(SAMPLE_FILES, name));
const table = async (name) => {
  const [, ...lines] = (await readSample(name)).toString().trimEnd().split("\n");
  return lines.map((line) => line.split("\t"));
};

/** The figures exactly as printed, in printed order: `id`, `typed`, `note`. */
export const TYPED = (await table("sample-typed.tsv")).map(([id, typed, note]) => ({ id, typed, note }));

/** What the calculated rows give; empty where they give a reason. */
export const CALCULATED = new Map(await table("sample-calculated.tsv"));

/** The files of the sample: what is asked for, what it is called, and its bytes. */
export const GOLDEN = await Promise.all(
  [
    ["json", "CCHC_2023-Q2_STNMT.json"],
    ["csv", "CCHC_2023-Q2_STNMT.csv"],
    ["csv-excel", "CCHC_2023-Q2_STNMT_excel.csv"],
  ].map(async ([kind, name]) => ({ kind, name, file: path.join(SAMPLE_FILES, name), bytes: await readSample(name) })),
);

/** The rows of the report file, their values as the digits that stand there. */
const GOLDEN_ROWS = GOLDEN[0].bytes
  .toString()
  .split('  "findings": ')[0]
  .split("    {\n")
  .slice(1)
  .map((text) => {
    const part = (key) => JSON.parse(new RegExp(`"${key}": (".*")`).exec(text)[1]);
    const value = /"value": ([-.\d]+)/.exec(text)?.[1] ?? null;
    return { id: part("id"), unit: part("unit"), state: part("state"), value, note: part("note") };
  });

/**
 * A figure as the page shows it: groups of three with dots, a comma before the fraction. Where a figure may have a fraction, the one dot of
 * `7.800` would again have two readings, so there the group is parted by a blank.
 */
function shownFigure(plain, unit) {
  const [whole, fraction] = plain.split(".");
  const hasTwoReadings = ["%", "Triệu đồng"].includes(unit) && fraction === undefined && /^\d{4,6}$/.test(whole);
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, hasTwoReadings ? "\u00a0" : ".");
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

/** Another office's row in the sample: the walk by Enter passes it, so the office looks it up. */
const STRANGE_ROW = "7.2";
/** Rows whose text has two readings; the office means the grouped one. */
const TWO_READINGS = new Set(["6.1a", "6.1b"]);

async function fillRow(officer, { id, typed, note }) {
  await officer.type(typed);
  if (note) {
    await officer.press("F2");
    await officer.isAt(id, "note");
    await officer.say(note);
    await officer.press("F2");
    await officer.isAt(id);
  }
  if (TWO_READINGS.has(id)) {
    await officer.press("Enter");
    await officer.isAt(id, "question");
    await officer.press("1");
    await until("the answer to the question moves on", async () => (await officer.where()).row !== id);
  }
}

/** Fills the heading and types the sample with keys alone. */
export async function fillSample(officer) {
  await officer.chooseByKeys("office", OFFICE);
  await officer.chooseByKeys("period", PERIOD);
  await officer.write("document-date", DATE);
  assert.equal(await officer.field("role"), ROLE, "the office sets the role");
  await officer.search(TYPED[0].id);
  await officer.isAt(TYPED[0].id);
  for (const row of TYPED) {
    if (row.id === STRANGE_ROW) {
      await officer.search(row.id, "F3");
      await officer.isAt(row.id);
    } else {
      await officer.walkTo(row.id);
    }
    await fillRow(officer, row);
  }
}

const EXPECTED_ROWS = GOLDEN_ROWS.map(({ id, unit, state, value, note }) => ({
  id,
  state,
  shown: value === null ? "" : shownFigure(value, unit),
  note,
}));

/** Every row's state, figure as shown, and note are the sample's; and so is the heading. */
export async function seesSample(officer) {
  sameRows(await officer.rows(), EXPECTED_ROWS);
  const heading = {};
  for (const field of ["office", "role", "period", "document-number", "document-date"]) heading[field] = await officer.field(field);
  assert.deepEqual(heading, { office: OFFICE, role: ROLE, period: PERIOD, "document-number": "", "document-date": DATE });
}

/** The calculated rows give what domain.md says. */
export async function seesCalculated(officer) {
  const rows = new Map((await officer.rows()).map((row) => [row.id, row]));
  for (const [id, value] of CALCULATED) {
    const typed = TYPED.find((row) => row.id === id);
    const shown = value === "" ? "" : shownFigure(value, "%");
    if (typed) {
      // Typed over: the row's words say what is calculated.
      const agrees = value === "" ? /Không tính|Chờ/ : new RegExp(`(Khớp số tính được|Tính được) ${shown}`);
      assert.match(await officer.rowText(id), agrees, id);
    } else {
      sameRows([rows.get(id)], [{ ...rows.get(id), state: value === "" ? "unanswered" : "calculated", shown }]);
    }
  }
}

/** Fails with the rows that differ, and only those. */
function sameRows(rows, expected) {
  const differences = expected
    .map((row, place) => [JSON.stringify(rows[place]), JSON.stringify(row)])
    .filter(([found, wanted]) => found !== wanted)
    .map(([found, wanted]) => `${found} should be ${wanted}`);
  assert.ok(differences.length === 0, `rows differ:\n${differences.join("\n")}`);
  assert.equal(rows.length, expected.length);
}

function firstDifference(found, wanted) {
  const [lines, wantedLines] = [found, wanted].map((bytes) => bytes.toString().split("\n"));
  const at = wantedLines.findIndex((line, place) => line !== lines[place]);
  return `line ${at + 1} is ${JSON.stringify(lines[at])}, not ${JSON.stringify(wantedLines[at])}`;
}

/** The three files, as they come to the disk, are the golden ones, byte for byte. */
export async function givesGoldenFiles(officer, kinds = GOLDEN.map(({ kind }) => kind)) {
  for (const { kind, name, bytes } of GOLDEN.filter((golden) => kinds.includes(golden.kind))) {
    const file = await officer.download(kind);
    assert.equal(file.name, name);
    assert.ok(file.bytes.equals(bytes), `${kind} differs from the golden file: ${firstDifference(file.bytes, bytes)}`);
  }
}
