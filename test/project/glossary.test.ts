import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import ts from "typescript";
import { readImportGraph } from "../../tools/lint/import-graph.js";

/** What the product's modules declare at their top level. */
const types = new Set<string>();
const functions = new Set<string>();
for (const file of readImportGraph().keys()) {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  for (const statement of source.statements)
    if (
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isClassDeclaration(statement)
    )
      types.add(statement.name?.text ?? "");
    else if (ts.isFunctionDeclaration(statement)) functions.add(statement.name?.text ?? "");
}

const rows = readFileSync("docs/glossary.md", "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| concept"))
  .map((line) => line.split("|").map((cell) => cell.trim()));

describe("the glossary", () => {
  it.each(rows.map(([, concept = "", , inCode = ""]) => [concept, inCode] as const))(
    "names for “%s” what is declared in the code",
    (_, inCode) => {
      const nouns = [...inCode.matchAll(/`([A-Z]\w+)`/g)].map(([, name = ""]) => name);
      expect(nouns.filter((name) => !types.has(name))).toEqual([]);
      const loaders = [...inCode.matchAll(/`(load[A-Z]\w+)`/g)].map(([, name = ""]) => name);
      expect(loaders.filter((name) => !functions.has(name))).toEqual([]);
    },
  );

  it("has a row for the words that the domain turns on", () => {
    expect(rows.length).toBeGreaterThanOrEqual(20);
  });

  it("is followed: no function is called …InWords", () => {
    expect([...functions].filter((name) => name.endsWith("InWords"))).toEqual([]);
  });
});
