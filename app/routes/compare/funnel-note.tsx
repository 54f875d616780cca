import { Link } from "@remix-run/react";
import { NAMED_AT_MOST } from "#domain/comparison/coverage";
import { percent } from "#domain/indicators/format";
import type { Indicator } from "#domain/indicators/indicators";
import { falseAlarmsInWords, LIMIT_MODELS, type Funnel } from "#domain/statistics/funnel";

type FunnelNoteProps = Pick<
  Funnel,
  "target" | "judged" | "floor" | "dispersion" | "falseAlarms" | "falseAlarmsAtMost" | "model"
> & {
  readonly indicator: Indicator;
  /** Bodies high at 99.8% that stay so after the Benjamini–Hochberg correction, by name. */
  readonly confirmed: readonly string[];
};

/** What the verdicts rest on: the group's rate, over-dispersion, and alarms that chance alone gives. */
export function FunnelNote(props: FunnelNoteProps) {
  const { target, judged, floor, dispersion, indicator, confirmed } = props;
  if (target === null) return null;
  return (
    <p>
      全组{indicator.name}为{percent(target)}（合计之比）。{judged}个地区件数达到{floor}
      件，作出判断；控制限{LIMIT_MODELS[props.model].name}，离散系数φ＝
      {dispersion.phi.toFixed(2)}，机关间方差τ²＝{dispersion.tau2.toFixed(4)}
      。若没有地区真正突出，预计仍有{falseAlarmsInWords(props)}
      个高于99.8%控制上限；经Benjamini–Hochberg校正后仍高于上限的有
      {confirmed.length}个
      {confirmed.length > 0 && confirmed.length <= NAMED_AT_MOST
        ? `（${confirmed.join("、")}）`
        : null}
      。<Link to="/method#statistics">判断方法</Link>
    </p>
  );
}
