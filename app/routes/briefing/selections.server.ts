import {
  BRIEFING_SECTIONS,
  BRIEFING_TEMPLATES,
  briefingTemplate,
} from "#domain/briefing/templates";
import type { BriefingChoices } from "#domain/briefing/choices";
import { filterControls, type DataFacts } from "#domain/filters/bar";
import { resolveFilters } from "#domain/filters/filters";
import { HEADLINE } from "#domain/indicators/headline";
import { INDICATORS } from "#domain/indicators/indicators";
import { mainChoice } from "#db/facts.server";
import type { Selection, Ticks } from "./choices";

/** What can be chosen for a briefing, with what is chosen. */
export function selectionsOf(
  choices: BriefingChoices,
  available: DataFacts,
  districts: readonly { readonly code: string; readonly name: string }[],
): { readonly selections: Selection[]; readonly ticks: Ticks[] } {
  const { filters, template, base, division } = choices;
  const { single, focused, sections } = briefingTemplate(template);
  const keys = ["year", "area", "level", "scope", "kind"] as const;
  const fallbacks = resolveFilters({}, mainChoice(available));
  const controls = filterControls(
    focused ? [...keys, "indicator"] : keys,
    filters,
    fallbacks,
    available,
  ).map(({ key, label, value, fallback, choices: options }): Selection => ({
    key,
    label,
    value,
    fallback,
    options,
  }));
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
      ...controls,
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
      ...(focused
        ? []
        : [
            {
              key: "indicators",
              label: "指标",
              options: Object.entries(INDICATORS).map(([value, { name }]) => ({
                value,
                label: name,
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
