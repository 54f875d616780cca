import { describe, expect, it } from "vitest";
import { findFolderCycles, foldersOf, readImportGraph } from "../../tools/lint/import-graph.js";

const graphOf = (imports: Record<string, string[]>) => new Map(Object.entries(imports));

describe("cycles between folders", () => {
  it("are none in the product", () => {
    const graph = readImportGraph();
    expect(graph.size).toBeGreaterThan(300);
    expect(foldersOf(graph).get("app/db")?.has("app/domain")).toBe(true);
    expect(findFolderCycles(graph)).toEqual([]);
  });

  it("are found between two folders of which no file is in a cycle", () => {
    const graph = graphOf({
      "app/db/rows.ts": ["app/domain/form.ts"],
      "app/domain/form.ts": [],
      "app/domain/report/cell.ts": ["app/db/names.ts"],
      "app/db/names.ts": [],
    });
    expect(findFolderCycles(graph)).toEqual([
      [
        "app/db/rows.ts imports app/domain/form.ts",
        "app/domain/report/cell.ts imports app/db/names.ts",
      ],
    ]);
  });

  it("are found over three folders, inside a folder and between the outermost", () => {
    const three = graphOf({
      "etl/read/a.ts": ["etl/build/b.ts"],
      "etl/build/b.ts": ["etl/intake/c.ts"],
      "etl/intake/d.ts": ["etl/read/e.ts"],
    });
    expect(findFolderCycles(three)).toHaveLength(1);
    const outermost = graphOf({ "cli/a.ts": ["etl/read/b.ts"], "etl/c.ts": ["cli/d.ts"] });
    expect(findFolderCycles(outermost)).toHaveLength(1);
  });

  it("are not seen between a folder and what lies beside its files", () => {
    const graph = graphOf({
      "etl/read/pdf.ts": ["etl/read/pdf/lines.ts"],
      "etl/read/pdf/lines.ts": ["etl/read/document.ts"],
    });
    expect(findFolderCycles(graph)).toEqual([]);
  });

  it("are none where folders import one way", () => {
    const graph = graphOf({
      "app/db/rows.ts": ["app/domain/form.ts", "app/store/version.ts"],
      "app/store/version.ts": ["app/domain/form.ts"],
    });
    expect(findFolderCycles(graph)).toEqual([]);
  });
});
