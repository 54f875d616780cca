import type { BodyKind } from "#domain/report/body";
import { readIssue, type ReadIssue } from "#domain/report/read-issue";
import type { ReadReport } from "#domain/report/read-report";
import { STATEMENT_KINDS, type Stated, type StatementKind } from "#domain/report/statement";
import type { DivisionNames, NameResolution } from "../intake/division-names";
import type { ManifestRow } from "#domain/reviewed/manifest";
import { relateNames } from "./body-names";
import type { ReportTitle } from "./report-title";
import { inferScope, type ScopeClues } from "./scope";
import type { StatedFacts } from "./stated-facts";
import { weigh } from "./weigh-statements";

export type Identity = Pick<
  ReadReport,
  "body" | "kind" | "division" | "year" | "scope" | "publishedOn" | "source"
> & { readonly issues: readonly ReadIssue[] };

/** What identifying takes besides the statements of the document. */
interface IdentityContext {
  readonly register: DivisionNames;
  readonly manifest: ManifestRow | null;
  readonly issues: ReadIssue[];
}

/**
 * Identifies who reports, for which year and division, with which scope, from all that a document states. A
 * manifest overrules the document. Contradictions and unknown facts become issues.
 */
export function identify(
  facts: StatedFacts,
  clues: ScopeClues,
  register: DivisionNames,
  manifest: ManifestRow | null,
): Identity {
  const issues: ReadIssue[] = [];
  const context = { register, manifest, issues };
  const year = decideYear(facts, context);
  const body = decideBody(facts, year, clues, context);
  const found = body === null ? undefined : resolveFully(body, year, facts, register);
  const division = decideDivision(body, year, found, context);
  const registered = found?.kind === "found" ? found.registered : undefined;
  const kind = manifest?.kind ?? (body === null ? null : kindOf(body, found));
  if (body !== null && kind === null) issues.push(readIssue("kind_unknown", { body }));
  const { scope: stated, because } = inferScope(kind, clues);
  const read = stated === "unknown" ? (registered?.scope ?? stated) : stated;
  const scope = manifest?.scope ?? read;
  if (manifest?.scope && read !== "unknown" && read !== manifest.scope)
    issues.push(readIssue("scope_overruled", { stated: manifest.scope, read }));
  if (!manifest?.scope && because === "figures")
    issues.push(readIssue("scope_from_figures", { scope, ...clues.powers }));
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

/** Statements that may be about another year without anything being wrong. */
const LOOSE_ON_YEARS: readonly StatementKind[] = ["publicationDate"];

function decideYear(
  { titles, years }: StatedFacts,
  { manifest, issues }: IdentityContext,
): number | null {
  const statements: Stated<number>[] = [...pick(titles, ({ year }) => year), ...years];
  const weighed = weigh(statements, Object.is);
  const decided: { readonly by: StatementKind; readonly value: number } | null =
    typeof manifest?.year === "number"
      ? { by: "manifest", value: manifest.year }
      : weighed.kind === "agreed"
        ? weighed
        : null;
  if (decided === null) {
    issues.push(
      weighed.kind === "disputed"
        ? readIssue("year_disputed", {
            statements: weighed.statements.map(({ kind, values }) => ({
              kind,
              values: [...new Set(values)].map((year) => `${year}年`),
            })),
          })
        : readIssue("year_missing", {}),
    );
    return null;
  }
  if (STATEMENT_KINDS[decided.by].strength === "weak")
    issues.push(readIssue("year_untitled", { year: decided.value, by: decided.by }));
  const code = decided.by === "manifest" ? "year_overruled" : "year_contradicted";
  for (const { kind, values } of statements) {
    const [other] = values;
    if (other === undefined || values.includes(decided.value) || LOOSE_ON_YEARS.includes(kind))
      continue;
    const year = { taken: decided.by, year: decided.value };
    issues.push(readIssue(code, { ...year, other: kind, otherYear: other }));
  }
  return decided.value >= 2008 && decided.value <= 2100 ? decided.value : null;
}

function pick<Value>(
  titles: readonly Stated<ReportTitle>[],
  partOf: (title: ReportTitle) => Value | null,
): Stated<Value>[] {
  return titles.flatMap(({ kind, values }) => {
    const own = values.flatMap((title) => partOf(title) ?? []);
    return own.length === 0 ? [] : [{ kind, values: [...new Set(own)] }];
  });
}

/** The bodies that titles of the year name, of all titles where none is of the year. */
function titledBodies(titles: StatedFacts["titles"], year: number | null): Stated<string>[] {
  return titles.flatMap(({ kind, values }) => {
    const ofYear = values.filter((title) => title.year === year || title.year === null);
    return pick(
      [{ kind, values: ofYear.length > 0 ? ofYear : values }],
      ({ body }) => body || null,
    );
  });
}

function decideBody(
  facts: StatedFacts,
  year: number | null,
  clues: ScopeClues,
  { register, manifest, issues }: IdentityContext,
): string | null {
  const titles = titledBodies(facts.titles, year);
  const relate = (one: string, other: string) => relateNames(one, other, register, year);
  const read = weighBodies(titles, facts.bodies, relate);
  if (manifest?.body) {
    if (read.kind === "agreed" && read.value !== manifest.body)
      issues.push(readIssue("body_overruled", { stated: manifest.body, read: read.value }));
    return manifest.body;
  }
  if (read.kind !== "agreed") {
    issues.push(
      read.kind === "disputed"
        ? readIssue("body_disputed", {
            statements: read.statements.map(({ kind, values }) => ({
              kind,
              values: values.map((name) => `“${name}”`),
            })),
          })
        : readIssue("body_missing", {}),
    );
    return null;
  }
  const { value: body, by } = read;
  const { strength } = STATEMENT_KINDS[by];
  const self = strength === "strong" ? undefined : selfNaming(body, year, clues, register);
  if (self !== undefined) {
    const statements = [
      { kind: by, values: [`“${body}”`] },
      { kind: "narrative" as const, values: [`“${self}”`] },
    ];
    issues.push(readIssue("body_disputed", { statements }));
    return null;
  }
  if (by !== "letterhead" && (by === "signature" || strength !== "strong"))
    issues.push(readIssue("body_untitled", { body, by }));
  const publisher = facts.bodies.find(({ kind }) => kind === "publisher")?.values[0];
  if (publisher !== undefined && isOtherDivision(body, publisher, year, register))
    issues.push(readIssue("body_contradicted", { titled: body, publisher }));
  return body;
}

const SELF = /[我本](?:局|委(?!托)|厅|中心|街道|镇|乡|院|馆)/g;

/** What a text calls its own body where that cannot be the government or the office that a page is named after. */
function selfNaming(
  body: string,
  year: number | null,
  { preface, overview }: ScopeClues,
  register: DivisionNames,
): string | undefined {
  const kind = kindOf(body, register.resolve(body, year));
  if (kind !== "government" && kind !== "office") return undefined;
  const named = [...`${preface}\n${overview}`.matchAll(SELF)].map(([self]) => self);
  // 本厅 is what an 办公厅 calls itself.
  return named.find((self) => !body.endsWith(self.slice(1)));
}

/**
 * Weighs the names of bodies. A signature may be that of a body which works for the one in the title; where the
 * title names none, the line above it does rather than such a signature.
 */
function weighBodies(
  titles: readonly Stated<string>[],
  others: readonly Stated<string>[],
  relate: (one: string, other: string) => ReturnType<typeof relateNames>,
) {
  const isSame = (one: string, other: string): boolean => relate(one, other) === "same";
  const isRelated = (one: string, other: string): boolean => relate(one, other) !== "other";
  const of = (kind: StatementKind): readonly string[] =>
    others.find((statement) => statement.kind === kind)?.values ?? [];
  const strict = weigh([...titles, ...others], isSame);
  const isTitled = titles.some(({ kind }) => STATEMENT_KINDS[kind].strength === "strong");
  if (strict.kind === "disputed" && isTitled) {
    const titled = weigh(titles, isSame);
    if (titled.kind !== "agreed") return strict;
    return of("signature").some((name) => isRelated(name, titled.value)) ? titled : strict;
  }
  if (strict.kind === "disputed") {
    const letterhead = of("letterhead");
    const related = letterhead.find((name) => of("publisher").some((p) => isRelated(name, p)));
    return related === undefined
      ? strict
      : ({ kind: "agreed", value: related, by: "letterhead" } as const);
  }
  if (strict.kind === "agreed" && strict.by === "signature") {
    const related = of("letterhead").find((name) => isRelated(name, strict.value));
    if (related !== undefined) return { kind: "agreed", value: related, by: "letterhead" } as const;
  }
  return strict;
}

function isOtherDivision(
  one: string,
  other: string,
  year: number | null,
  register: DivisionNames,
): boolean {
  const [a, b] = [register.resolve(one, year), register.resolve(other, year)];
  return a.kind === "found" && b.kind === "found" && a.division.code !== b.division.code;
}

/** What the register makes of a name, or of a fuller form of it that the document also states. */
function resolveFully(
  body: string,
  year: number | null,
  { titles, bodies }: StatedFacts,
  register: DivisionNames,
): NameResolution {
  const own = register.resolve(body, year);
  if (own.kind === "found" || own.kind === "out_of_time") return own;
  const names = [...titledBodies(titles, year), ...bodies].flatMap(({ values }) => values);
  const fuller = names
    .filter((name) => relateNames(body, name, register, year) === "same")
    .map((name) => register.resolve(name, year))
    .filter((resolution) => resolution.kind === "found");
  const [found] = fuller;
  const isOne = new Set(fuller.map(({ division }) => division.code)).size === 1;
  return found && isOne ? found : own;
}

function decideDivision(
  body: string | null,
  year: number | null,
  found: NameResolution | undefined,
  { register, manifest, issues }: IdentityContext,
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

/** 管委会 of zones; 城市管理委员会 and the like are departments. */
const ZONE =
  /(?:[开经]发区|经开区|高新区|园区|(?:产业|工业|科技|物流|农业|化工|创业|开发)园|新区|新城|新片区|片区|(?:度假|保税|自贸|示范|试验|实验|合作|功能|工业|产业|旅游|风景|名胜|先导|集聚|出口加工)区|科[技教学]城|港区|空港|临港)(?:开发建设)?(?:管理委员会|管委会)$/;

/** The kind of a body, from what its name says after the division's name. */
function kindOf(body: string, found: NameResolution | undefined): BodyKind | null {
  if (found?.kind === "found" && found.registered) return found.registered.kind;
  const rest = found?.kind === "found" ? found.rest : body;
  if (ZONE.test(rest)) return "zone";
  if (/^(?:人民政府|政府)?$/.test(rest)) return "government";
  if (/(?:政府办公[厅室]|府办(?:公[厅室])?|政府办)$/.test(rest)) return "office";
  if (/(?:街道|[镇乡])(?:人民政府|办事处)?$/.test(rest)) return "township";
  if (/人民政府$/.test(rest)) return "government";
  if (/(?:[局委厅室院处队所办会]|中心|集团|公司|学校|大学|海关)$/.test(rest)) return "department";
  return null;
}
