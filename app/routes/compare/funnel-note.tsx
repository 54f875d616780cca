import { Link } from "@remix-run/react";
import { percent } from "#domain/indicators/format";
import type { Indicator } from "#domain/indicators/indicators";
import type { Funnel } from "#domain/statistics/funnel";

type FunnelNoteProps = Pick<
  Funnel,
  "target" | "judged" | "floor" | "dispersion" | "falseAlarms"
> & {
  readonly indicator: Indicator;
};

/** What the verdicts rest on: the group's rate, over-dispersion, and alarms that chance alone gives. */
export function FunnelNote({
  target,
  judged,
  floor,
  dispersion,
  falseAlarms,
  indicator,
}: FunnelNoteProps) {
  if (target === null) return null;
  return (
    <p>
      全组{indicator.name}为{percent(target)}（合计之比）。{judged}个地区件数达到{floor}
      件，作出判断；若各地并无实质差异，仅因随机波动预计有{falseAlarms["998"].toFixed(1)}
      个高于99.8%控制上限、{falseAlarms["95"].toFixed(1)}个高于95%控制上限。离散系数φ＝
      {dispersion.phi.toFixed(2)}，机关间方差τ²＝{dispersion.tau2.toFixed(4)}。
      <Link to="/method#statistics">判断方法</Link>
    </p>
  );
}
