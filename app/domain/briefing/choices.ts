import { z } from "zod";
import { parseFilters } from "../filters/address";
import {
  FILTERS,
  resolveFilters,
  type FilterKey,
  type FilterValues,
  type MainChoice,
} from "../filters/filters";
import { HEADLINE, INDICATOR_CODES, type IndicatorCode } from "../indicators/indicators";
import { recordOf } from "../records";
import { explainBadField, type Masthead, MASTHEAD_KEYS, normalizeField } from "./masthead";
import {
  BRIEFING_SECTION_CODES,
  BRIEFING_TEMPLATE_CODES,
  briefingTemplate,
  LETTER_CODES,
  type BriefingSectionCode,
  type BriefingTemplate,
  type Letter,
} from "./templates";

/** What decides the text of a briefing, apart from the data. */
export interface BriefingChoices {
  readonly template: BriefingTemplate;
  readonly filters: FilterValues;
  /** The year to compare with. */
  readonly base: number;
  /** In the order of their declaration. */
  readonly indicators: readonly IndicatorCode[];
  readonly sections: readonly BriefingSectionCode[];
  /** The body that a document is about, by its division or its own id; null for other documents and where none was chosen. */
  readonly bodyCode: string | null;
  /** Which letter; null for other documents and where none was chosen. */
  readonly letter: Letter | null;
  /** Whether figures carry the number of their evidence. */
  readonly marks: boolean;
  /** What the issuer states of the document; decides none of its figures and is no part of its fingerprint. */
  readonly masthead: Masthead;
}

/** A choice in the address that a briefing does not know. Shown as a 400 page. */
export class BadChoice extends Error {
  override readonly name = "BadChoice";
}

/** The filters that decide what a briefing says, in the order of a fingerprint. */
const BRIEFING_FILTERS = [
  "year",
  "area",
  "level",
  "scope",
  "kind",
  "indicator",
] as const satisfies readonly FilterKey[];

const templateSchema = z.enum(BRIEFING_TEMPLATE_CODES);
const letterSchema = z.enum(LETTER_CODES);
/** A division, or the id of one of several bodies that it has: 990200, 990200-department-31d2b3. */
const bodyCodeSchema = z.string().regex(/^\d{6}(?:-[\w-]+)?$/u);
const MARKED = "on";

/**
 * Parses the choices in an address; those that it does not name take their defaults.
 * @param data the year and the area where it names none
 * @throws BadFilter, BadChoice on values that are not accepted.
 */
export function parseBriefingChoices(
  parameters: URLSearchParams,
  data: MainChoice,
): BriefingChoices {
  const template = parseChoice("文种", templateSchema, parameters.get("template"), "circular");
  const filters = {
    ...resolveFilters(parseFilters(parameters), data),
    applicant: "total" as const,
  };
  const base = parseChoice(
    "对比年度",
    FILTERS.year.schema,
    parameters.get("base"),
    filters.year - 1,
  );
  if (base >= filters.year) throw new BadChoice("对比年度应早于报告年度。");
  const { single, sections } = briefingTemplate(template);
  const body = parseChoice("发给", bodyCodeSchema, parameters.get("division"), null);
  const letter = parseChoice("函件", letterSchema, parameters.get("letter"), null);
  const asked = parseChoices("章节", parameters, "sections", BRIEFING_SECTION_CODES, sections);
  return {
    template,
    filters,
    base,
    indicators: parseChoices("指标", parameters, "indicators", INDICATOR_CODES, HEADLINE),
    sections: sections.filter((code) => asked.includes(code)),
    bodyCode: single ? body : null,
    letter: single ? letter : null,
    marks: parameters.get("marks") === MARKED,
    masthead: parseMasthead(parameters),
  };
}

function parseMasthead(parameters: URLSearchParams): Masthead {
  return recordOf(MASTHEAD_KEYS, (key) => {
    const value = normalizeField(key, parameters.get(key) ?? "");
    const problem = value === null ? null : explainBadField(key, value);
    if (problem !== null) throw new BadChoice(problem);
    return value;
  });
}

function parseChoice<Output, Fallback>(
  name: string,
  schema: z.ZodType<Output>,
  given: string | null,
  fallback: Fallback,
): Output | Fallback {
  if (given === null || given === "") return fallback;
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new BadChoice(`${name}的值“${given.slice(0, 40)}”无效。`);
}

function parseChoices<Code extends string>(
  name: string,
  parameters: URLSearchParams,
  key: string,
  known: readonly Code[],
  fallback: readonly Code[],
): readonly Code[] {
  const given = parameters.getAll(key).flatMap((value) => value.split(",").filter(Boolean));
  const unknown = given.find((code) => !known.some((each) => each === code));
  if (unknown !== undefined) throw new BadChoice(`${name}中没有“${unknown.slice(0, 40)}”。`);
  const wanted = given.length > 0 ? given : fallback;
  return known.filter((code) => wanted.includes(code));
}

/**
 * The choices as the query part of an address, always in the same order: the parameters of a
 * fingerprint. A list that holds every default is left out, since the defaults count among the definitions.
 */
export function formatBriefingChoices(choices: BriefingChoices): string {
  const { filters } = choices;
  const parameters = new URLSearchParams({ template: choices.template });
  for (const key of BRIEFING_FILTERS) parameters.set(key, String(filters[key]));
  parameters.set("base", String(choices.base));
  // Left out where it is the usual one, so that the fingerprints of earlier documents stay.
  if (filters.yardstick !== "province") parameters.set("yardstick", filters.yardstick);
  if (filters.group !== "") parameters.set("group", filters.group);
  if (choices.bodyCode !== null) parameters.set("division", choices.bodyCode);
  if (choices.letter !== null) parameters.set("letter", choices.letter);
  const lists = [
    ["indicators", choices.indicators, HEADLINE],
    ["sections", choices.sections, briefingTemplate(choices.template).sections],
  ] as const;
  for (const [key, chosen, whole] of lists)
    if (
      chosen.length !== whole.length ||
      chosen.some((code) => !whole.some((each) => each === code))
    )
      parameters.set(key, chosen.join(","));
  return parameters.toString().replaceAll("%2C", ",");
}
