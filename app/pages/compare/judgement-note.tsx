import { Link } from "@remix-run/react";
import { NAMED_AT_MOST } from "#domain/comparison/coverage";
import type { Indicator } from "#domain/indicators/indicator";
import { formatPercent } from "#domain/indicators/number-format";
import {
  explainFalseAlarms,
  formatFalseAlarms,
  type Funnel,
  LIMIT_MODELS,
} from "#domain/statistics/funnel";
import { LEAST_JUDGED } from "#domain/statistics/verdict";
import styles from "./compare.module.css";

type JudgementNoteProps = Pick<
  Funnel,
  | "target"
  | "judged"
  | "floor"
  | "dispersion"
  | "falseAlarms"
  | "falseAlarmsAtMost"
  | "model"
  | "hasPower"
> & {
  readonly indicator: Indicator;
  /** How many bodies shown lie beyond the 99.8% limit on the side that is a concern. */
  readonly beyond: number;
  /** Those of them that stay so after the Benjamini–Hochberg correction, by name. */
  readonly confirmed: readonly string[];
  /** 95%区间19.9%至20.9% */
  readonly targetInterval: string;
  /** 全省 */
  readonly groupArea: string;
  /** The bodies of a chosen group, in a sentence; else empty. */
  readonly chosen: string;
  /** What the largest bodies make of the group's rate. */
  readonly concentration: string | null;
};

/** How sure the verdicts are, in plain words; what they rest on opens below. */
export function JudgementNote(props: JudgementNoteProps) {
  const { target, judged, indicator } = props;
  if (target === null) return null;
  const total = `${props.groupArea}合计${indicator.name}为${formatPercent(target)}（${props.targetInterval}；各地件数相加后计算）`;
  if (!props.hasPower)
    return (
      <p>
        {total}。可判断的不足{LEAST_JUDGED}
        个，无法比较：没有哪个被认为偏高，也没有哪个被认为正常。
      </p>
    );
  return (
    <div>
      <p>
        {judged}个件数够多、可以判断。{formatSureness(props)}
      </p>
      <details className={`${styles.reasons} screen-only`}>
        <summary>计算细节</summary>
        <p>
          {total}，每个与其余的合计比较，件数达到{props.floor}件的才判断。判断标准：
          {LIMIT_MODELS[props.model].name}；离散系数φ＝{props.dispersion.phi.toFixed(2)}
          ，机关间方差τ²＝{props.dispersion.tau2.toFixed(4)}。单凭偶然，预计有
          {formatFalseAlarms(props)}个会被标为显著{formatBracketed(explainFalseAlarms(props))}
          ；可以点名的，经Benjamini–Hochberg校正后仍在99.8%控制限以外。
          {props.concentration === null ? null : `${props.concentration}。`}
          {props.chosen}
          <Link to="/method#statistics">判断方法</Link>
        </p>
      </details>
    </div>
  );
}

/** Whether those marked may be due to chance, given how many are judged at once. */
function formatSureness({ beyond, confirmed, judged }: JudgementNoteProps): string {
  if (beyond === 0) return "";
  if (confirmed.length === beyond)
    return `即使考虑到同时比较${judged}个，标为显著的${beyond}个经校正后仍成立。`;
  if (confirmed.length === 0)
    return `同时比较${judged}个，标为显著的${beyond}个都可能出于偶然，不宜点名。`;
  const names = confirmed.length <= NAMED_AT_MOST ? `（${confirmed.join("、")}）` : "";
  return `考虑到同时比较${judged}个，标为显著的${beyond}个中可以点名的有${confirmed.length}个${names}，其余可能出于偶然。`;
}

/** （…）; empty where there is nothing to say. */
function formatBracketed(words: string): string {
  return words === "" ? "" : `（${words}）`;
}
