import type { BriefingFacts } from "#domain/briefing/facts";
import type { Block, Piece } from "../briefing";
import { text } from "../briefing";
import { funnelChart } from "../chart";
import { concernsOf } from "../concerns";
import { GRADES_IN_WORDS, ordinal } from "../wording";
import { coverageText } from "./coverage";
import { quality, reporting, type Matter } from "./reporting";
import { standing, standingHeading } from "./standing";

/** A heading of the second level: （一）… */
export function subheading(number: number, pieces: readonly Piece[]): Block {
  return { kind: "heading", pieces: text`（${ordinal(number)}）${pieces}` };
}

/** 存在问题: reporting, quality, then the districts that the fair comparison names. */
export function problems(facts: BriefingFacts): Block[] {
  const list = facts.choices.template === "issues";
  const concerns = list ? [] : concernsOf(facts);
  const matters = [
    reporting(facts),
    quality(facts),
    ...concerns.map((concern): Matter => ({
      found: concern.named.length > 0,
      heading: standingHeading(concern),
      blocks: standing(facts, concern),
    })),
  ];
  const found = matters.filter((matter) => matter.found);
  const others = matters.filter((matter) => !matter.found).flatMap(({ blocks }) => blocks);
  const [first] = concerns;
  const chart = first ? funnelChart(facts, first) : null;
  return [
    ...(list ? [{ kind: "paragraph" as const, pieces: coverageText(facts) }] : []),
    ...found.flatMap(({ heading, blocks }, index) => [subheading(index + 1, heading), ...blocks]),
    ...(others.length > 0 && found.length > 0
      ? [subheading(found.length + 1, ["其他核查和比较情况"])]
      : []),
    ...others,
    ...(chart === null ? [] : [{ kind: "chart" as const, chart }]),
    ...(found.length === 0
      ? []
      : [{ kind: "paragraph" as const, pieces: text`${GRADES_IN_WORDS}。` }]),
  ];
}
