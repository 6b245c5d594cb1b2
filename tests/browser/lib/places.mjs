// Where the built page, the golden files, and the browsers' programs are.

import { fileURLToPath, pathToFileURL } from "node:url";
import os from "node:os";
import path from "node:path";

const project = fileURLToPath(new URL("../../../", import.meta.url));

/** The folder that `cargo xtask dist` makes. */
export const DIST = process.env.PHULUC_DIST || path.join(project, "dist");

/** The single file, as it is given to an office. */
export const PAGE = path.join(DIST, "phuluc.html");

/** The same file for a web server. */
export const WEB_PAGE = path.join(DIST, "web", "index.html");

/** What a double click on the single file opens. */
export const PAGE_ADDRESS = pathToFileURL(PAGE).href;

/** The sample as it is typed, and the files that it gives. */
export const SAMPLE_FILES = path.join(project, "tests", "it", "files");

export const CHROMIUM = process.env.PHULUC_CHROMIUM || "/usr/bin/chromium";
export const FIREFOX = process.env.PHULUC_FIREFOX || "/usr/bin/firefox-esr";

/** Screenshots of what failed are left here. */
export const LEFTOVERS = path.join(os.tmpdir(), "phuluc-browser-tests");
