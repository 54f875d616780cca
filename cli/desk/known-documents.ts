import { dirname, resolve } from "node:path";
import type { IntakeRecord, OtherDocument } from "#domain/desk/intake-record";
import { readLedger } from "#etl/intake/ledger";
import { decideStatuses, yearInChina } from "#etl/intake/status";
import { currentManifest } from "#store/current-version";
import { ledgerOf, type Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";

/** A document that readers see or that waits at the desk. */
interface KnownDocument extends OtherDocument {
  readonly hash: string;
  readonly publishedOn: string | null;
  /** Of the desk's own; null elsewhere. */
  readonly id: string | null;
  /** The name under which the desk keeps it; null elsewhere and of one that it does not. */
  readonly file: string | null;
}

/** The documents beside which a new one is put: those of the version in use, and those of the desk. */
export class KnownDocuments {
  readonly #byHash = new Map<string, KnownDocument[]>();
  readonly #byReport = new Map<string, KnownDocument[]>();

  private constructor(documents: readonly KnownDocument[]) {
    for (const document of documents) this.#add(document);
  }

  /** @param records of the desk; those that were read count */
  static async of(store: Store, records: readonly IntakeRecord[]): Promise<KnownDocuments> {
    const current = await currentManifest(store);
    const ledger = await readLedger(current === null ? null : ledgerOf(store, current.generation));
    const { documents } = deskFolderOf(store);
    const loaded = decideStatuses(ledger, yearInChina(new Date())).flatMap(
      ({ document, state }): KnownDocument[] => {
        const isDesk = dirname(resolve(store.root, document.path)) === documents;
        if (state !== "loaded" || isDesk) return [];
        const { file: name, hash, identity, publishedOn } = document;
        const report = identity?.reportId ?? null;
        return [{ name, hash, report, publishedOn, isLoaded: true, id: null, file: null }];
      },
    );
    const inUse = new Set(
      ledger.filter(({ gone }) => gone === null).map(({ path }) => resolve(store.root, path)),
    );
    return new KnownDocuments([
      ...loaded,
      ...records.flatMap((record) => {
        const isLoaded = record.file !== null && inUse.has(resolve(documents, record.file));
        return record.state === "read" ? (toKnown(record, isLoaded) ?? []) : [];
      }),
    ]);
  }

  /** The record with the documents named that it repeats or that are of the same report. */
  place(record: IntakeRecord): IntakeRecord {
    const own = toKnown(record, false);
    if (own === null) return record;
    const others = (known: readonly KnownDocument[] | undefined): KnownDocument[] =>
      (known ?? []).filter(({ id }) => id !== record.id);
    const same = others(this.#byHash.get(own.hash)).find(
      ({ report }) => own.report === null || report === own.report,
    );
    const versions = own.report === null ? [] : others(this.#byReport.get(own.report));
    // What readers see says more than what waits beside it.
    const other = versions.find(({ isLoaded }) => isLoaded) ?? versions.at(-1);
    if (record.state === "read") this.#add(own);
    return {
      ...record,
      duplicateOf: same ? toOther(same) : null,
      otherVersion:
        same || !other
          ? null
          : { ...toOther(other), order: isNewer(own, other) ? "newer" : "older" },
    };
  }

  #add(document: KnownDocument): void {
    append(this.#byHash, document.hash, document);
    if (document.report !== null) append(this.#byReport, document.report, document);
  }
}

function append(map: Map<string, KnownDocument[]>, key: string, document: KnownDocument): void {
  const others = (map.get(key) ?? []).filter(({ id }) => id === null || id !== document.id);
  map.set(key, [...others, document]);
}

function toKnown(
  { id, name, file, hash, reading }: IntakeRecord,
  isLoaded: boolean,
): KnownDocument | null {
  if (hash === null) return null;
  const report = reading?.identity?.reportId ?? null;
  return { id, name, file, hash, report, publishedOn: reading?.publishedOn ?? null, isLoaded };
}

function toOther({ name, report, isLoaded }: KnownDocument): OtherDocument {
  return { name, report, isLoaded };
}

/** By the rule of a load: the one published last counts, then the one that came last, then the last by its path. */
function isNewer(own: KnownDocument, other: KnownDocument): boolean {
  const [one, two] = [own.publishedOn ?? "", other.publishedOn ?? ""];
  if (one !== two) return one > two;
  return other.isLoaded || (own.file ?? "") > (other.file ?? "");
}
