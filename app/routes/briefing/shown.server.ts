import type { Block, Briefing, BriefingSection } from "#briefing/briefing";
import { identityOf, isFigure } from "#briefing/briefing";
import type { PlainTable } from "#briefing/plain-table";
import { shown, type ShownChart } from "../../page-charts.server";

/** A figure as the page shows it: a link to what it is made of, with its number in the evidence. */
export interface ShownFigure {
  readonly text: string;
  readonly href: string;
  readonly number: number;
  readonly title: string;
}

export type ShownBlock =
  | { readonly kind: "heading" | "paragraph"; readonly pieces: readonly (string | ShownFigure)[] }
  | { readonly kind: "table"; readonly table: PlainTable }
  | { readonly kind: "chart"; readonly chart: ShownChart; readonly dataVersion: string };

export interface ShownSection {
  readonly code: string;
  readonly heading: string;
  readonly annex: number | null;
  readonly blocks: readonly ShownBlock[];
}

/** A briefing as the page takes it: the same data, charts drawn. */
export function shownBriefing(briefing: Briefing, request: Request) {
  const numbers = new Map(
    briefing.evidence.map(({ number, figure }) => [identityOf(figure), number]),
  );
  const piece = (each: string | Parameters<typeof identityOf>[0]): string | ShownFigure =>
    isFigure(each)
      ? {
          text: each.text,
          href: each.href,
          number: numbers.get(identityOf(each)) ?? 0,
          title: `${each.name}：${each.formula}；${each.reports}`,
        }
      : each;
  const block = (each: Block): ShownBlock => {
    if (each.kind === "table") return each;
    if (each.kind !== "chart") return { kind: each.kind, pieces: each.pieces.map(piece) };
    const { dataVersion } = each.chart;
    return { kind: "chart", chart: shown(each.chart, "/briefing/chart", request), dataVersion };
  };
  const section = ({ code, heading, annex, blocks }: BriefingSection): ShownSection => ({
    code,
    heading,
    annex,
    blocks: blocks.map(block),
  });
  return {
    title: briefing.title,
    addressee: briefing.addressee,
    opening: briefing.opening.map(piece),
    sections: briefing.sections.map(section),
    annexes: briefing.annexes.map(section),
    marks: briefing.choices.marks && briefing.annexes.some(({ code }) => code === "annex_evidence"),
    inWords: briefing.inWords,
    loadedOn: briefing.loadedOn,
    fingerprint: briefing.fingerprint,
    dataset: briefing.dataset,
  };
}

export type ShownBriefing = ReturnType<typeof shownBriefing>;
