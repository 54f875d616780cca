import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readDocument } from "#etl/load/read-document";
import { openReader, type Reader } from "#etl/load/reader";
import { figuresCsv, temporaryFolder, temporaryStore } from "./support";

const never: Reader = () => Promise.reject(new Error("was read again"));

describe("a document that a load read before it was cut short", () => {
  const listing = {
    division: "990101",
    body: "乙县人民政府",
    kind: "government",
    year: 2021,
    scope: "jurisdiction",
    publishedOn: null,
    source: null,
  } as const;

  function document() {
    const path = join(temporaryFolder(), "a.csv");
    writeFileSync(path, figuresCsv(2021));
    return { path, file: "a.csv", format: "csv", listing } as const;
  }

  it("is not read again by the next", async () => {
    const task = document();
    const place = { store: temporaryStore(), version: "1" };
    const first = await readDocument(task, place, openReader());
    expect(first.refusal).toBeNull();
    expect(await readDocument(task, place, never)).toEqual(first);
  });

  it("is read again where the reader, the document or what is listed of it has changed", async () => {
    const task = document();
    const place = { store: temporaryStore(), version: "1" };
    await readDocument(task, place, openReader());
    const refused = { refusal: expect.stringContaining("was read again") };
    expect(await readDocument(task, { ...place, version: "2" }, never)).toMatchObject(refused);
    expect(
      await readDocument({ ...task, listing: { ...listing, year: 2022 } }, place, never),
    ).toMatchObject(refused);
    writeFileSync(task.path, figuresCsv(2021, { regulations_issued: "7" }));
    expect(await readDocument(task, place, never)).toMatchObject(refused);
  });
});
