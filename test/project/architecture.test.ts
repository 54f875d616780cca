import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { DOORS, MAY_IMPORT } from "../../eslint.config.js";
import { readImportGraph } from "../../tools/lint/import-graph.js";

interface Step {
  readonly says: string;
  readonly from: string;
  readonly to: string;
  readonly files: readonly string[];
}

interface Way {
  readonly title: string;
  readonly most: number;
  /** Files that the way must lead through, whatever its steps are called. */
  readonly through: readonly string[];
}

const WAYS: readonly Way[] = [
  {
    title: "From a printed cell to the chart",
    most: 40,
    through: [
      "etl/read/html.ts",
      "etl/recognise/form-labels.ts",
      "etl/recognise/cell-text.ts",
      "app/domain/form/requests.ts",
      "etl/build/rows.ts",
      "etl/build/derived-tables.ts",
      "app/store/publish.ts",
      "app/store/current-version.ts",
      "app/db/engine/rows.server.ts",
      "app/db/queries/ratios.server.ts",
      "app/pages/compare/page.tsx",
      "app/charts/funnel.ts",
      "app/charts/draw.server.ts",
    ],
  },
  {
    title: "From an indicator to SQL, page, CSV and method",
    most: 15,
    through: [
      "app/domain/indicators/indicators.ts",
      "app/db/sql/indicators.ts",
      "app/pages/compare/page.tsx",
      "app/tables/comparison.ts",
      "app/pages/downloads/csv.ts",
      "app/export/csv.ts",
      "app/pages/method/page.tsx",
    ],
  },
  {
    title: "From a query to the sentence in a Word file",
    most: 18,
    through: [
      "app/db/queries/ratios.server.ts",
      "app/db/queries/briefing.server.ts",
      "app/briefing/compose.ts",
      "app/briefing/text/overview.ts",
      "app/briefing/formats.ts",
      "app/briefing/docx/document.ts",
    ],
  },
];

const graph = readGraph();

/** The imports of the product, those that a module makes by `import.meta.glob` among them. */
function readGraph(): ReadonlyMap<string, readonly string[]> {
  const imports = readImportGraph();
  const files = [...imports.keys()];
  return new Map(
    [...imports].map(([file, targets]) => {
      const globs = readFileSync(file, "utf8").matchAll(
        /import\.meta\.glob(?:<[^"]*>)?\(\s*"([^"]+)"/g,
      );
      const globbed = [...globs].flatMap(([, glob = ""]) => {
        const pattern = join(dirname(file), glob).replaceAll(".", "\\.").replaceAll("*", "[^/]+");
        return files.filter((other) => new RegExp(`^${pattern}$`).test(other));
      });
      return [file, [...targets, ...globbed]];
    }),
  );
}

function importersOf(imports: ReadonlyMap<string, readonly string[]>) {
  const importers = new Map<string, string[]>();
  for (const [file, targets] of imports)
    for (const target of targets) importers.set(target, [...(importers.get(target) ?? []), file]);
  return importers;
}

const importers = importersOf(graph);

function reachable(imports: ReadonlyMap<string, readonly string[]>, start: string): Set<string> {
  const found = new Set([start]);
  for (const file of found) for (const next of imports.get(file) ?? []) found.add(next);
  return found;
}

/** Every file on any chain of imports from one file to another, both included. */
function filesBetween(from: string, to: string): string[] {
  const below = reachable(graph, from);
  const above = reachable(importers, to);
  return [...below].filter((file) => above.has(file)).sort();
}

/** The steps under each heading of the document. */
function stepsIn(document: string): ReadonlyMap<string, readonly Step[]> {
  const [, ...sections] = document.split(/^## /m);
  return new Map(
    sections.map((section) => {
      const [title = "", ...lines] = section.split("\n");
      const items = lines.join("\n").split(/^\d+\. /m);
      const steps = items.slice(1).map((item): Step => {
        const [says = "", rest = ""] = item.split(/^\s*From /m);
        const [from = "", to = "", ...others] = [...rest.matchAll(/`([^`]+)`/g)].map(
          ([, file = ""]) => file,
        );
        return { says, from, to, files: [from, to, ...others] };
      });
      return [title.trim(), steps];
    }),
  );
}

const steps = stepsIn(readFileSync("docs/architecture.md", "utf8"));
const stepsOf = ({ title }: Way): readonly Step[] => steps.get(title) ?? [];

describe("the ways through the code that docs/architecture.md shows", () => {
  it("are these", () => {
    expect([...steps.keys()]).toEqual(WAYS.map(({ title }) => title));
  });

  describe.each(WAYS)("$title", (way) => {
    it("lists in each step every file that imports lead through, and no other", () => {
      for (const { from, to, files } of stepsOf(way)) {
        expect(filesBetween(from, to), `nothing leads from ${from} to ${to}`).not.toEqual([]);
        expect([...files].sort(), `from ${from} to ${to}`).toEqual(filesBetween(from, to));
      }
    });

    it("leads through what it is about", () => {
      expect(stepsOf(way).flatMap(({ files }) => files)).toEqual(
        expect.arrayContaining([...way.through]),
      );
    });

    it("goes on in each step from an earlier one: from its files, one import away, or by data it names", () => {
      const [first, ...others] = stepsOf(way);
      const seen = new Set(first?.files);
      for (const { says, from, to, files } of others) {
        const isNext = [from, to].some((end) =>
          [end, ...(graph.get(end) ?? []), ...(importers.get(end) ?? [])].some((file) =>
            seen.has(file),
          ),
        );
        const data = [...says.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
        const isHandedOver = data.some((name) => {
          const names = (file: string) =>
            new RegExp(`\\b${name}\\b`).test(readFileSync(file, "utf8"));
          return files.some(names) && [...seen].some(names);
        });
        expect(isNext || isHandedOver, `${from} to ${to} starts anew`).toBe(true);
        for (const file of files) seen.add(file);
      }
    });

    it(`is no longer than ${way.most} files`, () => {
      const files = new Set(stepsOf(way).flatMap((step) => step.files));
      expect(files.size, [...files].sort().join("\n")).toBeLessThanOrEqual(way.most);
    });
  });
});

it("docs/decisions/003-layout.md says which folder may import which as lint does", () => {
  const document = readFileSync("docs/decisions/003-layout.md", "utf8");
  const rows = [...document.matchAll(/^\| `?([^|`]+?)`? +\| (.+?) +\|$/gm)].map(
    ([, name = "", listed = ""]) =>
      [name, [...listed.matchAll(/`([^`]+)`/g)].map(([, folder = ""]) => folder)] as const,
  );
  const declared = rows.filter(([name]) => name !== "folder" && name !== "package");
  expect(Object.fromEntries(declared)).toEqual({ ...MAY_IMPORT, ...DOORS });
});
