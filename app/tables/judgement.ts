import type { JudgedBody } from "#domain/comparison/judged-body";
import { limitsAt, type FunnelLimits } from "#domain/statistics/funnel-limits";
import type { Distribution } from "#domain/statistics/ratio";
import { isJudged, VERDICTS } from "#domain/statistics/verdict";
import type { TableColumn } from "./column";

/** A judged body as a row of a file, and how its indicator's cases come about by chance. */
interface JudgementOf<Row> {
  readonly bodyOf: (row: Row) => JudgedBody | null;
  readonly distributionIn: (row: Row) => Distribution;
  /** What the body is judged against: 与全省90个地区相比. */
  readonly yardstickIn: (row: Row) => string | null;
  /** The area of that group, where it is one for all rows: 全省. */
  readonly area?: string;
}

/** The limits of a judged body about its own target; null where it is not judged. */
function limitsOf(body: JudgedBody | null, distribution: Distribution): FunnelLimits | null {
  if (!body?.verdict || !isJudged(body.verdict)) return null;
  const { denominator, target, targetVariance, tau2 } = body;
  if (denominator === null || target === null || targetVariance === null || tau2 === null)
    return null;
  return limitsAt(denominator, target, { tau2, targetVariance, distribution });
}

/**
 * All that a verdict rests on, for every file that lists judged bodies: with these columns and the formulae of the
 * method page it can be recomputed. Too wide for a page.
 */
export function judgementColumns<Row>({
  bodyOf,
  distributionIn,
  yardstickIn,
  area = "比较组",
}: JudgementOf<Row>): TableColumn<Row>[] {
  const figure = (
    id: string,
    header: string,
    format: TableColumn<Row>["format"],
    value: (body: JudgedBody) => number | null,
  ): TableColumn<Row> => ({
    id,
    header,
    format,
    value: (row) => {
      const body = bodyOf(row);
      return body && value(body);
    },
  });
  const limit = (id: Exclude<keyof FunnelLimits, "n">, header: string): TableColumn<Row> => ({
    id,
    header,
    format: "share",
    value: (row) => limitsOf(bodyOf(row), distributionIn(row))?.[id] ?? null,
  });
  return [
    { id: "yardstick", header: "比较组", format: "text", value: yardstickIn },
    {
      id: "judgement",
      header: "判断依据",
      format: "text",
      value: (row) => {
        const verdict = bodyOf(row)?.verdict;
        return verdict ? VERDICTS[verdict].name : null;
      },
    },
    figure("target", `${area}其余地区合计比率`, "share", (body) => body.target),
    figure("expected", "应有件数", "decimal", (body) => body.expected),
    figure("excess", "超出件数", "decimal", (body) => body.excess),
    limit("low998", "99.8%控制下限"),
    limit("low95", "95%控制下限"),
    limit("high95", "95%控制上限"),
    limit("high998", "99.8%控制上限"),
    figure("tau2", "机关间方差τ²", "precise", (body) => body.tau2),
    figure(
      "target_variance",
      `${area}其余地区合计的方差`,
      "precise",
      (body) => body.targetVariance,
    ),
    figure("z", "z", "precise", (body) => body.z),
    figure("strict_tau2", "从严的τ²", "precise", (body) => body.strictTau2),
    figure("strict_p", "从严的双侧概率", "probability", (body) => body.strictP),
    figure("adjusted_p", "校正后的概率", "probability", (body) => body.adjustedP),
  ];
}
