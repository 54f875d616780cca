import { type BodyKind, type Scope, SCOPES } from "#domain/report/body";
import type { ReadIssue, ReadReport } from "#domain/report/read-report";
import type { DivisionNames, NameResolution } from "../intake/division-names";
import { BY_MANIFEST, type ManifestRow } from "../intake/manifest";
import { repairCharacters } from "./printed-text";
import type { StatedFacts } from "./stated-facts";

export type Identity = Pick<
  ReadReport,
  "body" | "kind" | "division" | "year" | "scope" | "publishedOn" | "source"
> & { readonly problems: readonly ReadIssue[] };

/**
 * Who reports, for which year and area. A manifest overrules the document; where sources
 * contradict one another, a warning says so; what stays unknown is asked for by name.
 */
export function identify(
  facts: StatedFacts,
  clues: ScopeClues,
  register: DivisionNames,
  manifest: ManifestRow | null,
): Identity {
  const problems: ReadIssue[] = [];
  const warn = (message: string): void => void problems.push({ severity: "warning", message });
  const year = yearOf(facts, manifest, warn);
  const body = bodyOf(facts, register, year, manifest, warn);
  const found = body === null ? undefined : register.resolve(body, year);
  const division = divisionOf(body, year, found, register, manifest, warn);
  const kind = manifest?.kind ?? (body === null ? null : kindOf(body, found));
  if (body !== null && kind === null)
    warn(`不能确定“${body}”是哪类机关；请在清单中核对机关名称（body）`);
  const read = inferScope(kind, clues);
  const scope = manifest?.scope ?? read;
  if (manifest?.scope && read !== "unknown" && read !== manifest.scope)
    warn(
      `清单说数据范围是${SCOPES[scope].name}，报告像是${SCOPES[read].name}，${BY_MANIFEST}；请核对`,
    );
  if (scope === "unknown")
    warn(
      "报告没有说明数据是全辖区还是仅本机关；请在清单（manifest.csv）的 scope 列填写 jurisdiction 或 organ",
    );
  const printedOn = facts.publishedOn ?? null;
  if (manifest?.publishedOn && printedOn && printedOn !== manifest.publishedOn)
    warn(
      `清单的发布日期${manifest.publishedOn}与文件所载${printedOn}不一致，${BY_MANIFEST}；请核对`,
    );
  return {
    body,
    kind,
    division,
    year,
    scope,
    publishedOn: manifest?.publishedOn ?? printedOn,
    source: manifest?.source ?? null,
    problems,
  };
}

type Warn = (message: string) => void;

function yearOf(facts: StatedFacts, manifest: ManifestRow | null, warn: Warn): number | null {
  const sources = [
    ["清单", manifest?.year],
    ["标题", facts.title?.year],
    ["文件标题", facts.declaredTitle?.year],
    ["统计期限", facts.period],
  ] as const;
  const stated = sources.flatMap(([name, year]) =>
    year === undefined || year === null ? [] : [{ name, year }],
  );
  const [first, ...others] = stated;
  if (!first) {
    warn("没有认出报告年度；请在清单（manifest.csv）的 year 列填写");
    return null;
  }
  for (const { name, year } of others)
    if (year !== first.year)
      warn(`${name}写的是${year}年，${first.name}写的是${first.year}年，已按${first.name}；请核对`);
  return first.year >= 2008 && first.year <= 2100 ? first.year : null;
}

function bodyOf(
  facts: StatedFacts,
  register: DivisionNames,
  year: number | null,
  manifest: ManifestRow | null,
  warn: Warn,
): string | null {
  const titled = [...facts.bodies, facts.declaredTitle?.body].map(tidyName).filter(Boolean);
  const printed = titled.find((name) => register.resolve(name, year).kind === "found") ?? titled[0];
  const publisher = tidyName(facts.publisher);
  const read = printed ?? (publisher === "" ? undefined : publisher);
  if (manifest?.body) {
    if (read && read !== manifest.body)
      warn(`清单的机关名称“${manifest.body}”与文件所载“${read}”不一致，${BY_MANIFEST}；请核对`);
    return manifest.body;
  }
  if (!read) {
    warn("没有认出报告的机关；请在清单（manifest.csv）的 body 列填写机关全称");
    return null;
  }
  if (!printed) warn(`标题没有写明机关，按发布机构“${read}”读取；请核对`);
  else if (
    publisher !== "" &&
    isOtherDivision(register.resolve(printed, year), register.resolve(publisher, year))
  )
    warn(`标题的机关“${printed}”与发布机构“${publisher}”不属同一地区，已按标题；请核对`);
  return read;
}

