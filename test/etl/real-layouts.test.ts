import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readReport } from "#etl/recognise/recognise-report";
import { KNOWN_DOCUMENTS, LAYOUTS } from "../support/documents/known-documents";
import { REGISTER } from "../support/variant-report";

const layouts = KNOWN_DOCUMENTS.filter(({ path }) => path.startsWith(LAYOUTS));

describe("layouts of real pages", () => {
  it.each(layouts)("$name is read exactly", async ({ path, name, expected }) => {
    const read = await readReport(readFileSync(path), name, { register: REGISTER });
    const { cells, ...facts } = expected;
    expect(read).toMatchObject(facts);
    const numbers = read.cells.flatMap(({ table, line, column, value }) =>
      value === null ? [] : [[`${table}/${line}.${column}`, value] as const],
    );
    expect(Object.fromEntries(numbers)).toEqual(cells);
    expect(read.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("are described folder by folder", () => {
    const readme = readFileSync(`${LAYOUTS}/README.md`, "utf8");
    const folders = readdirSync(LAYOUTS).filter((name) => !name.endsWith(".md"));
    const described = [...readme.matchAll(/^\| `([\w-]+)` /gm)].map(([, name]) => name);
    expect(described.sort()).toEqual(folders.sort());
  });
});
