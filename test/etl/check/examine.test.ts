import { describe, expect, it } from "vitest";
import { examine } from "#etl/check/examine";
import { readLedger } from "#etl/load/ledger";
import { ledgerOf, type Store } from "#etl/load/store";
import {
  ask,
  DIVISIONS,
  figuresCsv,
  loadInto,
  temporaryFolder,
  temporaryStore,
  writeReports,
} from "../load/support";

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
  const entries = await readLedger(ledgerOf(store, 1));
  const some = entries.flatMap((entry) =>
    entry.identity ? [{ entry, identity: entry.identity }] : [],
  );
  return { loaded: some.slice(-count), store, divisions: DIVISIONS, deadlines: [] };
}

describe("the checks of many reports", () => {
  it("find in a thread what they find beside the load, and can be interrupted", async () => {
    const store = await loaded();
    const found = await ask(
      store,
      `SELECT DISTINCT body FROM reports
       JOIN findings ON findings.report_id = reports.id AND check_id = 'T4-SUM'
       JOIN repairs ON repairs.report_id = reports.id`,
    );
    expect(found).toEqual([{ body: `某局${MANY - 1}` }]);

    const seen: number[] = [];
    const { signal } = new AbortController();
    const onChecked = (done: number): void => void seen.push(done);
    const inThread = await examine(await examination(store, MANY), { signal, onChecked });
    expect(seen.at(-1)).toBe(MANY);
    const beside = await examine(await examination(store, MANY - 1), { signal, onChecked });
    expect(inThread).toEqual(expect.arrayContaining([...beside]));

    const interrupted = new AbortController();
    const why = new Error("已中断");
    for (const count of [MANY, MANY - 1])
      await expect(
        examine(await examination(store, count), {
          signal: interrupted.signal,
          onChecked: () => interrupted.abort(why),
        }),
      ).rejects.toBe(why);
  });
});
