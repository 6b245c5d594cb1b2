// The folder that the browser keeps files in, as the officer finds them there.

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { until } from "./until.mjs";

const isUnfinished = (name) => /\.(crdownload|part|tmp)$/.test(name) || name.startsWith(".");

export class Downloads {
  static async make() {
    return new Downloads(await mkdtemp(path.join(os.tmpdir(), "phuluc-downloads-")));
  }

  constructor(folder) {
    this.folder = folder;
  }

  /** Waits for the one file that comes, takes it out of the folder, and gives its name and bytes. */
  async take() {
    const name = await until("a downloaded file", async () => {
      const names = await readdir(this.folder);
      const isWhole = names.length > 0 && !names.some(isUnfinished);
      // Browsers hold the name with an empty file while they write.
      return isWhole && (await readFile(path.join(this.folder, names[0]))).length > 0 && names[0];
    });
    const file = path.join(this.folder, name);
    const bytes = await readFile(file);
    await rm(file);
    return { name, bytes };
  }

  /** Leaves nothing for the next officer. */
  async clear() {
    for (const name of await readdir(this.folder)) await rm(path.join(this.folder, name), { recursive: true, force: true });
  }

  async remove() {
    await rm(this.folder, { recursive: true, force: true });
  }
}
