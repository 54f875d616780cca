import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Section } from "#components/page";
import type { MovedFigure, Mover, PlannedReport } from "#domain/desk/plan";
import {
  FINDING_ENDS,
  formatComparedGroup,
  formatFlip,
  formatMove,
  formatReportTitle,
} from "#domain/desk/plan-words";
import { formatCellLabel } from "#domain/form/cell-label";
import { INDICATORS } from "#domain/indicators/indicators";
import { formatFraction, formatPercentagePoints } from "#domain/indicators/number-format";
import { DOCUMENT_STATES } from "#domain/report/document-state";
import { SEVERITIES } from "#domain/report/severity";
import type { PublishData, ShownPlan } from "./data.server";
import styles from "./publish.module.css";

interface PlanSectionsProps extends Pick<PublishData, "links"> {
  readonly plan: ShownPlan;
}

/** All that publishing changes, what readers act upon first. */
export function PlanSections({ plan, links }: PlanSectionsProps) {
  const { changes, counts } = plan;
  const report = (id: string, words: string): ReactNode => {
    const link = links[id];
    return link === undefined ? words : <Link to={link}>{words}</Link>;
  };
  const name = (each: PlannedReport): ReactNode => report(each.id, formatReportTitle(each));
  return (
    <>
      <List
        title="合计数字的变动"
        lead="一省同类报告合计的比率，变动超过0.1个百分点的，变动大的在前。"
        total={counts.figures}
        rows={changes.figures.map((figure) => (
          <Figure key={keyOfFigure(figure)} figure={figure} report={report} />
        ))}
      />
      <List
        title="比较结论的变动"
        lead="与区县比较页同样的判断：改判为显著偏高（偏低）的在前。"
        total={counts.verdicts}
        rows={changes.verdicts.map((flip) => (
          <li key={`${flip.report} ${flip.indicator}`}>
            {report(flip.report, `${flip.division}${flip.group.year}年度`)}的
            {INDICATORS[flip.indicator].name}：{formatFlip(flip)}
            {flip.isOwn ? "" : "（它自己的报告没有变）"}
          </li>
        ))}
      />
      <List
        title="撤下的报告"
        total={counts.withdrawn}
        rows={changes.withdrawn.map((each) => (
          <li key={each.id}>{name(each)}</li>
        ))}
      />
      <List
        title="换成新文件的报告"
        total={counts.replaced}
        rows={changes.replaced.map((each) => (
          <li key={each.id}>
            {name(each)}：{each.cells === 0 ? "数字没有变" : `${each.cells}格数字有变`}
            <span className={styles.quiet}>
              　{each.fileBefore} → {each.file}
            </span>
          </li>
        ))}
      />
      <List
        title="文件没变而数字有变的报告"
        lead="因为更正、补录，或本系统的程序更新。"
        total={counts.reckonedAnew}
        rows={changes.reckonedAnew.map((each) => (
          <li key={each.id}>
            {name(each)}：{each.cells}格计入合计的数字有变
          </li>
        ))}
      />
      <List
        title="新增的报告"
        total={counts.added}
        rows={changes.added.map((each) => (
          <li key={each.id}>
            {name(each)}
            <span className={styles.quiet}>　{each.file}</span>
          </li>
        ))}
      />
      <List
        title="差错以外新出现的核查发现"
        lead="新出现的差错在上面，逐项勾选。"
        total={counts.findingsAdded}
        rows={changes.findings.added.map((each) => (
          <li key={each.fingerprint}>
            {SEVERITIES[each.severity].name}　{report(each.report, each.name)}：{each.message}
          </li>
        ))}
      />
      <List
        title="不再列出的核查发现"
        total={counts.findingsGone}
        rows={changes.findings.gone.map((each) => (
          <li key={each.fingerprint}>
            {FINDING_ENDS[each.why].name}　{report(each.report, each.name)}：{each.message}
          </li>
        ))}
      />
      <List
        title={`${DOCUMENT_STATES.duplicate.name}的文件`}
        total={counts.duplicates}
        rows={changes.unused.map((each) => (
          <li key={each.file}>
            {each.file}：{each.reason}
          </li>
        ))}
      />
    </>
  );
}

interface ListProps {
  readonly title: string;
  readonly lead?: string;
  readonly total: number;
  readonly rows: readonly ReactNode[];
}

/** A list with how many there are; nothing where there is none. */
function List({ title, lead, total, rows }: ListProps) {
  if (total === 0) return null;
  return (
    <Section title={`${title}（${total}）`} {...(lead === undefined ? {} : { lead })}>
      <ul className={styles.list}>{rows}</ul>
      {total > rows.length ? (
        <p className={styles.quiet}>
          只列出前{rows.length}项，另有{total - rows.length}项。
        </p>
      ) : null}
    </Section>
  );
}

function keyOfFigure({ group, indicator }: MovedFigure): string {
  return [...Object.values(group), indicator].join(" ");
}

interface FigureProps {
  readonly figure: MovedFigure;
  readonly report: (id: string, words: string) => ReactNode;
}

/** A figure that moves, with the reports that move it and their cells. */
function Figure({ figure, report }: FigureProps) {
  const { group, provinceName, indicator, movers, moversInAll } = figure;
  return (
    <li>
      <strong>{INDICATORS[indicator].name}</strong>　{formatMove(figure)}
      <span className={styles.quiet}>
        　{provinceName} · {formatComparedGroup(group)}
      </span>
      <details>
        <summary>由{moversInAll}份报告带来</summary>
        <ul>
          {movers.map((mover) => (
            <li key={mover.report}>
              {report(mover.report, mover.name)}：{formatMover(mover)}
              {mover.cells.length === 0 ? null : (
                <ul className={styles.details}>
                  {mover.cells.map(({ cell, before, after }) => (
                    <li key={cell}>
                      {formatCellLabel(cell)}：{before ?? "无数"} → {after ?? "无数"}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
          {moversInAll > movers.length ? <li>另有{moversInAll - movers.length}份</li> : null}
        </ul>
      </details>
    </li>
  );
}

/** 2/3 → 0/6（单独使合计变动−0.20个百分点） */
function formatMover({ before, after, effect }: Mover): string {
  const sides = (each: Mover["before"]): string =>
    each === null ? "不计入" : formatFraction(each.numerator, each.denominator);
  const alone = effect === null ? "" : `（单独使合计变动${formatPercentagePoints(effect, 2)}）`;
  return `${sides(before)} → ${sides(after)}${alone}`;
}
