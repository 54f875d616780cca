/**
 * Puts what people wrote of a report into what the reader makes of it, by the rules of a load: JSON that fits
 * uncompletedSchema on standard input, JSON that fits completedSchema on standard output. Writes nothing.
 */
import process from "node:process";
import { text } from "node:stream/consumers";
import { type Completed, uncompletedSchema } from "#domain/desk/completed";
import { CORRECTION_TABLE, separateCorrections } from "#domain/reviewed/corrections";
import { readRow } from "#domain/reviewed/reviewed-table";
import { refuseCorrection } from "#etl/build/corrections";
import { completeReading } from "#etl/reading/printed-entries";

const given = uncompletedSchema.parse(JSON.parse(await text(process.stdin)));
const rows = given.rows.flatMap((values) => {
  const read = readRow(CORRECTION_TABLE, values);
  return "row" in read ? [read.row] : [];
});
const { entries, corrections } = separateCorrections(rows);
const { read } = completeReading(given.report, entries);
const completed: Completed = {
  report: read,
  corrected: corrections
    .filter((correction) => refuseCorrection(correction, read) === null)
    .map(({ cell, corrected }) => ({ cell, corrected })),
};
process.stdout.write(JSON.stringify(completed));
