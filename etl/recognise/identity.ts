import type { BodyKind, Scope } from "#domain/report/body";
import { readIssue, type ReadIssue } from "#domain/report/read-issue";
import type { ReadReport } from "#domain/report/read-report";
import type { DivisionNames, NameResolution } from "../intake/division-names";
import type { ManifestRow } from "../intake/manifest";
import { repairCharacters } from "./printed-text";
import type { StatedFacts } from "./stated-facts";

export type Identity = Pick<
  ReadReport,
  "body" | "kind" | "division" | "year" | "scope" | "publishedOn" | "source"
> & { readonly issues: readonly ReadIssue[] };

/**
 * Identifies who reports, for which year and division, with which scope. A manifest overrules the
 * document. Contradictions between sources and unknown facts become issues.
 */
export function identify(
  facts: StatedFacts,
  clues: ScopeClues,
  register: DivisionNames,
  manifest: ManifestRow | null,
): Identity {
  const issues: ReadIssue[] = [];
  const year = yearOf(facts, manifest, issues);
  const body = bodyOf(facts, register, year, manifest, issues);
  const found = body === null ? undefined : register.resolve(body, year);
  const division = divisionOf(body, year, found, register, manifest, issues);
  const kind = manifest?.kind ?? (body === null ? null : kindOf(body, found));
  if (body !== null && kind === null) issues.push(readIssue("kind_unknown", { body }));
  const read = inferScope(kind, clues);
  const scope = manifest?.scope ?? read;
  if (manifest?.scope && read !== "unknown" && read !== manifest.scope)
    issues.push(readIssue("scope_overruled", { stated: manifest.scope, read }));
  if (scope === "unknown") issues.push(readIssue("scope_missing", {}));
  const printedOn = facts.publishedOn ?? null;
  if (manifest?.publishedOn && printedOn && printedOn !== manifest.publishedOn)
    issues.push(
      readIssue("publication_date_overruled", { stated: manifest.publishedOn, read: printedOn }),
    );
  return {
    body,
    kind,
    division,
    year,
    scope,
    publishedOn: manifest?.publishedOn ?? printedOn,
    source: manifest?.source ?? null,
    issues,
  };
}

function yearOf(
  facts: StatedFacts,
  manifest: ManifestRow | null,
  issues: ReadIssue[],
): number | null {
  const sources = [
    ["manifest", manifest?.year],
    ["title", facts.title?.year],
    ["fileTitle", facts.declaredTitle?.year],
    ["period", facts.period],
  ] as const;
  const stated = sources.flatMap(([source, year]) =>
    year === undefined || year === null ? [] : [{ source, year }],
  );
  const [first, ...others] = stated;
  if (!first) {
    issues.push(readIssue("year_missing", {}));
    return null;
  }
  const code = first.source === "manifest" ? "year_overruled" : "year_contradicted";
  for (const other of others)
    if (other.year !== first.year)
      issues.push(
        readIssue(code, {
          taken: first.source,
          year: first.year,
          other: other.source,
          otherYear: other.year,
        }),
      );
  return first.year >= 2008 && first.year <= 2100 ? first.year : null;
}

function bodyOf(
  facts: StatedFacts,
  register: DivisionNames,
  year: number | null,
  manifest: ManifestRow | null,
  issues: ReadIssue[],
): string | null {
  const titled = [...facts.bodies, facts.declaredTitle?.body].map(tidyName).filter(Boolean);
  const printed = titled.find((name) => register.resolve(name, year).kind === "found") ?? titled[0];
  const publisher = tidyName(facts.publisher);
  const read = printed ?? (publisher === "" ? undefined : publisher);
  if (manifest?.body) {
    if (read && read !== manifest.body)
      issues.push(readIssue("body_overruled", { stated: manifest.body, read }));
    return manifest.body;
  }
  if (!read) {
    issues.push(readIssue("body_missing", {}));
    return null;
  }
  if (!printed) issues.push(readIssue("body_from_publisher", { body: read }));
  else if (
    publisher !== "" &&
    isOtherDivision(register.resolve(printed, year), register.resolve(publisher, year))
  )
    issues.push(readIssue("body_contradicted", { titled: printed, publisher }));
  return read;
}

/** Removes the path of the page before a name, and punctuation around it. */
function tidyName(name: string | undefined): string {
  const [last = ""] = repairCharacters(name ?? "")
    .split(/[>»›|｜：:]/)
    .slice(-1);
  return last.replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, "");
}

