import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadBodies } from "#etl/intake/bodies";
import { loadDivisions } from "#etl/intake/register";
import { deskFolderOf } from "#store/desk-folder";
import { handIn, readToEnd } from "../../support/desk";
import { loadInto, temporaryFolder, temporaryStore } from "../../support/load";

/** Documents that are not ours to keep in the repository lie beside it. */
const shared = (folder: string): string =>
  fileURLToPath(new URL(`../../../../shared/${folder}/`, import.meta.url));

/** All documents of the folders beside the repository, in the order of their names. */
const DOCUMENTS = ["reports", "cases"]
  .map(shared)
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.json$|^README/u.test(entry.name))
      .map(({ name }) => join(folder, name)),
  )
  .sort((one, other) => (basename(one) < basename(other) ? -1 : 1));

describe.skipIf(DOCUMENTS.length < 2)("documents as people write them", () => {
  it("make the same version whether they come through the browser or from a folder", async () => {
    const [desk, line] = [temporaryStore(), temporaryStore()];
    const more = { divisions: loadDivisions(), bodies: loadBodies(), now: new Date("2026-03-01") };
    await handIn(
      desk,
      DOCUMENTS.map((path) => ({ name: `年报/${basename(path)}`, bytes: readFileSync(path) })),
    );
    await readToEnd(desk);
    const through = await loadInto(desk, [deskFolderOf(desk).documents], more);
    // What was read is not read twice: of both it is the same reader's.
    cpSync(join(desk.root, "readings"), join(line.root, "readings"), { recursive: true });
    const folder = join(temporaryFolder(), "年报");
    mkdirSync(folder);
    for (const path of DOCUMENTS) cpSync(path, join(folder, basename(path)));
    const directly = await loadInto(line, [folder], more);
    const told = ({ received }: typeof through) =>
      received
        .map(({ document: { file }, state }) => `${file} ${state}`)
        .sort((one, other) => (one < other ? -1 : 1));
    expect(told(through)).toEqual(told(directly));
    expect(through.manifest.dataHash).toBe(directly.manifest.dataHash);
    expect(DOCUMENTS.length).toBeGreaterThan(25);
  }, 120_000);
});
