import { describe, expect, it } from "vitest";
import { runChecks } from "#etl/build/run-checks";
import { readLedger } from "#etl/intake/ledger";
import { ledgerOf, type Store } from "#store/data-folder";
import {
  queryDatabase,
  DIVISIONS,
  figuresCsv,
  loadInto,
  temporaryFolder,
  temporaryStore,
  writeReports,
} from "../../support/load";
import { VariantReport } from "../../support/variant-report";

const MANY = 300;

/** Many departments, of which the last prints a total that its parts do not add up to. */
async function loaded(): Promise<Store> {
  const [store, folder] = [temporaryStore(), temporaryFolder()];
  const right = figuresCsv(2021);
  const wrong = figuresCsv(2021, { review_total: "5" });
  writeReports(
    folder,
    Array.from({ length: MANY }, (_, index) => ({
      file: `${index}.csv`,
      text: index === MANY - 1 ? wrong : right,
      body: `某局${index}`,
      kind: "department",
      scope: "organ",
    })),
  );
  await loadInto(store, [folder]);
  return store;
}

async function examination(store: Store, count: number) {
  const documents = await readLedger(ledgerOf(store, 1));
  const some = documents.flatMap((document) =>
    document.identity ? [{ document, identity: document.identity }] : [],
  );
  return {
    loaded: some.slice(-count),
    store,
    divisions: DIVISIONS,
    deadlines: [],
    corrections: [],
    entries: [],
    known: null,
  };
}

describe("the words of a report", () => {
  const words =
    "公开渠道利用率有限，外来务工人员查询政策仍不方便，早年文件检索条件不足，核实耗时较长，";
  const improvements =
    "分步整理早年文件并开放检索，开发填报校验工具，报表出门前核对两遍，超时的当月通报。";
  const page = (text: string): string =>
    new VariantReport().html.replace(/(五、存在的主要问题[^]*?<p[^>]*>)[^<]*/, `$1${text}`);

  it("that the load could hold against no other are kept with the reason", async () => {
    const [store, folder] = [temporaryStore(), temporaryFolder()];
    writeReports(folder, [
      { file: "short.html", text: page("无。"), division: "990101", year: 2022 },
      { file: "alone.html", text: page(words + improvements + words), division: "990102" },
    ]);
    await loadInto(store, [folder]);
    const kept = await queryDatabase(
      store,
      `SELECT year, reason FROM uncompared
       JOIN reports ON reports.id = report_id WHERE section = 'problems_improvements' ORDER BY year`,
    );
    expect(kept).toEqual([
      { year: 2022, reason: "short" },
      { year: 2023, reason: "alone" },
    ]);
  });
});

describe("the checks of many reports", { timeout: 120_000 }, () => {
  it("find in a thread what they find beside the load, and can be interrupted", async () => {
    const store = await loaded();
    const found = await queryDatabase(
      store,
      `SELECT DISTINCT body FROM reports
       JOIN findings ON findings.report_id = reports.id AND check_id = 'T4-SUM'
       JOIN repairs ON repairs.report_id = reports.id`,
    );
    expect(found).toEqual([{ body: `某局${MANY - 1}` }]);

    const seen: number[] = [];
    const { signal } = new AbortController();
    const onChecked = (done: number): void => void seen.push(done);
    const inThread = await runChecks(await examination(store, MANY), { signal, onChecked });
    expect(seen.at(-1)).toBe(MANY);
    const beside = await runChecks(await examination(store, MANY - 1), { signal, onChecked });
    expect(inThread.found).toEqual(expect.arrayContaining([...beside.found]));

    const interrupted = new AbortController();
    const why = new Error("已中断");
    for (const count of [MANY, MANY - 1])
      await expect(
        runChecks(await examination(store, count), {
          signal: interrupted.signal,
          onChecked: () => interrupted.abort(why),
        }),
      ).rejects.toBe(why);
  });
});
