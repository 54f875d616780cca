import { parse } from "node:path";
import { writeRecord } from "#desk/intake-records.server";
import { keptEndingOf } from "#domain/desk/intake-limits";
import type { IntakeRecord } from "#domain/desk/intake-record";
import type { ManifestRow } from "#domain/reviewed/manifest";
import type { RowValues } from "#domain/reviewed/reviewed-table";
import { mayBeBundle } from "#etl/intake/bundles";
import type { DivisionNames } from "#etl/intake/division-names";
import type { Store } from "#store/data-folder";
import type { DeskFolder } from "#store/desk-folder";

/** What putting documents in their place takes. */
export interface Placing {
  readonly store: Store;
  readonly folder: DeskFolder;
  readonly register: DivisionNames;
  readonly signal: AbortSignal;
  /** The documents that are in their place, by id. */
  readonly there: Map<string, string>;
}

/** A document that has just been put there, with what its row of the manifest says. */
export interface Placement {
  readonly record: IntakeRecord;
  readonly row: RowValues;
}

/** A document's row of the manifest: what people call it, and what else was said of it. */
export function placementOf(
  record: IntakeRecord,
  file: string,
  stated: ManifestRow | null,
): Placement {
  const { publishedOn = null, year = null, ...rest } = stated ?? {};
  const said = { ...rest, published_on: publishedOn, year: year === null ? null : String(year) };
  const values = Object.entries(said).flatMap(([column, value]) =>
    value === null ? [] : [[column, value] as const],
  );
  return {
    record: { ...record, file },
    row: { ...Object.fromEntries(values), file, name: record.name },
  };
}

/**
 * The name under which a document is kept. By these names documents stand in the order in which they came, since a load
 * that cannot tell which of two reports was published last takes the last by its path.
 */
export function fileNameOf(
  { id, receivedAt }: Pick<IntakeRecord, "id" | "receivedAt">,
  ending: string,
): string {
  return `${receivedAt.replaceAll(/\D/gu, "")}-${id}.${ending}`;
}

/** The record whose document is kept under a name. */
export function recordIdIn(file: string): string {
  return parse(file).name.replace(/^\d{17}-/u, "");
}

/**
 * The ending of a document's file: one by which a load takes it for a document, never for an archive or a mail that it
 * would unpack once more.
 */
export function endingOf(name: string, head: Uint8Array): string {
  const ending = keptEndingOf(name) ?? "bin";
  if (ending === "eml") return "mht";
  return mayBeBundle(`.${ending}`.padStart(ending.length + 2, "a"), head) ? "bin" : ending;
}

/** Records that no figure of a document is used, and why. */
export async function refuse(
  record: IntakeRecord,
  refusal: string,
  folder: DeskFolder,
): Promise<void> {
  const settledAt = new Date().toISOString();
  await writeRecord(folder, { ...record, state: "refused", settledAt, refusal });
}
