import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import {
  closeDatabase,
  manifestInUse,
  NoDatabase,
  NoSoundDatabase,
  withOneVersion,
} from "#db/engine/connection.server";
import { OpenedVersion } from "#db/engine/opened-version.server";
import { queryRows } from "#db/engine/rows.server";
import { dataStore, databaseOf, manifestOf, type Store } from "#store/data-folder";
import { loader } from "../../../../app/root";
import { figuresCsv, loadInto, writeReports } from "../../../support/load";

let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gongkai-db-"));
  store = dataStore(join(folder, "data"));
  vi.stubEnv("GONGKAI_DATA", store.root);
});

afterEach(() => {
  closeDatabase();
  vi.unstubAllEnvs();
  vi.useRealTimers();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

async function publish(issued: number): Promise<void> {
  const documents = join(folder, "documents");
  writeReports(documents, [
    { file: "a.csv", text: figuresCsv(2021, { regulations_issued: String(issued) }) },
  ]);
  await loadInto(store, [documents]);
}

async function issued(year = 2023): Promise<number | undefined> {
  const found = await queryRows(
    "SELECT regulations_issued AS issued FROM figures WHERE year = ?",
    [year],
    z.object({ issued: z.int() }),
  );
  return found[0]?.issued;
}

/** What another request sees at the same time. */
function besideIt(): Promise<number | undefined> {
  return withOneVersion(issued);
}

/** Moves the clock past the second after which the pointer is looked at again. */
function passSecond(): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 1_100 });
}

describe("the app's connection", () => {
  it("says so while nothing was loaded, and answers once something is", async () => {
    await expect(issued()).rejects.toThrow(NoDatabase);
    await expect(issued()).rejects.toThrow("还没有发布过报告");
    await publish(1);
    expect(await issued()).toBe(1);
  });

  it("follows a newly published version without a restart", async () => {
    await publish(1);
    expect(await issued()).toBe(1);
    await publish(2);
    passSecond();
    await vi.waitFor(async () => expect(await issued()).toBe(2), { timeout: 5_000, interval: 50 });
    expect((await manifestInUse()).generation).toBe(2);
  });

  it("lets a query that runs end on the version it began with", async () => {
    await publish(1);
    await issued();
    const slow = queryRows(
      "SELECT count(*) AS n FROM range(8000) a, range(5000) b, figures WHERE a.range + b.range > ?",
      [-1],
      z.object({ n: z.int() }),
    );
    await publish(2);
    passSecond();
    await vi.waitFor(async () => expect(await issued()).toBe(2), { timeout: 5_000, interval: 50 });
    expect(await slow).toEqual([{ n: 40_000_000 }]);
  });

  it("answers every query of one request from one version", async () => {
    await publish(1);
    const answers = await withOneVersion(async () => {
      const before = await issued();
      await publish(2);
      passSecond();
      await vi.waitFor(async () => expect(await besideIt()).toBe(2), { timeout: 5_000 });
      return [before, await issued(), (await manifestInUse()).generation];
    });
    expect(answers).toEqual([1, 1, 1]);
    expect(await issued()).toBe(2);
  });

  it("asks the engine once a version for what is asked in the same words, and anew for another year", async () => {
    await publish(1);
    const asks = vi.spyOn(OpenedVersion.prototype, "lend");
    expect([await issued(), await issued()]).toEqual([1, 1]);
    expect(asks).toHaveBeenCalledTimes(1);
    await issued(2022);
    expect(asks).toHaveBeenCalledTimes(2);
    await publish(2);
    closeDatabase();
    expect(await issued()).toBe(2);
  });

  it("falls back to the last sound version where the newest was damaged", async () => {
    await publish(1);
    await publish(2);
    truncateSync(databaseOf(store, 2), 100_000);
    expect(await issued()).toBe(1);
  });

  it("stays with the version it has where the next is damaged", async () => {
    await publish(1);
    expect(await issued()).toBe(1);
    await publish(2);
    writeFileSync(databaseOf(store, 2), "nonsense");
    utimesSync(store.pointer, new Date(), new Date());
    const open = vi.spyOn(OpenedVersion, "open");
    passSecond();
    expect(await issued()).toBe(1);
    await vi.waitFor(() => expect(open).toHaveBeenCalledTimes(1), { timeout: 5_000 });
    await expect(open.mock.results[0]?.value).rejects.toThrow("not what was published");
    passSecond();
    expect(await issued()).toBe(1);
    expect(open).toHaveBeenCalledTimes(1);
  });

  it("says so where no version is sound", async () => {
    await publish(1);
    truncateSync(databaseOf(store, 1), 100_000);
    await expect(issued()).rejects.toThrow(NoSoundDatabase);
  });

  it("says so where another version of the program wrote the data, on every page but those of the desk", async () => {
    await publish(1);
    const file = manifestOf(store, 1);
    const manifest: object = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify({ ...manifest, layout: "another" }));
    await expect(issued()).rejects.toThrow("另一版本的程序");
    const ask = (path: string): Promise<unknown> =>
      loader({ request: new Request(`http://localhost${path}`), params: {}, context: {} });
    expect(await ask("/desk/publish")).toEqual({ dataVersion: null, areas: [], hasDesk: false });
    const page = await ask("/compare").catch((error: unknown) => error);
    expect(page).toBeInstanceOf(Response);
    if (page instanceof Response)
      expect([page.status, await page.text()]).toEqual([
        503,
        expect.stringContaining("请系统维护人员重新载入"),
      ]);
  });

  it("can neither write nor look at any other file, nor be told otherwise", async () => {
    await publish(1);
    const anything = z.record(z.string(), z.unknown());
    const other = join(folder, "other.csv");
    for (const sql of [
      "DELETE FROM reports",
      `COPY reports TO '${other}'`,
      "SELECT * FROM read_text('/etc/hostname')",
      "SET enable_external_access = true",
      "SET threads = 8",
      "INSTALL httpfs",
    ])
      await expect(queryRows(sql, [], anything), sql).rejects.toThrow();
    expect(existsSync(other)).toBe(false);
  });

  it("gives numbers, dates and lists as plain values and takes lists as parameters", async () => {
    await publish(1);
    const [row] = await queryRows(
      `SELECT sum(regulations_issued) AS sum, count(*) AS count, DATE '2024-01-31' AS day,
         [1, 2]::BIGINT[] AS list, list_contains(?, division_code) AS among, ?::INTEGER[] AS none
       FROM figures GROUP BY division_code`,
      [["990101", "990102"], []],
      z.unknown(),
    );
    expect(row).toEqual({
      sum: 1,
      count: 1,
      day: "2024-01-31",
      list: [1, 2],
      among: true,
      none: [],
    });
  });

  it("refuses a row that is not what was asked for", async () => {
    await publish(1);
    await expect(
      queryRows("SELECT body FROM reports", [], z.object({ body: z.number() })),
    ).rejects.toThrow(z.ZodError);
  });
});
