import type { Part } from "./office-package";

const WORKBOOK = "xl/workbook.xml";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";

/** The elements of a sheet that hold what it shows; each comes once. */
const SHOWN = ["cols", "sheetData", "mergeCells"];

/**
 * A workbook cut down to its cells, its strings and their formats, with its sheets under the names
 * that ExcelJS looks for. Comments, drawings, tables, links, validations and names of areas are left
 * out: ExcelJS fails as a whole where one of them refers to a part that it does not know.
 */
export function reduceToCells(parts: ReadonlyMap<string, Part>): Part[] {
  const targets = relationsOf(parts, WORKBOOK);
  const workbook = plainNames(textOf(parts.get(WORKBOOK)));
  const kept: Part[] = [];
  const links: string[] = [];
  const sheets: string[] = [];
  for (const [, attributes = ""] of workbook.matchAll(/<sheet\s([^>]{0,2000}?)\/?>/g)) {
    const target = targets.get(/\b\w+:id="([^"]*)"/.exec(attributes)?.[1] ?? "");
    const sheet = target?.type === "worksheet" ? parts.get(target.part) : undefined;
    if (!sheet) continue;
    const number = sheets.length + 1;
    const named = attributes.replaceAll(/\s?\b(?:\w+:id|sheetId)="[^"]*"/g, "");
    sheets.push(`<sheet ${named} sheetId="${number}" r:id="s${number}"/>`);
    links.push(relation(`s${number}`, "worksheet", `worksheets/sheet${number}.xml`));
    kept.push(part(`xl/worksheets/sheet${number}.xml`, cellsOf(sheet)));
  }
  for (const { type, part: name } of targets.values()) {
    const found = parts.get(name);
    if (!found || (type !== "sharedStrings" && type !== "styles")) continue;
    links.push(relation(type, type, `${type}.xml`));
    kept.push(part(`xl/${type}.xml`, withoutUnstruck(plainNames(textOf(found)))));
  }
  const properties = /<workbookPr\b[^>]*\/>/.exec(workbook)?.[0] ?? "";
  const core = parts.get("docProps/core.xml");
  return [
    part(
      WORKBOOK,
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${properties}<sheets>${sheets.join("")}</sheets></workbook>`,
    ),
    part(
      "xl/_rels/workbook.xml.rels",
      `<Relationships xmlns="${PACKAGE_RELATIONS}">${links.join("")}</Relationships>`,
    ),
    ...(core ? [core] : []),
    ...kept,
  ];
}

function cellsOf(sheet: Part): string {
  const xml = plainNames(textOf(sheet));
  const shown = SHOWN.map((name) => {
    const start = xml.search(new RegExp(`<${name}[\\s>]`));
    const end = xml.lastIndexOf(`</${name}>`);
    return start === -1 || end < start ? "" : `${xml.slice(start, end)}</${name}>`;
  });
  // ExcelJS takes the year of a date for a number.
  const cells = withoutUnstruck(shown.join("")).replaceAll(
    /(<c\s[^>]{0,200}?\bt=)(["'])d\2/g,
    '$1"str"',
  );
  return `<worksheet xmlns="${MAIN}">${cells}</worksheet>`;
}

/** What a part refers to, by the name of the reference; a part's name is counted from the package's root. */
function relationsOf(
  parts: ReadonlyMap<string, Part>,
  name: string,
): ReadonlyMap<string, { readonly type: string; readonly part: string }> {
  const folder = name.slice(0, name.lastIndexOf("/") + 1);
  const file = name.slice(folder.length);
  const relations = textOf(parts.get(`${folder}_rels/${file}.rels`));
  const found = new Map<string, { type: string; part: string }>();
  for (const [tag] of relations.matchAll(/<(?:\w+:)?Relationship\s[^>]{0,4000}>/g)) {
    const value = (attribute: string): string =>
      new RegExp(`\\b${attribute}="([^"]*)"`).exec(tag)?.[1] ?? "";
    const type = value("Type").split("/").at(-1) ?? "";
    found.set(value("Id"), { type, part: resolveTarget(value("Target"), folder) });
  }
  return found;
}

/** The part that a reference names; empty for one that is no address. */
function resolveTarget(target: string, folder: string): string {
  try {
    return decodeURI(new URL(target, `package:///${folder}`).pathname).slice(1);
  } catch {
    return "";
  }
}

/** Takes the prefix off the names of elements, with which some programs write the main namespace. */
function plainNames(xml: string): string {
  const [, prefix] = /<(\w+):(?:workbook|worksheet|sst|styleSheet)\b/.exec(xml) ?? [];
  return prefix === undefined ? xml : xml.replaceAll(new RegExp(`(</?)${prefix}:`, "g"), "$1");
}

/** Takes out that text is not struck, which ExcelJS takes for struck. */
function withoutUnstruck(xml: string): string {
  return xml.replaceAll(
    /<strike\s+val\s*=\s*(["'])(?:0|false|off)\1\s*(?:\/>|>\s*<\/strike>)/g,
    "",
  );
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
}

function part(name: string, text: string): Part {
  return { name, bytes: Buffer.from(text) };
}

function textOf(found: Part | undefined): string {
  return found ? Buffer.from(found.bytes).toString("utf8") : "";
}
