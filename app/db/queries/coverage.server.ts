import { z } from "zod";
import type { Coverage } from "#domain/comparison/coverage";
import type { FilterValues } from "#domain/filters/filters";
import { QUANTITIES } from "#domain/indicators/indicators";
import { quantityColumn } from "#domain/indicators/stored-sums";
import { provinceOf } from "#domain/report/division";
import { numbersOrNull, texts, valueAt } from "../engine/columns";
import { queryColumns } from "../engine/rows.server";
import { joined, split } from "../sql/bodies";
import type { Condition } from "../sql/filters";
import { fetchConfirmedAbsences } from "./filings.server";
import { fetchDoubtfulIn } from "./findings.server";
import {
  type BodySelection,
  fetchFiledReports,
  fetchKnownBodies,
  fetchPlacesIn,
  isDueIn,
  isSingle,
  isThereIn,
  type KnownBody,
  type Place,
} from "./known-bodies.server";

/** How many of the divisions that are due have reported, and how many cases are in reports whose figures pass the checks. */
export async function fetchCoverage(filters: FilterValues): Promise<Coverage> {
  const { year, area } = filters;
  const places = (await fetchPlacesIn(filters)).filter((place) => isThereIn(place, year));
  const reports = fetchHandled(filters);
  const [handled, doubtful, questioned, turnout] = await Promise.all([
    reports,
    fetchDoubtfulIn({ ...filters, area: provinceOf(area) }),
    fetchQuestioned(filters),
    reports.then((all) =>
      fetchTurnout(filters, places, new Set(all.map(({ division }) => division))),
    ),
  ]);
  const due = new Set(places.map(({ code }) => code));
  const own = handled.filter(({ division }) => due.has(division));
  return {
    ...turnout,
    handled: sumStated(own),
    handled_clean: sumStated(own.filter(({ id }) => !doubtful.has(id))),
    questioned: own.filter(({ id }) => questioned.has(id)).length,
  };
}

/** Null where no report states it. */
function sumStated(reports: readonly HandledCases[]): number | null {
  return reports.reduce<number | null>(
    (sum, { handled }) => (handled === null ? sum : (sum ?? 0) + handled),
    null,
  );
}

/** The reports of the chosen year, scope and kind in the province. */
function ofYear({ area, year, scope, kind }: BodySelection): Condition {
  return {
    sql: "province = ? AND year = ? AND scope = ? AND kind = ?",
    values: [provinceOf(area), year, scope, kind],
  };
}

interface HandledCases {
  readonly id: string;
  readonly division: string;
  /** Null where the report does not state it. */
  readonly handled: number | null;
}

async function fetchHandled(selection: BodySelection): Promise<HandledCases[]> {
  const { sql, values } = ofYear(selection);
  const found = await queryColumns(
    `SELECT ${joined(["id", "division_code"])} AS report, CAST(${quantityColumn(QUANTITIES.handled)} AS DOUBLE) AS handled
     FROM figures WHERE ${sql}`,
    values,
    z.object({ report: texts, handled: numbersOrNull }),
  );
  return found.report.map((text, row) => {
    const [id = "", division = ""] = split(text);
    return { id, division, handled: valueAt(found.handled, row) };
  });
}

/** The reports with an error or a question that nobody accepted. */
async function fetchQuestioned(selection: BodySelection): Promise<ReadonlySet<string>> {
  const { sql, values } = ofYear(selection);
  const found = await queryColumns(
    `SELECT DISTINCT report_id FROM findings WHERE severity IN ('E', 'W')
       AND acceptance IS DISTINCT FROM 'accepted' AND report_id IN (SELECT id FROM figures WHERE ${sql})`,
    values,
    z.object({ report_id: texts }),
  );
  return new Set(found.report_id);
}

/** Who is due and who of them has reported: of a kind that a division has several of, the bodies that reports tell of. */
async function fetchTurnout(
  selection: BodySelection,
  places: readonly Place[],
  reporting: ReadonlySet<string>,
): Promise<Pick<Coverage, "due" | "reported" | "missing">> {
  const { kind, year } = selection;
  const [bodies, byBody, confirmedIn] = await Promise.all([
    isSingle(selection) ? places : fetchDueBodies(selection),
    isSingle(selection) ? null : fetchFiledReports(selection, "chosen year"),
    fetchConfirmedAbsences(kind),
  ]);
  const missing = bodies.filter(({ code }) => !(byBody?.reports.has(code) ?? reporting.has(code)));
  return {
    due: bodies.length,
    reported: bodies.length - missing.length,
    missing: missing.map(({ code, name }) => ({ code, name, confirmed: confirmedIn(code, year) })),
  };
}

async function fetchDueBodies(selection: BodySelection): Promise<KnownBody[]> {
  const bodies = await fetchKnownBodies(selection);
  return bodies.filter((body) => isDueIn(body, selection.year));
}
