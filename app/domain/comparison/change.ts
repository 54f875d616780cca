import { explainLawBreak } from "../indicators/law-breaks";
import type { Indicator } from "../indicators/indicator";
import { cellsOf } from "../indicators/quantity-cells";
import { decompose, type Contribution, type Decomposition } from "../statistics/decomposition";
import type { Ratio, BodyRatio } from "../statistics/ratio";
import { bridgeBoundaries } from "./boundary";
import { type Successor } from "../report/boundary-changes";
import type { ReportRatio } from "./judged-body";

/** What one body contributes to the change of its group's rate. */
export interface ContributingBody extends Contribution {
  readonly division: string;
  readonly division_code: string;
  readonly earlierReport: string | null;
  readonly laterReport: string | null;
  /** How a change of its boundaries in between was bridged, in words; null where there was none. */
  readonly boundary: string | null;
  /** Its reports in which cases seem to have moved to or from what the rate counts. */
  readonly relabelled: readonly Relabelling[];
}

/** A finding that outcomes moved from one line of the form to another, with the cells it names. */
export interface Relabelling {
  readonly code: string;
  readonly report_id: string;
  readonly year: number;
  readonly cells: readonly string[];
}

export type ExplainedChange =
  | { readonly kind: "refused"; readonly reason: string }
  | {
      readonly kind: "explained";
      readonly decomposition: Omit<Decomposition, "contributions">;
      /** The largest contributions, up or down, first. */
      readonly bodies: readonly ContributingBody[];
      readonly relabelled: RelabelledChange | null;
    };

/** The bodies whose cases seem to have been sorted otherwise, and the change of the group without them. */
export interface RelabelledChange {
  readonly names: readonly string[];
  /** What they contribute to the whole change, in shares. */
  readonly effect: number;
  /** Null where no other body has figures in both years. */
  readonly without: Omit<Decomposition, "contributions"> | null;
}

/** What is known of the bodies besides their ratios. */
interface ChangeContext {
  readonly register?: readonly Successor[];
  readonly relabellings?: readonly Relabelling[];
}

/**
 * How much of the change of a group's rate between two years each body brought about by its own
 * rate and by its share of the cases (Kitagawa 1955). Refused where a change of the law or the form makes the two
 * years incomparable, or where a year has no ratio. Divisions of the register that became one another in
 * between are compared as the ground they share.
 */
export function explainChange(
  indicator: Indicator,
  stated: readonly ReportRatio[],
  earlier: number,
  later: number,
  { register = [], relabellings = [] }: ChangeContext = {},
): ExplainedChange {
  const broken = explainLawBreak(indicator, earlier, later);
  if (broken !== null) return refuse(broken);
  if (earlier >= later) return refuse("对比年度应早于所选年度。");
  const { figures, notes } = bridgeBoundaries(stated, register, earlier, later);
  const decomposition = decompose(
    ratiosIn(figures, earlier),
    ratiosIn(figures, later),
    indicator.distribution,
  );
  if (!decomposition) {
    const silent = [earlier, later].filter((year) => ratiosIn(figures, year).length === 0);
    const years = (silent.length > 0 ? silent : [earlier, later]).map((year) => `${year}年`);
    return refuse(`${years.join("、")}没有可以计算的数字：报告未载入，或没有填写所需数字。`);
  }
  const { contributions, ...whole } = decomposition;
  const byCodeAndYear = new Map(figures.map((figure) => [`${figure.code} ${figure.year}`, figure]));
  const figureOf = (code: string, year: number) => byCodeAndYear.get(`${code} ${year}`);
  const touched = relabellingsTouching(indicator, relabellings);
  const bodies = contributions.map((contribution): ContributingBody => {
    const before = figureOf(contribution.code, earlier);
    const after = figureOf(contribution.code, later);
    return {
      ...contribution,
      earlier: contribution.earlier ?? ratioOfFigure(before),
      later: contribution.later ?? ratioOfFigure(after),
      division: (after ?? before)?.division ?? contribution.code,
      division_code: (after ?? before)?.division_code ?? contribution.code,
      earlierReport: before?.report_id ?? null,
      laterReport: after?.report_id ?? null,
      boundary: notes.get(contribution.code) ?? null,
      relabelled: touched.filter(({ code }) => code === contribution.code),
    };
  });
  const moved = bodies.filter(({ relabelled }) => relabelled.length > 0);
  const others = figures.filter(({ code }) => moved.every((body) => body.code !== code));
  return {
    kind: "explained",
    decomposition: whole,
    bodies: bodies.sort((a, b) => Math.abs(effectOf(b)) - Math.abs(effectOf(a))),
    relabelled:
      moved.length === 0
        ? null
        : {
            names: moved.map(({ division }) => division),
            effect: moved.reduce((sum, body) => sum + effectOf(body), 0),
            without: decompose(
              ratiosIn(others, earlier),
              ratiosIn(others, later),
              indicator.distribution,
            ),
          },
  };
}

/** The relabellings that touch a cell of an indicator's numerator. */
export function relabellingsTouching(
  indicator: Indicator,
  relabellings: readonly Relabelling[],
): Relabelling[] {
  const counted = cellsOf(indicator.numerator).plus.map(({ name }) => name);
  return relabellings.filter(({ cells }) => cells.some((cell) => counted.includes(cell)));
}

/** A body's whole contribution to the change, in shares. */
export function effectOf({ byRate, byShare }: Contribution): number {
  return byRate + byShare;
}

/** The ratio of a report, 0/0 too; null unless numerator and denominator are stated. */
function ratioOfFigure(figure: ReportRatio | undefined): Ratio | null {
  if (figure === undefined) return null;
  const { numerator, denominator } = figure;
  return numerator === null || denominator === null ? null : { numerator, denominator };
}

function refuse(reason: string): ExplainedChange {
  return { kind: "refused", reason };
}

function ratiosIn(figures: readonly ReportRatio[], year: number): BodyRatio[] {
  return figures.flatMap(({ code, numerator, denominator, ...figure }) =>
    figure.year === year && numerator !== null && denominator !== null
      ? [{ code, numerator, denominator }]
      : [],
  );
}
