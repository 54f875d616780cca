import { type SettledFigures, settleFigures } from "#domain/checks/settled-figures";
import { CELLS } from "#domain/form/cells";
import { toCheckedCells } from "#domain/report/checked-report";
import type { ReadReport } from "#domain/report/read-report";
import { DATABASE, SETTLED } from "#store/schema";
import type { Correction } from "#domain/reviewed/corrections";
import type { DatabaseWriter, TableWriter } from "./database-writer";

/** Tables whose unknown cells no sum may take for 0. Table 二 adds up nothing within a report. */
const ADDED_UP: ReadonlySet<string> = new Set(["requests", "review_litigation"]);

type SettledTable = TableWriter<typeof SETTLED.used>;

/** Writes the figures of the reports that do not all enter sums as they are printed. */
export class SettledWriter {
  private constructor(
    private readonly used: SettledTable,
    private readonly printed: TableWriter<typeof SETTLED.printed>,
    private readonly adjustments: TableWriter<typeof DATABASE.adjustments>,
  ) {}

  static async create(database: DatabaseWriter): Promise<SettledWriter> {
    return new SettledWriter(
      await database.table(SETTLED.used),
      await database.table(SETTLED.printed),
      await database.table(DATABASE.adjustments),
    );
  }

  /** @param corrections those of the report that apply */
  async add(id: string, read: ReadReport, corrections: readonly Correction[]): Promise<void> {
    const { forms } = read;
    const settled = settleFigures({ forms, cells: toCheckedCells(read) }, corrections);
    if (!settled) return;
    await this.used.add(figuresRow(id, settled.used, forms));
    if (settled.adjustments.length === 0) return;
    await this.printed.add(figuresRow(id, settled.printed, forms));
    for (const adjustment of settled.adjustments)
      await this.adjustments.add({ report_id: id, ...adjustment });
  }

  async flush(): Promise<void> {
    for (const writer of [this.used, this.printed, this.adjustments]) await writer.flush();
  }
}

function figuresRow(
  id: string,
  figures: SettledFigures["used"],
  forms: ReadReport["forms"],
): Record<string, unknown> {
  const row: Record<string, unknown> = { id };
  const unusable: string[] = [];
  CELLS.forEach(({ name, table, editions }, at) => {
    const figure = figures[at] ?? null;
    row[name] = figure;
    const edition = forms[table];
    if (figure === null && edition && editions.includes(edition) && ADDED_UP.has(table))
      unusable.push(name);
  });
  return { ...row, unusable: unusable.length === 0 ? null : unusable };
}
