import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LOADER_PROGRAMS, READER_PROGRAMS } from "#etl/code-version";
import { dataStore } from "#store/data-folder";
import { PROJECT } from "../../app/store/project.js";
import { hashPrograms } from "../../tools/code-hash.js";
import { figuresCsv, queryDatabase, soundCells, writeReports } from "../support/load";
import { ProjectCopy } from "../support/project-copy";

let copy: ProjectCopy;
let reports: string;

/** A copy of the project to change, with a report loaded. */
beforeAll(() => {
  copy = new ProjectCopy();
  reports = join(copy.folder, "reports");
  const text = figuresCsv(
    2021,
    soundCells({ not_disclosed_state_secret: 3, not_disclosed_third_party_rights: 2 }),
  );
  const body = { division: "330211", body: "宁波市镇海区人民政府" };
  writeReports(reports, [{ ...body, file: "a.csv", text }]);
  expect(load()).toEqual({ rebuilt: true, read: true });
}, 120_000);
afterAll(() => copy.remove());

/** Loads with the copy and tells what it did. */
function load() {
  const { stdout, stderr, status } = copy.etl("load", reports);
  if (status !== 0) throw new Error(stderr);
  return {
    rebuilt: stdout.includes("已发布"),
    read: !stdout.includes("1 份与上次相同，未重新读取"),
  };
}

/** The code of the copy that reads documents, and that which makes a database of what was read. */
async function hashCode() {
  const hashes = await hashPrograms([...READER_PROGRAMS, ...LOADER_PROGRAMS], copy.folder);
  const hashesOf = (programs: readonly string[]) => programs.map((program) => hashes.get(program));
  return { reader: hashesOf(READER_PROGRAMS), loader: hashesOf(LOADER_PROGRAMS) };
}

/** Which code is another once the copy was changed. */
async function changedBy(change: () => void) {
  const before = await hashCode();
  change();
  const after = await hashCode();
  const differs = (part: keyof typeof before) =>
    before[part].some((hash, i) => hash !== after[part][i]);
  return { reader: differs("reader"), loader: differs("loader") };
}

/** Pins another version of a package. */
function pin(name: string): void {
  const lock = JSON.parse(readFileSync(join(copy.folder, "package-lock.json"), "utf8"));
  lock.packages[`node_modules/${name}`].version += "-other";
  copy.write("package-lock.json", JSON.stringify(lock));
}

const QUANTITY = "app/domain/indicators/indicators.ts";
const PARSER = "app/domain/report/read-cell-text.ts";

// Each load is a process of its own.
describe("a load by changed code", { timeout: 120_000 }, () => {
  it("does nothing where only comments and blanks differ", () => {
    copy.edit(
      QUANTITY,
      "export const QUANTITIES = {",
      "// A remark.\n\nexport const QUANTITIES   = {",
    );
    copy.edit(PARSER, "import ", "// A remark.\n\nimport  ");
    expect(load()).toEqual({ rebuilt: false, read: false });
  });

  it("rebuilds without reading again where a quantity is redefined under the same name", async () => {
    const sum = () =>
      queryDatabase(
        dataStore(join(copy.folder, "loaded")),
        "SELECT sum_not_disclosed_total AS sum FROM figures",
      );
    expect(await sum()).toEqual([{ sum: 5 }]);
    copy.edit(QUANTITY, /(not_disclosed: \{[^}]*?lines: [^,}]+?),?( *\})/, "$1.slice(1)$2");
    expect(load()).toEqual({ rebuilt: true, read: false });
    expect(await sum()).toEqual([{ sum: 2 }]);
  });

  it("reads again where the code of the reader is changed", () => {
    copy.edit(PARSER, `state: "slash"`, `state: "dash"`);
    expect(load()).toEqual({ rebuilt: true, read: true });
  });
});

describe("the code", () => {
  it("of the load alone is another where a rule of the checks is changed", async () => {
    const change = () =>
      copy.edit("app/domain/checks/rules/whole-numbers.ts", "应为不小于0的整数", "应为0以上的整数");
    expect(await changedBy(change)).toEqual({ reader: false, loader: true });
  });

  it.each(["pdfjs-dist", "jszip"])(
    "of the reader is another where another version of %s is pinned, which it uses itself or through another",
    async (name) => {
      expect(await changedBy(() => pin(name))).toMatchObject({ reader: true });
    },
  );

  it("is the same where another version is pinned of a package that only the pages use", async () => {
    const change = () => ["@observablehq/plot", "react"].forEach(pin);
    expect(await changedBy(change)).toEqual({ reader: false, loader: false });
  });
});

describe("the programs whose code decides", () => {
  it("include all that runs in a thread of the load", () => {
    const sources = readdirSync(join(PROJECT, "etl"), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(ts|js)$/.test(file))
      .map((file) => `etl/${file}`);
    const threads = sources.filter((file) =>
      /\bparentPort\b/.test(readFileSync(join(PROJECT, file), "utf8")),
    );
    expect(threads.length).toBeGreaterThan(0);
    expect([...READER_PROGRAMS, ...LOADER_PROGRAMS]).toEqual(expect.arrayContaining(threads));
  });
});
