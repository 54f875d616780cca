import { SEVERITIES } from "#domain/report/severity";
import { formatCellLabel } from "#domain/form/cell-label";
import { cellByName } from "#domain/form/cells";
import { formatValue } from "#domain/indicators/number-format";
import { SHOWN_STATES } from "#domain/report/cell-text";
import type { ComputedTotal, EnteredCell, ShownCell } from "#domain/report/shown-tables";
import type { ReportFinding } from "#domain/report/report-finding";
import styles from "./printed-cell.module.css";

const DIRECTIONS = { across: "本行分项合计", down: "本列分项合计" } as const satisfies Record<
  ComputedTotal["direction"],
  string
>;

/** What a cell needs of a finding to be marked with it. */
export type FindingMark = Pick<ReportFinding, "severity" | "message">;

interface PrintedCellProps {
  readonly cell: ShownCell;
  readonly findings: readonly FindingMark[];
  readonly spans: { readonly rowSpan?: number; readonly colSpan?: number };
}

/**
 * A figure as printed. It links to itself, so that a click, the keyboard or an address with the
 * cell's name brings up its evidence at the foot of the window, without JavaScript.
 */
export function PrintedCell({ cell, findings, spans }: PrintedCellProps) {
  const { name, state, raw, totals = [], correction, concerned } = cell;
  const marks = (cell.findings ?? []).flatMap((number) => {
    const finding = findings[number - 1];
    return finding ? [{ number, ...finding }] : [];
  });
  const [gravest] = marks;
  const classes = [
    styles.cell,
    styles[state],
    gravest ? styles[`about${gravest.severity}`] : concerned ? styles.concerned : "",
  ];
  return (
    <td {...spans} id={name} className={classes.filter(Boolean).join(" ")}>
      <a href={`#${name}`} className={styles.print}>
        {state === "blank" || state === "missing" ? (
          <span className={state === "blank" ? "visually-hidden" : undefined}>
            {state === "blank" ? SHOWN_STATES.blank.name : "缺"}
          </span>
        ) : (
          raw || SHOWN_STATES[state].name
        )}
      </a>
      {marks.map(({ number, severity, message }) => (
        <sup key={number} className={styles[`mark${severity}`]}>
          <a
            href={`#finding-${number}`}
            aria-label={`${number}，${SEVERITIES[severity].name}：${message}`}
          >
            {number}
          </a>
        </sup>
      ))}
      {totals.map((total) => (
        <span key={total.direction} className={styles.total} title={DIRECTIONS[total.direction]}>
          合计{formatValue(total.value, "count")}
        </span>
      ))}
      {correction === undefined ? null : (
        <span className={styles.correction}>
          更正为{formatValue(correction.corrected, "count")}
        </span>
      )}
      <span className={styles.evidence}>
        <Evidence cell={cell} marks={marks} />
      </span>
    </td>
  );
}

/** Who copied a cell from the original, when and why. */
function formatEntry({ expected, reason, source, by, date }: EnteredCell): string {
  const seen = expected === "" ? "" : `，读取程序所见为“${expected}”`;
  return `由人工照原件录入${seen}（${reason}；依据：${source}；${by}，${date}）`;
}

interface EvidenceProps {
  readonly cell: ShownCell;
  readonly marks: readonly (FindingMark & { readonly number: number })[];
}

/** What is known of a cell, in one paragraph. */
function Evidence({ cell, marks }: EvidenceProps) {
  const { name, state, raw, place, used, note, unit, totals = [], correction, entered } = cell;
  const declared = cellByName(name)?.unit;
  const facts = [
    state === "missing" || raw === "" ? SHOWN_STATES[state].meaning : `原文“${raw}”`,
    place === "" ? "" : place,
    entered === undefined ? "" : formatEntry(entered),
    note === undefined ? "" : `格内文字“${note}”`,
    unit === undefined ? "" : `原件所写单位：${unit}`,
    `参与计算的数值：${used === null ? "无" : `${formatValue(used, "count")}${declared ?? ""}`}`,
    ...totals.map(
      ({ direction, value }) => `${DIRECTIONS[direction]}${formatValue(value, "count")}`,
    ),
    correction === undefined
      ? ""
      : `更正为${formatValue(correction.corrected, "count")}：${correction.reason}（依据：${correction.source}；${correction.by}，${correction.date}）`,
  ];
  return (
    <>
      <strong>{formatCellLabel(name)}</strong>
      {facts.filter(Boolean).join("；")}。
      {marks.map(({ number, severity, message }) => (
        <a key={number} href={`#finding-${number}`}>
          {SEVERITIES[severity].name}
          {number}：{message}
        </a>
      ))}
    </>
  );
}
