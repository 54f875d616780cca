import { readFile } from "node:fs/promises";
import { documentRowSchema, type DocumentRow } from "#domain/report/document-row";
import { archivePath, dataStore } from "#store/data-folder";
import { queryRows } from "../engine/rows.server";

const COLUMNS = documentRowSchema.keyof().options.join(", ");
const HASH = /^[0-9a-f]{64}$/;

/** Whether a text can be the SHA-256 of a document. */
export function isDocumentHash(text: string): boolean {
  return HASH.test(text);
}

/** The document of a hash, the one in use first; undefined when none was ever handed in. */
export async function fetchDocument(hash: string): Promise<DocumentRow | undefined> {
  if (!isDocumentHash(hash)) return undefined;
  const [document] = await queryRows(
    `SELECT ${COLUMNS} FROM documents WHERE hash = ? ORDER BY state <> 'loaded', loaded_at DESC LIMIT 1`,
    [hash],
    documentRowSchema,
  );
  return document;
}

/** Every document handed in for a report, the one in use first: its history. */
export async function fetchDocumentHistory(id: string): Promise<DocumentRow[]> {
  return queryRows(
    `SELECT ${COLUMNS} FROM documents WHERE report_id = ? ORDER BY state <> 'loaded', loaded_at DESC`,
    [id],
    documentRowSchema,
  );
}

/** The bytes of a stored document as they came in; null where the archive does not hold them. */
export async function readDocumentContent(hash: string): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!isDocumentHash(hash)) return null;
  return readFile(archivePath(dataStore(), hash)).then(
    (bytes) => Uint8Array.from(bytes),
    () => null,
  );
}
