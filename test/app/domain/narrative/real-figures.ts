import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { tableOf } from "#domain/form/cells";
import { cellName } from "#domain/form/cell-name";
import type { CheckedCell, CheckedReport } from "#domain/report/checked-report";
import { cellOf } from "../checks/report-of";

const PLACES = [
  "../../../../../shared/figures/real-reports.json",
  "../../../../shared/figures/real-reports.json",
];

const number = z.number().nullable();
const schema = z.array(
  z.object({
    body: z.string(),
    division_code: z.string(),
    year: z.number(),
    scope: z.enum(["organ", "jurisdiction"]),
    table2: z.record(z.string(), number),
    table3: z.record(z.string(), z.array(number)),
    table4: z.record(z.string(), number),
  }),
);

const file = PLACES.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(url));

/** Whether the figures of published reports are at hand; tests that need them are skipped without. */
export const HAS_REAL_FIGURES = file !== undefined;

const print = (value: number | null): CheckedCell => cellOf(value ?? "");

/** The printed figures of a published report, with a text of our own; blank where none is printed. */
export function realReport(body: string, year: number, text: string): CheckedReport {
  if (!file) throw new Error("the figures of published reports are not at hand");
  const found = schema
    .parse(JSON.parse(readFileSync(file, "utf8")))
    .find((report) => report.body === body && report.year === year);
  if (!found) throw new Error(`no figures of ${body} for ${year}`);
  const columns = tableOf("requests").columns;
  const cells = new Map<string, CheckedCell>();
  for (const [line, values] of Object.entries(found.table3))
    values.forEach((value, index) => {
      cells.set(cellName(line, columns[index]?.code ?? ""), print(value));
    });
  for (const [name, value] of Object.entries({ ...found.table2, ...found.table4 }))
    cells.set(name.replace("amount_yuan", "amount"), print(value));
  const edition = cells.has("regulations_made") ? 2019 : 2021;
  return {
    id: `${found.division_code}-${year}`,
    body,
    kind: body.endsWith("办公厅") || body.endsWith("办公室") ? "office" : "government",
    divisionCode: found.division_code,
    level: null,
    year,
    scope: found.scope,
    publishedOn: null,
    forms: {
      proactive_disclosure: edition,
      requests: cells.has("other_handling_total") ? 2019 : 2021,
      review_litigation: edition,
    },
    cells,
    sections: text === "" ? [] : [{ code: "overview", text }],
    preface: null,
  };
}
