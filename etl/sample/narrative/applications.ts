import { cellName, linesIn, tableOf } from "#domain/form/cells";
import { requestLabel } from "#domain/form/requests";
import { wordingIn } from "#domain/form/table";
import { valueOf } from "../figures";
import type { SampleReport } from "../province";
import { oneOf } from "../random";
import { countsOf, groupTotal, lineTotal, percent } from "./counts";
import { wordsOn, type Voice } from "./voice";

/** Below this many requests a body gives no shares and no change on last year. */
const ENOUGH = 10;

function claimed(report: SampleReport, says: string): number {
  for (const { claim } of report.stories)
    if (claim && claim.says === says && "add" in claim) return claim.add;
  return 0;
}

function slipped(report: SampleReport, line: string): boolean {
  return report.stories.some((story) =>
    (story.slips ?? []).some((slip) => slip.cell.startsWith(`${line}_`) && !("as" in slip)),
  );
}

function arrival(report: SampleReport, voice: Voice): string {
  const next = wordsOn(voice, "arrival");
  const { received, before, after, handled } = countsOf(report.told);
  const done = handled + claimed(report, "handled");
  const when = oneOf(next, ["全年", "本年度", "报告期内"]);
  return oneOf(next, [
    `${when}新收政府信息公开申请${received}件，上年结转${before}件，办结${done}件，结转下年度继续办理${after}件。`,
    `${when}共收到政府信息公开申请${received}件，加上上年结转${before}件，已办结${done}件，${after}件结转下年度继续办理。`,
    `${when}收到政府信息公开申请${received}件；上年度结转${before}件；办结${done}件；结转下年度${after}件。`,
    `${when}收到申请${received}件，上年结转申请${before}件，共办结${done}件，另有${after}件结转下年度办理。`,
  ]);
}

function change(report: SampleReport): string {
  if (!report.lastYear) return "";
  const before = countsOf(report.lastYear).received;
  const { received } = countsOf(report.told);
  if (before < 2 * ENOUGH || received < 2 * ENOUGH) return "";
  const points = (100 * (received - before)) / before + claimed(report, "change");
  const shown = Math.abs(points).toFixed(1);
  if (shown === "0.0") return "";
  return `新收申请较上年${points > 0 ? "增长" : "下降"}${shown}%。`;
}

const CALLED: Readonly<Record<string, string>> = {
  unable_not_held: `因${requestLabel("unable_not_held")}无法提供`,
};

function outcomes(report: SampleReport, voice: Voice): string {
  const { handled } = countsOf(report.told);
  if (handled < ENOUGH) return "";
  const next = wordsOn(voice, "outcomes");
  const share = (part: number, more = 0): string => {
    if (more === 0 && next() < 0.4) return "";
    return `，占办结总数的${((100 * part) / handled + more).toFixed(2)}%`;
  };
  const table = tableOf("requests");
  const said = ["disclosed", "partially_disclosed", "unable_not_held"].flatMap((code) => {
    const line = linesIn(table, 2021).find((candidate) => candidate.code === code);
    if (!line || slipped(report, code)) return [];
    const count = lineTotal(report.told, code);
    const label = CALLED[code] ?? wordingIn(line.aliases?.[0] ?? line.label, 2021);
    const more = code === "unable_not_held" ? claimed(report, "not_held_share") : 0;
    return `${label}${count}件${share(count, more)}`;
  });
  const groups = table.groups.flatMap((group) => {
    const hidden = table.lines.some(
      (line) => line.group === group.code && slipped(report, line.code),
    );
    if (group.code !== "not_disclosed" && group.code !== "not_processed") return [];
    const count = groupTotal(report.told, group.code);
    return hidden || next() < 0.3 ? [] : `${group.label}${count}件${share(count)}`;
  });
  return `从办理结果看，${[...said, ...groups].join("；")}。`;
}

function applicants(report: SampleReport, voice: Voice): string {
  const { received } = countsOf(report.told);
  const slips = slipped(report, "new_requests");
  if (received < ENOUGH || slips || wordsOn(voice, "applicants")() < 0.5) return "";
  const persons = valueOf(report.told, cellName("new_requests", "natural_person"));
  return `新收申请中自然人申请${persons}件，占${percent(persons, received)}。`;
}

/** The paragraph on requests: every figure is one of the report's own, unless a false claim is planted. */
export function applicationsParagraph(report: SampleReport, voice: Voice): string {
  return [
    arrival(report, voice),
    change(report),
    outcomes(report, voice),
    applicants(report, voice),
  ].join("");
}
