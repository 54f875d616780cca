import { checkRuleOf } from "../checks/rule-list";
import { toneOf } from "../comparison/concern";
import { formatCellLabel } from "../form/cell-label";
import { INDICATORS } from "../indicators/indicators";
import { DOCUMENT_STATES } from "../report/document-state";
import type { PlanChanges, PlannedFinding, PlanNote, PlanNoteDetail, VerdictFlip } from "./plan";
import { formatComparedGroup, formatFlip, formatMove, formatReportTitle } from "./plan-words";

/** What a load says of what it was given, beside what it makes of it. */
export interface LoadNotes {
  /** Rows of a manifest that name no document, folders that were passed over. */
  readonly warnings: readonly string[];
  /** Where a person's word is followed against the document. */
  readonly overruled: readonly string[];
  readonly unopened: readonly { readonly file: string; readonly reason: string }[];
  readonly absencesRefused: readonly {
    readonly sentence: string;
    readonly contradicts: string | null;
  }[];
}

/** Details that a note lists; it says how many there are. */
const DETAILS = 30;

function note(
  sentence: string,
  details: readonly (string | PlanNoteDetail)[] = [],
  link: string | null = null,
): PlanNote {
  const more = details.length - DETAILS;
  const listed = more > 0 ? [...details.slice(0, DETAILS), `另有${more}项`] : details;
  return {
    sentence,
    details: listed.map((each) =>
      typeof each === "string" ? { words: each, report: null } : each,
    ),
    link,
  };
}

function groupBy<Each>(
  list: readonly Each[],
  keyOf: (each: Each) => string,
): readonly (readonly [Each, ...Each[]])[] {
  const groups = new Map<string, [Each, ...Each[]]>();
  for (const each of list) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return [...groups.values()];
}

/** Whether a finding that is new is among what must be ticked before publishing. */
export function mustBeRead({ severity }: Pick<PlannedFinding, "severity">): boolean {
  return severity === "E";
}

/** Whether a flip makes or ends a verdict that people act upon. */
function isGrave({ indicator, before, after }: VerdictFlip): boolean {
  return [before, after].some((verdict) => toneOf(INDICATORS[indicator], verdict) === "concern");
}

/**
 * What whoever publishes must have read, the gravest first. What comes in great numbers is one warning a kind, a year or
 * a group, so that each can be read and ticked; a verdict that names a body stands alone.
 */
