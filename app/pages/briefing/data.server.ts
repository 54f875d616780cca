import {
  type Block,
  type Briefing,
  type BriefingSection,
  identityOf,
  isFigure,
} from "#briefing/briefing";
import { composeBriefing } from "#briefing/compose";
import { LINE, letterLineOf } from "#briefing/docx/letter-line";
import { formatCode } from "#briefing/fingerprint";
import { formatCopies, markSize, marksOf, signatureIndents } from "#briefing/masthead";
import {
  countLetters,
  explainNoLetter,
  isLetterDue,
  type LetterPlan,
  lettersDueTo,
  planLetters,
  recipientsOf,
  resolveRecipient,
} from "#briefing/recipient";
import { recipientNameOf } from "#briefing/text/letter";
import { explainNothingDue } from "#briefing/text/overview";
import { fetchBriefingFacts } from "#db/queries/briefing.server";
import { fetchFactsWithArea, fetchFirstView } from "#db/queries/loaded.server";
import { type BriefingChoices, parseBriefingChoices } from "#domain/briefing/choices";
import type { BriefingFacts } from "#domain/briefing/facts";
import {
  formatField,
  MASTHEAD_KEYS,
  type MastheadKey,
  mastheadField,
} from "#domain/briefing/masthead";
import {
  BRIEFING_SECTIONS,
  BRIEFING_TEMPLATES,
  briefingTemplate,
  LETTERS,
} from "#domain/briefing/templates";
import { resolveFilters } from "#domain/filters/filters";
import { HEADLINE, INDICATORS, INDICATOR_CODES } from "#domain/indicators/indicators";
import type { PlainTable } from "#export/plain-table";
import type { DataFacts, FilterValues, MainChoice } from "#domain/filters/filters";
import { BODY_KINDS, bodyNoun, SCOPES } from "#domain/report/body";
import { buildFilterControls } from "#request/filter-bar";
import { responseForError } from "#request/page-request.server";
import { drawPageChart, type ShownChart } from "../downloads/page-chart.server";
import type { Field, Selection, Ticks } from "./choices";

/**
 * The briefing that an address names, with the facts it is composed from.
 * @param proof "unproven" for a page, which does not list the reports that the figures come from
 */
export async function loadBriefing(
  parameters: URLSearchParams,
  proof: "proven" | "unproven" = "proven",
) {
  const area = parameters.get("area") || undefined;
  try {
    const [available, { main }] = await Promise.all([
      fetchFactsWithArea(area),
      fetchFirstView(area),
    ]);
    const chosen = parseBriefingChoices(parameters, main);
    const asked = await fetchBriefingFacts(chosen, proof);
    const facts = resolveRecipient(asked);
    const isLetter = briefingTemplate(chosen.template).single === true;
    return {
      available,
      main,
      districts: isLetter ? recipientsOf(facts) : [],
      facts,
      briefing: composeBriefing(facts),
      /** Of a letter, all those that the selection calls for; null for the other documents. */
      letters: isLetter ? planLetters(asked) : null,
      /** Why the document chosen is not written; null where it is. */
      refusal: isLetter && !isLetterDue(facts) ? explainRefusal(facts) : refuseNothing(facts),
    };
  } catch (error) {
    throw responseForError(error);
  }
}

/** The format of all letters of a selection at once, beside those of one document. */
export const LETTERS_FORMAT = "letters";

/** The facts from which all letters of a selection are written. */
export async function loadLetters(parameters: URLSearchParams): Promise<BriefingFacts> {
  const asked = new URLSearchParams(parameters);
  asked.set("template", "letter");
  asked.delete("division");
  try {
    const { main } = await fetchFirstView(asked.get("area") || undefined);
    return await fetchBriefingFacts(parseBriefingChoices(asked, main));
  } catch (error) {
    throw responseForError(error);
  }
}

function refuseNothing(facts: BriefingFacts): string | null {
  const reason = explainNothingDue(facts);
  return reason === null
    ? null
    : `${reason}，不写${briefingTemplate(facts.choices.template).name}。请另选地区、层级或者年度。`;
}

function explainRefusal(facts: BriefingFacts): string {
  const due = lettersDueTo(facts);
  const { letter } = facts.choices;
  const what = letter === null || due.length === 0 ? "函件" : LETTERS[letter].name;
  return `没有需要向${recipientNameOf(facts)}发的${what}：${explainNoLetter(facts, due)}。`;
}

