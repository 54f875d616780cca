import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readDocument } from "#etl/reading/read-document";
import { openReader, type Reader } from "#etl/reading/reader";
import { ReadingCache } from "#etl/reading/cache";
import type { Store } from "#store/data-folder";
import { figuresCsv, temporaryFolder, temporaryStore } from "../../support/load";

const never: Reader = () => Promise.reject(new Error("was read again"));

describe("a document that a load read before it was cut short", () => {
  const manifest = {
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
    return { path, file: "a.csv", format: "csv", manifest } as const;
  }

  /** What a process has that starts on a store: it knows what others kept there. */
  const started = (store: Store, reader: Reader = openReader()) => ({
    reader,
    cache: new ReadingCache(store),
  });

  it("is not read again by the next", async () => {
    const task = document();
    const place = { store: temporaryStore(), version: "1" };
    const first = await readDocument(task, place, started(place.store));
    expect(first.refusal).toBeNull();
    expect(await readDocument(task, place, started(place.store, never))).toEqual(first);
  });

  it("is read again where the reader, the document or what is listed of it has changed", async () => {
    const task = document();
    const place = { store: temporaryStore(), version: "1" };
    await readDocument(task, place, started(place.store));
    const tools = started(place.store, never);
    const refused = { refusal: expect.stringContaining("was read again") };
    expect(await readDocument(task, { ...place, version: "2" }, tools)).toMatchObject(refused);
    expect(
      await readDocument({ ...task, manifest: { ...manifest, year: 2022 } }, place, tools),
    ).toMatchObject(refused);
    writeFileSync(task.path, figuresCsv(2021, { regulations_issued: "7" }));
    expect(await readDocument(task, place, tools)).toMatchObject(refused);
  });

  it("is read again where its reading was cut short or spoiled, and the others are not", async () => {
    const place = { store: temporaryStore(), version: "1" };
    const tasks = ["a", "b", "c"].map((name) => ({ ...document(), file: `${name}.csv` }));
    const tools = started(place.store);
    const read = [];
    for (const task of tasks) read.push(await readDocument(task, place, tools));
    const [file = ""] = readdirSync(place.store.readings);
    const path = join(place.store.readings, file);
    const kept = readFileSync(path);
    const keys = read.map(({ reading }) => reading);

    writeFileSync(path, kept.subarray(0, kept.length - 1));
    const cutShort = new ReadingCache(place.store);
    expect(keys.map((key) => cutShort.of(key) !== null)).toEqual([true, true, false]);
    expect(await readDocument(tasks[2] ?? document(), place, started(place.store))).toEqual(
      read[2],
    );
    const mended = new ReadingCache(place.store);
    expect(keys.map((key) => mended.of(key) !== null)).toEqual([true, true, true]);

    writeFileSync(path, kept.fill(0, 60, 70));
    const spoiled = new ReadingCache(place.store);
    expect(keys.map((key) => spoiled.of(key) !== null)).toEqual([false, true, true]);
  });
});
