import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { flushArchive, archiveDocument } from "#store/archive";
import { hashOf } from "#store/content-hash";
import { archivePath } from "#store/data-folder";
import { temporaryStore } from "../../support/load";

describe("the archive", () => {
  const bytes = new TextEncoder().encode("年度报告");
  const hash = hashOf(bytes);

  it("keeps a document once, by its content", async () => {
    const store = temporaryStore();
    archiveDocument(store, hash, bytes);
    archiveDocument(store, hash, bytes);
    await flushArchive(store, [hash, hash]);
    expect(readFileSync(archivePath(store, hash))).toEqual(Buffer.from(bytes));
  });

  it("puts right what a power failure has spoilt", () => {
    const store = temporaryStore();
    for (const spoilt of ["", "\0".repeat(bytes.length)]) {
      archiveDocument(store, hash, bytes);
      writeFileSync(archivePath(store, hash), spoilt);
      archiveDocument(store, hash, bytes);
      expect(hashOf(readFileSync(archivePath(store, hash)))).toBe(hash);
    }
  });

  it("waits for no document that was too large to keep", async () => {
    await expect(flushArchive(temporaryStore(), [hash])).resolves.toBeUndefined();
  });
});
