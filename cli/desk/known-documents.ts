import { dirname, resolve } from "node:path";
import type { IntakeRecord, OtherDocument } from "#domain/desk/intake-record";
import { readLedger } from "#etl/intake/ledger";
import { decideStatuses, yearInChina } from "#etl/intake/status";
import { currentManifest } from "#store/current-version";
import { ledgerOf, type Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";

/** A document that readers see and that did not come by the desk. */
interface KnownDocument {
  readonly name: string;
  readonly hash: string;
  readonly report: string | null;
  readonly publishedOn: string | null;
}

/**
 * The documents of the version in use that came another way than by the desk, beside which a new one is put. Those of the
 * desk are put beside one another whenever they are listed.
 */
export class KnownDocuments {
  readonly #byHash: ReadonlyMap<string, readonly KnownDocument[]>;
  readonly #byReport: ReadonlyMap<string, KnownDocument>;

  private constructor(documents: readonly KnownDocument[]) {
    const byHash = new Map<string, KnownDocument[]>();
    for (const document of documents)
      byHash.set(document.hash, [...(byHash.get(document.hash) ?? []), document]);
    this.#byHash = byHash;
    this.#byReport = new Map(documents.map((document) => [document.report ?? "", document]));
  }

  static async of(store: Store): Promise<KnownDocuments> {
    const current = await currentManifest(store);
    const ledger = await readLedger(current === null ? null : ledgerOf(store, current.generation));
    const { documents } = deskFolderOf(store);
    return new KnownDocuments(
      decideStatuses(ledger, yearInChina(new Date())).flatMap(({ document, state }) => {
        const isDesk = dirname(resolve(store.root, document.path)) === documents;
        if (state !== "loaded" || isDesk) return [];
        const { file: name, hash, identity, publishedOn } = document;
        return [{ name, hash, report: identity?.reportId ?? null, publishedOn }];
      }),
    );
  }

  /** The record with the document named that it repeats or that is of the same report. */
  place(record: IntakeRecord): IntakeRecord {
    const report = record.reading?.identity?.reportId ?? null;
    const same = (this.#byHash.get(record.hash ?? "") ?? []).find(
      (known) => report === null || known.report === report,
    );
    const other = report === null ? undefined : this.#byReport.get(report);
    // By the rule of a load: the one published last counts, then the one that came last.
    const isOlder = (record.reading?.publishedOn ?? "") < (other?.publishedOn ?? "");
    return {
      ...record,
      duplicateOf: same ? toOther(same) : null,
      otherVersion:
        same || !other ? null : { ...toOther(other), order: isOlder ? "older" : "newer" },
    };
  }
}

function toOther({ name, report }: KnownDocument): OtherDocument {
  return { name, report, isLoaded: true };
}
