import { existsSync, readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** A place where code compares, searches or edits text by Chinese words. */
interface Branch {
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

const CHINESE = /[\u3007\u3400-\u9fff\uf900-\ufaff]/u;
const METHODS = new Set([
  "includes",
  "startsWith",
  "endsWith",
  "indexOf",
  "lastIndexOf",
  "search",
  "match",
  "matchAll",
  "test",
  "exec",
  "has",
  "get",
  "split",
  "replace",
  "replaceAll",
]);
const EQUALITIES = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

/** Whether an expression is Chinese text or a list, set or pattern of it; `named` are constants that are. */
function isChinese(node: ts.Node, named: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(node)) return named.has(node.text);
  if (ts.isStringLiteralLike(node) || ts.isRegularExpressionLiteral(node))
    return CHINESE.test(node.text);
  if (ts.isTemplateExpression(node))
    return [node.head, ...node.templateSpans.map(({ literal }) => literal)].some(({ text }) =>
      CHINESE.test(text),
    );
  if (ts.isArrayLiteralExpression(node))
    return node.elements.some((element) => isChinese(element, named));
  if (ts.isNewExpression(node))
    return (node.arguments ?? []).some((argument) => isChinese(argument, named));
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return isChinese(node.left, named) || isChinese(node.right, named);
  if (
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isParenthesizedExpression(node)
  )
    return isChinese(node.expression, named);
  return false;
}

/** Names of the constants of a file, top-level or not, whose value is Chinese text. */
function chineseConstants(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (
      ts.isVariableDeclaration(node) &&
      ts.isIdentifier(node.name) &&
      node.initializer &&
      isChinese(node.initializer, names)
    )
      names.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

function branchesIn(source: ts.SourceFile, exported: ReadonlySet<string>): Branch[] {
  const named = chineseConstants(source);
  for (const statement of source.statements)
    if (ts.isImportDeclaration(statement) && statement.importClause?.namedBindings)
      ts.forEachChild(statement.importClause.namedBindings, (each) => {
        if (ts.isImportSpecifier(each) && exported.has((each.propertyName ?? each.name).text))
          named.add(each.name.text);
      });
  const branches: Branch[] = [];
  const visit = (node: ts.Node): void => {
    if (decides(node, named)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      branches.push({ file: source.fileName, line: line + 1, code: node.getText(source) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return branches;
}

function decides(node: ts.Node, named: ReadonlySet<string>): boolean {
  if (ts.isBinaryExpression(node) && EQUALITIES.has(node.operatorToken.kind))
    return isChinese(node.left, named) || isChinese(node.right, named);
  if (ts.isCaseClause(node)) return isChinese(node.expression, named);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { name, expression: receiver } = node.expression;
  const [sought] = node.arguments;
  return (
    METHODS.has(name.text) &&
    (isChinese(receiver, named) || (sought !== undefined && isChinese(sought, named)))
  );
}

function parse(fileName: string, text: string): ts.SourceFile {
  const kind = fileName.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2022, true, kind);
}

/** Every branch on Chinese words in some sources; constants are followed through imports by name. */
function findBranches(sources: readonly ts.SourceFile[]): Branch[] {
  const exported = new Set(
    sources.flatMap((source) =>
      source.statements.flatMap((statement) => {
        if (!ts.isVariableStatement(statement)) return [];
        if (!statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
          return [];
        const named = chineseConstants(source);
        return statement.declarationList.declarations.flatMap(({ name }) =>
          ts.isIdentifier(name) && named.has(name.text) ? name.text : [],
        );
      }),
    ),
  );
  return sources.flatMap((source) => branchesIn(source, exported));
}

function sourcesIn(folder: string): ts.SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:tsx?|js)$/.test(entry.name))
    .map(({ parentPath, name }) => `${parentPath}/${name}`)
    .map((file) => parse(file, readFileSync(file, "utf8")));
}

const SOURCES = ["app", "etl", "cli", "server"].filter((folder) => existsSync(folder));

/** Folders and files that read documents, whose words are Chinese, or that set words in lines, and why each may. */
const READS_CHINESE: Readonly<Record<string, string>> = {
  "app/desk/review-changes.server.ts": "what a reviewer types for a cell that prints nothing",
  "app/desk/filing-changes.server.ts": "the day that a person types, and that there is none",
  "app/domain/reviewed/corrections.ts":
    "the figures and signs that a report may print, units among them",
  "app/domain/report/read-cell-text.ts": "reads the texts of cells, printed or copied by a person",
  "app/domain/report/simple-characters.ts":
    "replaces characters of documents by those they look like",
  "cli/desk-register.ts": "names of bodies that a reviewer types",
  "etl/read": "reads the words of documents",
  "etl/recognise": "finds the form in the words of documents",
  "etl/intake/division-names.ts": "reads the names of bodies",
  "app/domain/narrative": "reads what reports say in prose",
  "app/domain/checks/rules/completeness.ts": "reads how many parts a preface announces",
  "app/domain/checks/rules/edition.ts": "reads which notice a preface cites",
  "app/domain/checks/rules/proactive-disclosure.ts":
    "reads whether a printed amount names its unit",
  "app/domain/checks/rules/statements.ts": "reads what the text of a report states",
  "app/briefing/file-changes.ts": "reads the words of a briefing handed in to be verified",
  "app/briefing/file-cells.ts":
    "finds the sheet of a workbook handed in that says what was written",
  "app/briefing/title.ts": "breaks a title over lines between its phrases",
  "app/tables/head-words.ts": "breaks the head of a narrow column between its words",
  "app/briefing/file-fingerprint.ts": "finds the parts of a briefing handed in, by their names",
};

const branches = findBranches(SOURCES.flatMap(sourcesIn));
const isIn = (file: string, place: string): boolean =>
  file === place || file.startsWith(`${place}/`);

const planted = (code: string): string[] =>
  findBranches([parse("planted.ts", code)]).map((branch) => branch.code);

describe("Chinese words decide nothing but what is read from documents", () => {
  it("no code branches on text shown to people", () => {
    const found = branches
      .filter(({ file }) => !Object.keys(READS_CHINESE).some((place) => isIn(file, place)))
      .map(({ file, line, code }) => `${file}:${line} ${code}`);
    expect(found).toEqual([]);
  });

  it("every exception is still needed", () => {
    const idle = Object.keys(READS_CHINESE).filter(
      (place) => !branches.some(({ file }) => isIn(file, place)),
    );
    expect(idle).toEqual([]);
  });
});

describe("the search for branches on Chinese words", () => {
  it.each([
    ['kind === "上升"'],
    ['"元" !== cell.unit'],
    ['message.startsWith("标题")'],
    ["/^标题.*文字不全/u.test(message)"],
    ["message.match(/标题/)"],
    ['["区", "市"].includes(last)'],
    ['question.replace(`依据：${basis}。`, "")'],
  ])("finds %s", (code) => {
    expect(planted(`export const found = ${code};`)).toEqual([code]);
  });

  it("finds a case of a switch", () => {
    expect(planted('switch (state) { case "逾期": break; }')).toEqual(['case "逾期": break;']);
  });

  it("follows constants of the file", () => {
    const code = 'const MONEY = new Set(["元"]); export const found = MONEY.has(unit);';
    expect(planted(code)).toEqual(["MONEY.has(unit)"]);
  });

  it("follows constants from one file to another", () => {
    const sources = [
      parse("words.ts", 'export const LATE = "逾期";'),
      parse("page.ts", 'import { LATE as late } from "./words"; export const is = state === late;'),
    ];
    expect(findBranches(sources)).toEqual([{ file: "page.ts", line: 1, code: "state === late" }]);
  });

  it("passes what only writes Chinese, and comparisons of codes", () => {
    const code = 'export const text = state === "late" ? "逾期" : NAMES.get("late") + "按时";';
    expect(planted(code)).toEqual([]);
  });
});