/** A name without what leads up to it, such as the path of the page, and without marks around it. */
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
  warn: Warn,
): string | null {
  const read = found?.kind === "found" ? found.division.code : null;
  if (manifest?.division) {
    if (read !== null && read !== manifest.division)
      warn(
        `清单的区划${manifest.division}与“${body ?? ""}”所属的${read}不一致，${BY_MANIFEST}；请核对`,
      );
    if (!register.withCode(manifest.division))
      warn(`清单的区划${manifest.division}不在区划表中；请核对清单或补充区划表`);
    return manifest.division;
  }
  if (!found || found.kind === "found") return read;
  const ask = "请在清单（manifest.csv）的 division 列填写区划代码";
  const named = (found.kind === "unknown" ? [] : found.divisions)
    .map((division) => `${division.name}（${division.code}）`)
    .join("、");
  if (found.kind === "ambiguous") warn(`“${body ?? ""}”可能属于${named}，不能确定；${ask}`);
  else if (found.kind === "out_of_time")
    warn(`“${body ?? ""}”所在的${named}在${year ?? ""}年并不存在；${ask}`);
  else warn(`区划表中没有“${body ?? ""}”所在的地区；${ask}，或补充区划表`);
  return null;
}

/** What kind of body a name is, with the division's own name taken off it. */
function kindOf(body: string, found: NameResolution | undefined): BodyKind | null {
  const rest = found?.kind === "found" ? found.rest : body;
  if (/^(?:人民政府|政府)?$/.test(rest)) return "government";
  if (/(?:政府办公[厅室]|府办(?:公[厅室])?|政府办)$/.test(rest)) return "office";
  if (/(?:街道|[镇乡])(?:人民政府|办事处)?$/.test(rest)) return "township";
  if (/人民政府$/.test(rest)) return "government";
  if (/(?:[局委厅室院处队所办会]|中心|集团|公司|学校|大学)$/.test(rest)) return "department";
  return null;
}

/** Words that say the figures are those of every body of the jurisdiction (indicators.md 5). */
const JURISDICTION = [
  /(?:综合|汇总)[^。；]{0,40}(?:数据|情况)?[^。；]{0,12}编制/,
  /(?:数据|范围)[^。；]{0,20}全[省市县区州旗][^。；]{0,6}行政机关/,
  /全[省市县区州旗]各级(?:行政|国家)机关/,
  /汇总[^。；]{0,8}全[省市县区州旗]/,
  /汇总[^。；]{0,30}(?:部门|单位|街道|[乡镇])[^。；]{0,12}(?:数据|情况)/,
  /涵盖[^。；]{0,30}各?(?:县|区|乡|镇|街道)/,
];

/** Weaker words of the same meaning, which an office also uses of the work it leads. */
const WHOLE_AREA = [
  /全[省市县区州旗](?:各级行政机关)?(?:共|新|累计)*(?:受理|收到|接收|新收|收办|办理)[^。；]{0,12}(?:申请|件)/,
];

/** Words that say the figures are the body's own. */
const ORGAN = [
  /(?:仅|只)(?:为|含|包括|包含|限|统计|涉及)?本(?:机关|单位|级)/,
  /(?:我|本)(?:办(?!法|理)|局|委|厅|室|中心|街道|镇|乡)/,
  /(?:政府本级|市本级|区本级|县本级)/,
  /以[^。；，]{0,6}政府为被申请人/,
];

/** What a report says of its scope, in the words it uses. */
export interface ScopeClues {
  readonly preface: string;
  readonly overview: string;
}

/**
 * The scope of a report, from what kind of body it is and its own words; unknown where they say
 * nothing, or both.
 */
export function inferScope(kind: BodyKind | null, { preface, overview }: ScopeClues): Scope {
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
