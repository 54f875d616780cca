import type { BodyKind } from "#domain/report/body-kind";
import type { Problem, ReadReport } from "#domain/report/read-report";
import type { DivisionNames, Resolution } from "#etl/register/resolve";
import { BY_MANIFEST, type ManifestRow } from "#etl/register/manifest";
import { repairedCharacters } from "./characters";
import { scopeOf, type ScopeClues } from "./scope-clues";
import type { StatedFacts } from "./stated-facts";
import { SCOPES } from "#domain/report/scope";

export type Identity = Pick<
  ReadReport,
  "body" | "kind" | "division" | "year" | "scope" | "publishedOn" | "source"
> & { readonly problems: readonly Problem[] };

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
  const problems: Problem[] = [];
  const warn = (message: string): void => void problems.push({ severity: "warning", message });
  const year = yearOf(facts, manifest, warn);
  const body = bodyOf(facts, register, year, manifest, warn);
  const found = body === null ? undefined : register.resolve(body, year);
  const division = divisionOf(body, year, found, register, manifest, warn);
  const kind = manifest?.kind ?? (body === null ? null : kindOf(body, found));
  if (body !== null && kind === null)
    warn(`不能确定“${body}”是哪类机关；请在清单中核对机关名称（body）`);
  const read = scopeOf(kind, clues);
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
  const titled = [...facts.bodies, facts.declaredTitle?.body].map(tidied).filter(Boolean);
  const printed = titled.find((name) => register.resolve(name, year).kind === "found") ?? titled[0];
  const publisher = tidied(facts.publisher);
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
    areApart(register.resolve(printed, year), register.resolve(publisher, year))
  )
    warn(`标题的机关“${printed}”与发布机构“${publisher}”不属同一地区，已按标题；请核对`);
  return read;
}

/** A name without what leads up to it, such as the path of the page, and without marks around it. */
function tidied(name: string | undefined): string {
  const [last = ""] = repairedCharacters(name ?? "")
    .split(/[>»›|｜：:]/)
    .slice(-1);
  return last.replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, "");
}

function areApart(one: Resolution, other: Resolution): boolean {
  return (
    one.kind === "found" && other.kind === "found" && one.division.code !== other.division.code
  );
}

function divisionOf(
  body: string | null,
  year: number | null,
  found: Resolution | undefined,
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
function kindOf(body: string, found: Resolution | undefined): BodyKind | null {
  const rest = found?.kind === "found" ? found.rest : body;
  if (/^(?:人民政府|政府)?$/.test(rest)) return "government";
  if (/(?:政府办公[厅室]|府办(?:公[厅室])?|政府办)$/.test(rest)) return "office";
  if (/(?:街道|[镇乡])(?:人民政府|办事处)?$/.test(rest)) return "township";
  if (/人民政府$/.test(rest)) return "government";
  if (/(?:[局委厅室院处队所办会]|中心|集团|公司|学校|大学)$/.test(rest)) return "department";
  return null;
}
