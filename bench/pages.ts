import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { closeDatabase } from "#db/engine/connection.server";
import { OpenedVersion } from "#db/engine/opened-version.server";
import { loadBriefing } from "#pages/briefing/data.server";
import { loadChange } from "#pages/change/data.server";
import { loadChecks } from "#pages/checks/data.server";
import { loadCompare } from "#pages/compare/data.server";
import { loadDistrict } from "#pages/district/data.server";
import { loadOutcomes } from "#pages/outcomes/data.server";
import { loadOverview } from "#pages/overview/data.server";
import { loadProactive } from "#pages/proactive/data.server";
import { loadReport } from "#pages/report/data.server";
import { loadReview } from "#pages/review/data.server";
import { loadSideBySide } from "#pages/side-by-side/data.server";
import { synthesise, type Tier } from "./pages/synthetic";

/** A stopwatch that runs while any question is with the database, until its answer is fetched. */
export class QueryClock {
  #open = 0;
  #since = 0;
  #spent = 0;

  constructor() {
    const { lend } = OpenedVersion.prototype;
    const begin = () => this.#begin();
    const end = () => this.#end();
    OpenedVersion.prototype.lend = async function <Result>(
      this: OpenedVersion,
      work: (connection: DuckDBConnection) => Promise<Result>,
    ): Promise<Result> {
      begin();
      try {
        return await lend.call<OpenedVersion, [typeof work], Promise<Result>>(this, work);
      } finally {
        end();
      }
    };
  }

  restart(): void {
    this.#spent = 0;
  }

  get milliseconds(): number {
    return this.#spent;
  }

  #begin(): void {
    if (this.#open === 0) this.#since = performance.now();
    this.#open += 1;
  }

  #end(): void {
    this.#open -= 1;
    if (this.#open === 0) this.#spent += performance.now() - this.#since;
  }
}

export const title = "What every page asks of the database";

const TIERS: readonly Tier[] = [
  { name: "a province", provinces: 1, budget: 60 },
  { name: "a nation", provinces: 30, budget: 250 },
];
const TIMES = 12;

const request = (path: string) => new Request(`http://localhost${path}`);

/** What each page asks, as its loader does: the questions and what is reckoned from the answers. */
const PAGES: Readonly<Record<string, () => Promise<unknown>>> = {
  "/": () => loadOverview(request("/")),
  "/compare": () => loadCompare(request("/compare")),
  "/compare?scope=organ&kind=department": () =>
    loadCompare(request("/compare?scope=organ&kind=department")),
  "/compare/change": () => loadChange(request("/compare/change")),
  "/outcomes": () => loadOutcomes(request("/outcomes")),
  "/review": () => loadReview(request("/review")),
  "/proactive": () => loadProactive(request("/proactive")),
  "/districts/100101": () => loadDistrict(request("/districts/100101"), "100101"),
  "/districts/compare": () =>
    loadSideBySide(request("/districts/compare?codes=100101,100102,100103")),
  "/reports/…": () => loadReport("100101-government0-2025"),
  "/checks": () => loadChecks(request("/checks")),
  "/briefing": () => loadBriefing(new URLSearchParams()),
};

/** Least milliseconds of a page: what it costs when nothing else runs. */
interface Cost {
  /** By the clock while any of its questions was being answered, the answers fetched. */
  questions: number;
  /** By the clock with all that is reckoned from the answers. */
  whole: number;
  processor: number;
}

async function measureLeast(ask: () => Promise<unknown>, asking: QueryClock): Promise<Cost> {
  const found = { questions: Infinity, whole: Infinity, processor: Infinity };
  for (let round = 0; round < TIMES; round += 1) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    asking.restart();
    await ask();
    const { user, system } = process.cpuUsage(before);
    found.questions = Math.min(found.questions, asking.milliseconds);
    found.whole = Math.min(found.whole, performance.now() - start);
    found.processor = Math.min(found.processor, (user + system) / 1000);
  }
  return found;
}

async function measureTier(tier: Tier, asking: QueryClock): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "gongkai-pages-"));
  const before = process.env["GONGKAI_DATA"];
  try {
    const reports = await synthesise(folder, tier);
    process.env["GONGKAI_DATA"] = folder;
    process.stdout.write(`${tier.name}: ${reports.toLocaleString("en")} reports\n`);
    for (const [page, ask] of Object.entries(PAGES)) {
      const { questions, whole, processor } = await measureLeast(ask, asking);
      const ratio = questions / tier.budget;
      process.stdout.write(
        `  ${page.padEnd(40)}${questions.toFixed(1).padStart(8)} ms  ${ratio.toFixed(2)} of ${tier.budget} ms${ratio > 1 ? " OVER" : ""}; reckoned too ${whole.toFixed(1)} ms (processor ${processor.toFixed(0)})\n`,
      );
    }
  } finally {
    closeDatabase();
    if (before === undefined) delete process.env["GONGKAI_DATA"];
    else process.env["GONGKAI_DATA"] = before;
    await rm(folder, { recursive: true, force: true });
  }
}

/** Measures the smaller tier, and the nation where GONGKAI_BENCH_NATION is set: it takes a few minutes. */
export async function run(): Promise<void> {
  const tiers = process.env["GONGKAI_BENCH_NATION"] === undefined ? TIERS.slice(0, 1) : TIERS;
  const asking = new QueryClock();
  for (const tier of tiers) await measureTier(tier, asking);
}
