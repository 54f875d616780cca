import { linesIn, tableOf } from "#domain/form/cells";
import { cellName } from "#domain/form/cell-name";
import { requestLabel, REQUESTS } from "#domain/form/requests";
import { wordingIn } from "#domain/form/table";
import { type Figures, valueOf } from "../figures";
import type { SampleReport } from "../province";
import { pickOne } from "../random";
import { OUTCOMES } from "../traits";
import { type Voice, wordsOn } from "./voice";

/** Below this many requests a body gives no shares and no change on last year. */
const ENOUGH = 10;

function claimedDifference(report: SampleReport, says: string): number {
  for (const { claim } of report.stories)
    if (claim && claim.says === says && "add" in claim) return claim.add;
  return 0;
}

function hasSlip(report: SampleReport, line: string): boolean {
  return report.stories.some((story) =>
    (story.slips ?? []).some((slip) => slip.cell.startsWith(`${line}_`) && !("as" in slip)),
  );
}

function describeArrivals(report: SampleReport, voice: Voice): string {
  const next = wordsOn(voice, "arrival");
  const { received, before, after, handled } = countsOf(report.stated);
  const done = handled + claimedDifference(report, "handled");
  const when = pickOne(next, ["全年", "本年度", "报告期内"]);
  return pickOne(next, [
    `${when}新收政府信息公开申请${received}件，上年结转${before}件，办结${done}件，结转下年度继续办理${after}件。`,
    `${when}共收到政府信息公开申请${received}件，加上上年结转${before}件，已办结${done}件，${after}件结转下年度继续办理。`,
    `${when}收到政府信息公开申请${received}件；上年度结转${before}件；办结${done}件；结转下年度${after}件。`,
    `${when}收到申请${received}件，上年结转申请${before}件，共办结${done}件，另有${after}件结转下年度办理。`,
  ]);
}

function describeChange(report: SampleReport): string {
  if (!report.lastYear) return "";
  const before = countsOf(report.lastYear).received;
  const { received } = countsOf(report.stated);
  if (before < 2 * ENOUGH || received < 2 * ENOUGH) return "";
  const points = (100 * (received - before)) / before + claimedDifference(report, "change");
  const shown = Math.abs(points).toFixed(1);
  if (shown === "0.0") return "";
  return `新收申请较上年${points > 0 ? "增长" : "下降"}${shown}%。`;
}

const SPOKEN_LABELS: Readonly<Record<string, string>> = {
  unable_not_held: `因${requestLabel("unable_not_held")}无法提供`,
};

function describeOutcomes(report: SampleReport, voice: Voice): string {
  const { handled } = countsOf(report.stated);
  if (handled < ENOUGH) return "";
  const next = wordsOn(voice, "outcomes");
  const share = (part: number, more = 0): string => {
    if (more === 0 && next() < 0.4) return "";
    return `，占办结总数的${((100 * part) / handled + more).toFixed(2)}%`;
  };
  const table = tableOf("requests");
  const said = ["disclosed", "partially_disclosed", "unable_not_held"].flatMap((code) => {
    const line = linesIn(table, 2021).find((candidate) => candidate.code === code);
    if (!line || hasSlip(report, code)) return [];
    const count = lineTotal(report.stated, code);
    const label = SPOKEN_LABELS[code] ?? wordingIn(line.aliases?.[0] ?? line.label, 2021);
    const more = code === "unable_not_held" ? claimedDifference(report, "not_held_share") : 0;
    return `${label}${count}件${share(count, more)}`;
  });
  const groups = table.groups.flatMap((group) => {
    const hidden = table.lines.some(
      (line) => line.group === group.code && hasSlip(report, line.code),
    );
    if (group.code !== "not_disclosed" && group.code !== "not_processed") return [];
    const count = groupTotal(report.stated, group.code);
    return hidden || next() < 0.3 ? [] : `${group.label}${count}件${share(count)}`;
  });
  return `从办理结果看，${[...said, ...groups].join("；")}。`;
}

function describeApplicants(report: SampleReport, voice: Voice): string {
  const { received } = countsOf(report.stated);
  const slips = hasSlip(report, "new_requests");
  if (received < ENOUGH || slips || wordsOn(voice, "applicants")() < 0.5) return "";
  const persons = valueOf(report.stated, cellName("new_requests", "natural_person"));
  return `新收申请中自然人申请${persons}件，占${formatPercent(persons, received)}。`;
}

/** Writes the paragraph on requests. Every figure is the report's own unless a false claim is planted. */
export function writeApplications(report: SampleReport, voice: Voice): string {
  return [
    describeArrivals(report, voice),
    describeChange(report),
    describeOutcomes(report, voice),
    describeApplicants(report, voice),
  ].join("");
}

/** Writes the paragraph on reviews and suits. */
export function writeDisputes(report: SampleReport): string {
  const { reviews, suits } = countsOf(report.stated);
  if (reviews + suits === 0) return "本年度未发生因政府信息公开引起的行政复议、行政诉讼。";
  const count = (result: string): number => valueOf(report.stated, cellName("review", result));
  const sweeping = report.stories.some((story) => story.claim?.says === "all_upheld");
  const allUpheld = reviews > 0 && count("upheld") === reviews;
  const parts = tableOf("review_litigation")
    .columns.filter((column) => !column.sumOf && count(column.code) > 0)
    .map((column) => `${column.label}${count(column.code)}件`);
  const detail =
    reviews === 0 ? "" : sweeping || allUpheld ? "，均获维持" : `，其中${parts.join("、")}`;
  return `因政府信息公开被申请行政复议${reviews}件${detail}；被提起行政诉讼${suits}件。`;
}

/** The counts of table 三 and 四 that a text may state. */
interface Counts {
  readonly received: number;
  readonly before: number;
  readonly handled: number;
  readonly after: number;
  readonly reviews: number;
  readonly suits: number;
}

function countsOf(figures: Figures): Counts {
  const total = (line: string): number => valueOf(figures, `${line}_total`);
  return {
    received: total("new_requests"),
    before: total("carried_over_in"),
    handled: total("handled_total"),
    after: total("carried_over_out"),
    reviews: total("review"),
    suits: total("direct_suit") + total("post_review_suit"),
  };
}

/** The total of a line of table 三. */
export function lineTotal(figures: Figures, line: string): number {
  return valueOf(figures, `${line}_total`);
}

/** The total of the lines of a group of table 三. */
function groupTotal(figures: Figures, group: string): number {
  return OUTCOMES.filter((code) =>
    REQUESTS.lines.some((line) => line.code === code && "group" in line && line.group === group),
  ).reduce((sum, code) => sum + lineTotal(figures, code), 0);
}

/** A share in percent with two decimals. */
function formatPercent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(2)}%`;
}