/** Which letters a division gets, each with the address of its preview, or why none. */
export function listLetters(
  plans: readonly LetterPlan[],
  parameters: URLSearchParams,
  { scope, kind }: FilterValues,
) {
  const addressOf = (code: string, letter: string, number: string | null): string => {
    const own = new URLSearchParams(parameters);
    own.set("division", code);
    own.set("letter", letter);
    if (number !== null) own.set("number", number);
    return `?${own.toString()}`;
  };
  return {
    count: countLetters(plans),
    noun: bodyNoun(kind),
    /** Whose reports it is about; the others have letters of their own. */
    reports: `${kind === "government" ? "" : BODY_KINDS[kind]}${SCOPES[scope].name}报告`,
    divisions: plans.map(({ code, name, letters, reason }) => ({
      code,
      name,
      reason,
      letters: letters.map(({ letter, facts }) => {
        const { number } = facts.choices.masthead;
        return { name: LETTERS[letter].name, number, href: addressOf(code, letter, number) };
      }),
    })),
  };
}

export type ListedLetters = ReturnType<typeof listLetters>;

/** A figure as the page shows it: a link to what it is made of, with its number in the evidence. */
export interface ShownFigure {
  readonly text: string;
  readonly href: string;
  readonly number: number;
  readonly title: string;
}

export type ShownBlock =
  | {
      readonly kind: "paragraph";
      readonly lead?: string | undefined;
      readonly pieces: readonly (string | ShownFigure)[];
    }
  | { readonly kind: "table"; readonly table: PlainTable; readonly rows: number }
  | { readonly kind: "chart"; readonly chart: ShownChart; readonly dataVersion: string };

export interface ShownSection {
  readonly code: string;
  readonly heading: string;
  readonly annex: number | null;
  readonly blocks: readonly ShownBlock[];
}

/** Rows that the preview shows of a table: all of any province's districts, but not all its departments. The files have all. */
const PREVIEWED_ROWS = 300;

/** A briefing as the page takes it: the same data, charts drawn, long tables begun. */
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
    if (each.kind === "table") {
      const { rows } = each.table;
      const table = { ...each.table, rows: rows.slice(0, PREVIEWED_ROWS) };
      return { kind: "table", table, rows: rows.length };
    }
    if (each.kind !== "chart") return { ...each, pieces: each.pieces.map(piece) };
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
    numbered: briefing.choices.marks,
    head: drawHead(briefing),
    code: formatCode(briefing.fingerprint),
    dataset: briefing.dataset,
  };
}

/** What the issuer states around the text, as it is printed; null for a paper for the desk. */
function drawHead(briefing: Briefing) {
  const { choices } = briefing;
  const { masthead, template } = choices;
  const { heading } = briefingTemplate(template);
  if (heading === undefined) return null;
  const mark = marksOf(choices);
  const print = (key: MastheadKey): string => formatField(masthead, key);
  return {
    heading,
    mark,
    size: markSize(mark),
    /** Points from line to line in print, as in the Word document. */
    line: heading === "letter" ? letterLineOf(briefing) : LINE,
    number: print("number"),
    signer: masthead.signer,
    issuer: print("issuer"),
    date: print("date"),
    indents: signatureIndents(print("issuer"), print("date")),
    note: masthead.note,
    copies: formatCopies(masthead),
    printer: print("printer"),
    printed: print("printed"),
  };
}

export type ShownBriefing = ReturnType<typeof drawBriefing>;

interface SelectionContext {
  readonly available: DataFacts;
  readonly main: MainChoice;
  /** The letter that the address chooses; null where it leaves that to what is due. */
  readonly letter: string | null;
}

/** What can be chosen for a briefing, with what is chosen. */
export function selectionsOf(
  choices: BriefingChoices,
  { available, main, letter: asked }: SelectionContext,
  districts: readonly { readonly code: string; readonly name: string }[],
): {
  readonly selections: Selection[];
  readonly ticks: Ticks[];
  readonly fields: Field[];
} {
  const { filters, template, base, bodyCode } = choices;
  const { single, focused, sections, heading } = briefingTemplate(template);
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
              label: "发给",
              value: bodyCode ?? "",
              fallback: "",
              options: districts.map(({ code, name }) => ({ value: code, label: name })),
            },
            {
              key: "letter",
              label: "函件",
              value: asked ?? "",
              fallback: "",
              options: [
                { value: "", label: "按情况" },
                ...Object.entries(LETTERS).map(([value, { name }]) => ({ value, label: name })),
              ],
            },
          ]
        : []),
      {
        key: "marks",
        label: "数字编号",
        value: choices.marks ? "on" : "off",
        fallback: "off",
        options: [
          { value: "off", label: "不标注" },
          { value: "on", label: "标注" },
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
      ...(single
        ? []
        : [
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
          ]),
    ],
    fields:
      heading === undefined
        ? []
        : MASTHEAD_KEYS.map((key) => {
            const { name, hint, day } = mastheadField(key);
            return {
              key,
              label: name,
              hint,
              type: day ? ("date" as const) : ("text" as const),
              value: choices.masthead[key] ?? "",
            };
          }),
  };
}
