import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { archived, keepDocument } from "#etl/load/archive";
import { hashOf } from "#etl/load/content-hash";
import { archivedIn } from "#etl/load/store";
import { temporaryStore } from "./support";

describe("the archive", () => {
  const bytes = new TextEncoder().encode("年度报告");
  const hash = hashOf(bytes);

  it("keeps a document once, by its content", async () => {
    const store = temporaryStore();
    keepDocument(store, hash, bytes);
    keepDocument(store, hash, bytes);
    await archived(store, [hash, hash]);
    expect(readFileSync(archivedIn(store, hash))).toEqual(Buffer.from(bytes));
  });

  it("puts right what a power failure has spoilt", () => {
    const store = temporaryStore();
    for (const spoilt of ["", "\0".repeat(bytes.length)]) {
      keepDocument(store, hash, bytes);
      writeFileSync(archivedIn(store, hash), spoilt);
      keepDocument(store, hash, bytes);
      expect(hashOf(readFileSync(archivedIn(store, hash)))).toBe(hash);
    }
  });

  it("waits for no document that was too large to keep", async () => {
    await expect(archived(temporaryStore(), [hash])).resolves.toBeUndefined();
  });
});
