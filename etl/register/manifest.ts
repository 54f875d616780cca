import type { BodyKind } from "#domain/report/body-kind";
import type { Scope } from "#domain/report/scope";

/** How a warning says that a manifest overruled its document. */
export const BY_MANIFEST = "已按清单";

/** What a manifest states about one document; null says nothing. It overrules the document itself. */
export interface ManifestRow {
  readonly body: string | null;
  readonly kind: BodyKind | null;
  readonly division: string | null;
  readonly year: number | null;
  readonly scope: Scope | null;
  /** YYYY-MM-DD. */
  readonly publishedOn: string | null;
  readonly source: string | null;
}
