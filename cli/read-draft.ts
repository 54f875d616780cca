/**
 * Reads a document that was handed in as a draft: its path and the name it came with as arguments, a JSON object a
 * report on standard output. A process of its own, so that a document that takes too much ends this one alone.
 */
import process from "node:process";
import type { DraftReading } from "#domain/report/draft-reading";
import { readReportSchema } from "#domain/report/read-report";
import { identityOf } from "#etl/intake/ledger";
import { readUpload, reasonOf } from "./read";

const [path = "", name = ""] = process.argv.slice(2);
for await (const { file, report, error } of readUpload(path, name))
  process.stdout.write(`${JSON.stringify(draftReading(file, report, error))}\n`);

function draftReading(file: string, read: unknown, error: unknown): DraftReading {
  if (read === null) return { state: "refused", file, reason: reasonOf(error) };
  const report = readReportSchema.parse(read);
  const identity = identityOf(report);
  return "refusal" in identity
    ? { state: "refused", file, reason: identity.refusal }
    : { state: "read", file, report, identity };
}