function isOtherDivision(one: NameResolution, other: NameResolution): boolean {
  return (
    one.kind === "found" && other.kind === "found" && one.division.code !== other.division.code
  );
}

function divisionOf(
  body: string | null,
  year: number | null,
  found: NameResolution | undefined,
  register: DivisionNames,
  manifest: ManifestRow | null,
  issues: ReadIssue[],
): string | null {
  const read = found?.kind === "found" ? found.division.code : null;
  if (manifest?.division) {
    if (read !== null && read !== manifest.division)
      issues.push(
        readIssue("division_overruled", { stated: manifest.division, read, body: body ?? "" }),
      );
    if (!register.withCode(manifest.division))
      issues.push(readIssue("division_not_registered", { stated: manifest.division }));
    return manifest.division;
  }
  if (body === null || !found || found.kind === "found") return read;
  if (found.kind === "unknown") issues.push(readIssue("division_unknown", { body }));
  else if (found.kind === "ambiguous")
    issues.push(readIssue("division_ambiguous", { body, divisions: found.divisions }));
  else issues.push(readIssue("division_out_of_time", { body, divisions: found.divisions, year }));
  return null;
}

/** The kind of a body, from what its name says after the division's name. */
function kindOf(body: string, found: NameResolution | undefined): BodyKind | null {
  const rest = found?.kind === "found" ? found.rest : body;
  if (/^(?:人民政府|政府)?$/.test(rest)) return "government";
  if (/(?:政府办公[厅室]|府办(?:公[厅室])?|政府办)$/.test(rest)) return "office";
  if (/(?:街道|[镇乡])(?:人民政府|办事处)?$/.test(rest)) return "township";
  if (/人民政府$/.test(rest)) return "government";
  if (/(?:[局委厅室院处队所办会]|中心|集团|公司|学校|大学)$/.test(rest)) return "department";
  return null;
}

/** Phrases that say the figures are those of every body of the jurisdiction. */
const JURISDICTION = [
  /(?:综合|汇总)[^。；]{0,40}(?:数据|情况)?[^。；]{0,12}编制/,
  /(?:数据|范围)[^。；]{0,20}全[省市县区州旗][^。；]{0,6}行政机关/,
  /全[省市县区州旗]各级(?:行政|国家)机关/,
  /汇总[^。；]{0,8}全[省市县区州旗]/,
  /汇总[^。；]{0,30}(?:部门|单位|街道|[乡镇])[^。；]{0,12}(?:数据|情况)/,
  /涵盖[^。；]{0,30}各?(?:县|区|乡|镇|街道)/,
];

/** Weaker phrases of the same meaning, which an office also uses of the work it leads. */
const WHOLE_AREA = [
  /全[省市县区州旗](?:各级行政机关)?(?:共|新|累计)*(?:受理|收到|接收|新收|收办|办理)[^。；]{0,12}(?:申请|件)/,
];

/** Phrases that say the figures are the body's own. */
const ORGAN = [
  /(?:仅|只)(?:为|含|包括|包含|限|统计|涉及)?本(?:机关|单位|级)/,
  /(?:我|本)(?:办(?!法|理)|局|委|厅|室|中心|街道|镇|乡)/,
  /(?:政府本级|市本级|区本级|县本级)/,
  /以[^。；，]{0,6}政府为被申请人/,
];

/** The texts of a report that may state its scope. */
interface ScopeClues {
  readonly preface: string;
  readonly overview: string;
}

/**
 * The scope of a report, from the kind of its body and its own words; unknown where these say nothing or
 * contradict each other.
 */
function inferScope(kind: BodyKind | null, { preface, overview }: ScopeClues): Scope {
  if (kind === "department" || kind === "township") return "organ";
  const states = (clues: readonly RegExp[], text: string): boolean =>
    clues.some((clue) => clue.test(text));
  const whole = states(JURISDICTION, preface);
  if (kind === "office") return whole ? "jurisdiction" : "organ";
  const text = `${preface}\n${overview}`;
  const jurisdiction = whole || states([...JURISDICTION, ...WHOLE_AREA], text);
  const organ = states(ORGAN, text);
  if (whole && !states(ORGAN, preface)) return "jurisdiction";
  if (jurisdiction === organ) return "unknown";
  return jurisdiction ? "jurisdiction" : "organ";
}
