import {
  type Block,
  type Briefing,
  type BriefingSection,
  identityOf,
  isFigure,
} from "#briefing/briefing";
import { composeBriefing } from "#briefing/compose";
import { recipientsOf, resolveRecipient } from "#briefing/recipient";
import { fetchBriefingFacts } from "#db/queries/briefing.server";
import { fetchFactsWithArea, fetchFirstView } from "#db/queries/loaded.server";
import { type BriefingChoices, parseBriefingChoices } from "#domain/briefing/choices";
import {
  BRIEFING_SECTIONS,
  BRIEFING_TEMPLATES,
  briefingTemplate,
} from "#domain/briefing/templates";
import { resolveFilters } from "#domain/filters/filters";
import { HEADLINE, INDICATORS, INDICATOR_CODES } from "#domain/indicators/indicators";
import type { PlainTable } from "#export/plain-table";
import type { DataFacts, MainChoice } from "#domain/filters/filters";
import { buildFilterControls } from "#request/filter-bar";
import { responseForError } from "#request/page-request.server";
import { drawPageChart, type ShownChart } from "../downloads/page-chart.server";
import type { Selection, Ticks } from "./choices";

/** The briefing that an address names, with the facts it is composed from. */
export async function loadBriefing(parameters: URLSearchParams) {
  const area = parameters.get("area") || undefined;
  try {
    const [available, { main }] = await Promise.all([
      fetchFactsWithArea(area),
      fetchFirstView(area),
    ]);
    const chosen = parseBriefingChoices(parameters, main);
    const facts = resolveRecipient(await fetchBriefingFacts(chosen));
    return {
      available,
      main,
      districts: recipientsOf(facts),
      facts,
      briefing: composeBriefing(facts),
    };
  } catch (error) {
    throw responseForError(error);
  }
}

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
export function drawBriefing(briefing: Briefing, request: Request) {
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
    return {
      kind: "chart",
      chart: drawPageChart(each.chart, request),
      dataVersion,
    };
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
    numbered:
      briefing.choices.marks && briefing.annexes.some(({ code }) => code === "annex_evidence"),
    inWords: briefing.inWords,
    loadedOn: briefing.loadedOn,
    fingerprint: briefing.fingerprint,
    dataset: briefing.dataset,
  };
}

export type ShownBriefing = ReturnType<typeof drawBriefing>;

/** What can be chosen for a briefing, with what is chosen. */
export function selectionsOf(
  choices: BriefingChoices,
  { available, main }: { readonly available: DataFacts; readonly main: MainChoice },
  districts: readonly { readonly code: string; readonly name: string }[],
): { readonly selections: Selection[]; readonly ticks: Ticks[] } {
  const { filters, template, base, divisionCode: division } = choices;
  const { single, focused, sections } = briefingTemplate(template);
  const keys = ["year", "area", "level", "scope", "kind", "yardstick", "group"] as const;
  const fallbacks = resolveFilters({}, main);
  const controls = buildFilterControls(
    focused ? [...keys, "indicator"] : keys,
    filters,
    fallbacks,
    available,
  );
  const several = controls.filter(({ severalInWords }) => severalInWords !== undefined);
  const bases = available.years.filter((year) => year < filters.year);
  return {
    selections: [
      {
        key: "template",
        label: "文种",
        value: template,
        fallback: "circular",
        options: Object.entries(BRIEFING_TEMPLATES).map(([value, { name }]) => ({
          value,
          label: name,
        })),
      },
      ...controls
        .filter((control) => !several.includes(control))
        .map(({ key, label, value, fallback, choices: options }): Selection => ({
          key,
          label,
          value,
          fallback,
          options,
        })),
      {
        key: "base",
        label: "对比年度",
        value: String(base),
        fallback: String(filters.year - 1),
        options: (bases.includes(base) ? bases : [base, ...bases]).map((year) => ({
          value: String(year),
          label: `${year}年度`,
        })),
      },
      ...(single
        ? [
            {
              key: "division",
              label: "反馈给",
              value: division ?? "",
              fallback: "",
              options: districts.map(({ code, name }) => ({ value: code, label: name })),
            },
          ]
        : []),
      {
        key: "marks",
        label: "数字编号",
        value: choices.marks ? "on" : "off",
        fallback: "on",
        options: [
          { value: "on", label: "标注" },
          { value: "off", label: "不标注" },
        ],
      },
    ],
    ticks: [
      ...several.map(({ key, label, value, choices: options }) => ({
        key,
        label,
        options: options.map((option) => ({
          value: option.value,
          label: option.label,
          ticked: value.split(",").includes(option.value),
          usual: false,
        })),
      })),
      ...(focused
        ? []
        : [
            {
              key: "indicators",
              label: "指标",
              options: INDICATOR_CODES.map((value) => ({
                value,
                label: INDICATORS[value].name,
                ticked: choices.indicators.includes(value),
                usual: HEADLINE.includes(value),
              })),
            },
          ]),
      {
        key: "sections",
        label: "章节",
        options: sections.map((value) => ({
          value,
          label: BRIEFING_SECTIONS[value].name,
          ticked: choices.sections.includes(value),
          usual: true,
        })),
      },
    ],
  };
}
