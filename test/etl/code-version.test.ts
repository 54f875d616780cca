import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LOADER_PROGRAMS, READER_PROGRAMS } from "#etl/code-version";
import { dataStore } from "#store/data-folder";
import { PROJECT } from "../../app/store/project.js";
import { figuresCsv, queryDatabase, writeReports } from "../support/load";

const SOURCES = ["app", "cli", "etl", "tools", "data/divisions.csv", "package.json"];
const LOCK = "package-lock.json";

let project: string;
let reports: string;
let data: string;

/** A copy of the project to change, with a report loaded. */
beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), "gongkai-code-"));
  [reports, data] = [join(project, "reports"), join(project, "loaded")];
  mkdirSync(join(project, "data"));
  for (const source of [...SOURCES, LOCK, "tsconfig.json"])
    cpSync(join(PROJECT, source), join(project, source), { recursive: true });
  symlinkSync(join(PROJECT, "node_modules"), join(project, "node_modules"));
  const text = figuresCsv(2021, {
    not_disclosed_state_secret_total: "3",
    not_disclosed_third_party_rights_total: "2",
  });
  const body = { division: "330211", body: "宁波市镇海区人民政府" };
  writeReports(reports, [{ ...body, file: "a.csv", text }]);
  expect(await load()).toEqual({ rebuilt: true, read: true });
}, 60_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Loads with the copy and tells what it did. */
async function load() {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["tools/run.js", "cli/main.ts", "load", reports],
    { cwd: project, env: { ...process.env, GONGKAI_DATA: data }, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(stderr);
  return {
    rebuilt: stdout.includes("已发布"),
    read: !stdout.includes("1 份与上次相同，未重新读取"),
  };
}

function edit(file: string, from: string, to: string): void {
  const path = join(project, file);
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
}

/** Pins another version of a package. */
function pin(name: string): void {
  const lock = JSON.parse(readFileSync(join(project, LOCK), "utf8"));
  lock.packages[`node_modules/${name}`].version += "-other";
  writeFileSync(join(project, LOCK), JSON.stringify(lock));
}

const QUANTITY = "app/domain/indicators/quantity.ts";
const PARSER = "etl/recognise/cell-text.ts";

describe("a load by changed code", () => {
  it("does nothing where only comments and blanks differ", async () => {
    edit(QUANTITY, "export const QUANTITIES = {", "// A remark.\n\nexport const QUANTITIES   = {");
    edit(PARSER, "type Unit =", "/** A remark. */\ntype  Unit =");
    expect(await load()).toEqual({ rebuilt: false, read: false });
  });

  it("rebuilds without reading again where a quantity is redefined under the same name", async () => {
    const sum = () =>
      queryDatabase(dataStore(data), "SELECT sum_not_disclosed_total AS sum FROM figures");
    expect(await sum()).toEqual([{ sum: 5 }]);
    edit(
      QUANTITY,
      'lines: linesOfGroup("not_disclosed") }',
      'lines: linesOfGroup("not_disclosed").slice(1) }',
    );
    expect(await load()).toEqual({ rebuilt: true, read: false });
    expect(await sum()).toEqual([{ sum: 2 }]);
  });

  it("rebuilds without reading again where a rule of the checks is changed", async () => {
    edit("app/domain/checks/rules/whole-numbers.ts", "if (value >= 0 &&", "if (value >= 1 &&");
    expect(await load()).toEqual({ rebuilt: true, read: false });
  });

  it("reads again where the code of the reader is changed", async () => {
    edit(PARSER, "LARGEST_MONEY = 1e13", "LARGEST_MONEY = 1e12");
    expect(await load()).toEqual({ rebuilt: true, read: true });
  });

  it.each(["pdfjs-dist", "jszip"])(
    "reads again where another version of %s is pinned, which the reader uses itself or through another",
    async (name) => {
      pin(name);
      expect(await load()).toEqual({ rebuilt: true, read: true });
    },
  );

  it("does nothing where another version is pinned of a package that only the pages use", async () => {
    pin("@observablehq/plot");
    pin("react");
    expect(await load()).toEqual({ rebuilt: false, read: false });
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