export function listWarnings(changes: PlanChanges, load: LoadNotes): PlanNote[] {
  const { withdrawn, replaced, reckonedAnew, unused, figures, findings, verdicts } = changes;
  const isNewlyContradicted = contradictsAdded(changes);
  const files = (state: string): string[] =>
    unused.flatMap((each) => (each.state === state ? `${each.file}：${each.reason}` : []));
  const [refused, superseded] = [files("refused"), files("superseded")];
  const others = load.absencesRefused.filter((each) => !isNewlyContradicted(each));
  return [
    ...groupBy(withdrawn, ({ province, year }) => `${province} ${year}`).map((reports) =>
      note(
        `撤下${reports[0].year}年度的${reports.length}份报告：发布后读者不再看到，也不再计入合计`,
        reports.map((report) => ({ words: formatReportTitle(report), report: report.id })),
      ),
    ),
    ...groupBy(verdicts.filter(isGrave), ({ report }) => report).map((flips) => {
      const [{ division, group, isOwn }] = flips;
      return note(
        `${division}${group.year}年度有${flips.length}项指标改判${isOwn ? "" : "（它自己的报告没有变，是别的报告改变了控制限）"}`,
        flips.map((flip) => `${INDICATORS[flip.indicator].name}：${formatFlip(flip)}`),
      );
    }),
    ...groupBy(figures, ({ group }) => Object.values(group).join(" ")).map((moved) =>
      note(
        `${moved[0].provinceName}${formatComparedGroup(moved[0].group)}：${moved.length}项合计数字变动超过0.1个百分点`,
        moved.map((each) => `${INDICATORS[each.indicator].name}：${formatMove(each)}`),
      ),
    ),
    ...[...replaced, ...reckonedAnew]
      .filter(({ lost }) => lost > 0)
      .map((report) =>
        note(`${formatReportTitle(report)}：有${report.lost}格原来计入合计的数字，发布后没有了`, [
          `原来的文件：${report.fileBefore}`,
          `现在的文件：${report.file}`,
        ]),
      ),
    ...groupBy(findings.added.filter(mustBeRead), ({ check }) => check).map((found) => {
      const bodies = new Set(found.map(({ report }) => report)).size;
      return note(
        `${checkRuleOf(found[0].check)?.name ?? found[0].check}：新出现${found.length}项差错，涉及${bodies}份报告`,
        found.map(({ report, name, message }) => ({ words: `${name}：${message}`, report })),
      );
    }),
    ...(refused.length > 0
      ? [
          note(
            `${refused.length}份文件${DOCUMENT_STATES.refused.name}，它们的数字不在这一版里`,
            refused,
            "/desk?show=refused",
          ),
        ]
      : []),
    ...(superseded.length > 0
      ? [
          note(
            `${superseded.length}份文件${DOCUMENT_STATES.superseded.name}，它们的数字不在这一版里`,
            superseded,
            "/desk?show=superseded",
          ),
        ]
      : []),
    ...(load.unopened.length > 0
      ? [
          note(
            `${load.unopened.length}个文件打不开，或没有载入`,
            load.unopened.map(({ file, reason }) => `${file}：${reason}`),
          ),
        ]
      : []),
    ...(load.overruled.length > 0
      ? [note(`${load.overruled.length}处人工指定与文件所写不同，以人工指定为准`, load.overruled)]
      : []),
    ...(load.warnings.length > 0
      ? [note(`文件清单有${load.warnings.length}处请核对`, load.warnings)]
      : []),
    ...(others.length > 0
      ? [
          note(
            `${others.length}条“未公布”的确认没有采用`,
            others.map(({ sentence }) => sentence),
          ),
        ]
      : []),
  ];
}

const MANIFEST = /(?:^|\/)manifest\.csv$/u;

/**
 * What keeps the version from being published: what a person decided would be undone in silence, or readers would be
 * left with nothing. Each can be put right at the desk.
 *
 * @param reports of the next version
 */
export function listErrors(changes: PlanChanges, load: LoadNotes, reports: number): PlanNote[] {
  const titles = new Map(
    [...changes.added, ...changes.replaced, ...changes.reckonedAnew, ...changes.withdrawn].map(
      (report) => [report.id, formatReportTitle(report)],
    ),
  );
  const isNewlyContradicted = contradictsAdded(changes);
  return [
    ...(reports === 0
      ? [note("这一版里一份报告也没有，发布后读者什么也看不到。请先收进报告")]
      : []),
    ...load.unopened
      .filter(({ file }) => MANIFEST.test(file))
      .map(({ file, reason }) => note(`文件清单读不出，收进的文件都没有载入。${file}：${reason}`)),
    ...changes.correctionsRefused.map(({ report, cell, refusal }) =>
      note(
        `${titles.get(report) ?? report}的一条更正没有采用：${refusal}。请撤销这条更正，或按现在印的数重新更正`,
        [{ words: formatCellLabel(cell), report }],
        "/desk/review",
      ),
    ),
    ...load.absencesRefused
      .filter(isNewlyContradicted)
      .map(({ sentence }) => note(sentence.replace(/。$/u, ""), [], "/desk/review")),
  ];
}

/** Whether a confirmed absence contradicts a report that this version brings: whoever confirmed it must take it back. */
function contradictsAdded({ added }: PlanChanges) {
  const ids = new Set(added.map(({ id }) => id));
  return ({ contradicts }: LoadNotes["absencesRefused"][number]): boolean =>
    contradicts !== null && ids.has(contradicts);
}
