import { lstat, readFile, rm } from "node:fs/promises";
import { posix } from "node:path";
import { listRecords, removeRecord } from "#desk/intake-records.server";
import { waitingPathOf } from "#desk/receive.server";
import type { IntakeRecord } from "#domain/desk/intake-record";
import type { ManifestRow } from "#domain/reviewed/manifest";
import { MANIFEST_FILE, parseManifest } from "#etl/intake/manifest";
import { LIMITS } from "#etl/read/limits";
import { type Placing, refuse } from "./placement";

interface StatedDocuments {
  /** What waits and is no table, without what a table says that cannot be taken as meant. */
  readonly documents: readonly IntakeRecord[];
  readonly rowOf: (record: IntakeRecord) => ManifestRow | null;
}

/** Reads the manifest.csv that came in a batch: it speaks of the documents of its own folder. */
export async function applyTables(
  waiting: readonly IntakeRecord[],
  { folder, register }: Placing,
): Promise<StatedDocuments> {
  const rows = new Map<string, ManifestRow>();
  const tables = waiting.filter(({ name }) => posix.basename(name) === MANIFEST_FILE);
  const others = waiting.filter((record) => !tables.includes(record));
  const flawed = new Set<string>();
  const all = tables.length === 0 ? [] : await listRecords(folder);
  for (const table of tables) {
    const path = waitingPathOf(folder, table);
    const held = await lstat(path).catch(() => null);
    if (held === null) continue;
    const beside = ({ batch, name, id }: IntakeRecord): boolean =>
      id !== table.id && batch === table.batch && posix.dirname(name) === posix.dirname(table.name);
    const own = others.filter(beside);
    const settled = all.filter((record) => beside(record) && record.settledAt !== null);
    const names = new Set(all.filter(beside).map(({ name }) => posix.basename(name)));
    try {
      if (!held.isFile()) throw new Error("清单被换成了链接或文件夹，没有读取。请重新放入。");
      if (held.size > LIMITS.tableBytes) throw new Error("表太大，没有读取。");
      const bytes = await readFile(path);
      const isDivision = (code: string): boolean => register.withCode(code) !== undefined;
      const { byFile, flaws, warnings } = parseManifest(bytes, table.name, isDivision, (name) =>
        names.has(name),
      );
      for (const record of own) {
        const name = posix.basename(record.name);
        const row = byFile.get(name);
        const flaw = flaws.get(name);
        if (row) rows.set(record.id, row);
        if (flaw === undefined) continue;
        flawed.add(record.id);
        await refuse(record, `${flaw}改好后连同清单一起重新放入。`, folder);
      }
      // It stays for as long as one that it speaks of waits: that may be put in its place another time.
      if (own.length > 0) continue;
      const isLate = settled.some(
        ({ name, settledAt }) =>
          byFile.has(posix.basename(name)) && (settledAt ?? "") < table.receivedAt,
      );
      if (settled.length === 0 || isLate) throw new Error(ALONE);
      if (warnings.length > 0) throw new Error(warnings.join(""));
      await removeRecord(folder, table.id);
    } catch (error) {
      await refuse(table, error instanceof Error ? error.message : String(error), folder);
    }
    await rm(path, { force: true });
  }
  return {
    documents: others.filter(({ id }) => !flawed.has(id)),
    rowOf: ({ id }) => rows.get(id) ?? null,
  };
}

const ALONE =
  "这是说明其他文件的清单，不是报告；请和它说明的文件一起放入，已经收下的文件请在核对页指定机关和年度。";
