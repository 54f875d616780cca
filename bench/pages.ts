import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeDatabase } from "#db/connection.server";
import { askBriefing } from "../app/routes/briefing/question.server";
import { askChecks } from "../app/routes/checks/question.server";
import { askChange } from "../app/routes/compare_.change/question.server";
import { askComparison } from "../app/routes/compare/question.server";
import { askDivision } from "../app/routes/districts.$code/question.server";
import { askSideBySide } from "../app/routes/districts.compare/question.server";
import { askOverview } from "../app/routes/_index/question.server";
import { askOutcomes } from "../app/routes/outcomes/question.server";
import { askProactive } from "../app/routes/proactive/question.server";
import { askReport } from "../app/routes/reports.$id/question.server";
import { askDisputes } from "../app/routes/review/question.server";
import { Asking } from "./pages/asking";
import { synthesise, type Tier } from "./pages/synthetic";

export const title = "What every page asks of the database";

const TIERS: readonly Tier[] = [
  { name: "a province", provinces: 1, budget: 60 },
  { name: "a nation", provinces: 30, budget: 250 },
];
const TIMES = 12;

const request = (path: string) => new Request(`http://localhost${path}`);

/** What each page asks, as its loader does: the questions and what is reckoned from the answers. */
const PAGES: Readonly<Record<string, () => Promise<unknown>>> = {
  "/": () => askOverview(request("/")),
  "/compare": () => askComparison(request("/compare")),
  "/compare?scope=organ&kind=department": () =>
    askComparison(request("/compare?scope=organ&kind=department")),
  "/compare/change": () => askChange(request("/compare/change")),
  "/outcomes": () => askOutcomes(request("/outcomes")),
  "/review": () => askDisputes(request("/review")),
  "/proactive": () => askProactive(request("/proactive")),
  "/districts/100101": () => askDivision(request("/districts/100101"), "100101"),
  "/districts/compare": () =>
    askSideBySide(request("/districts/compare?codes=100101,100102,100103")),
  "/reports/…": () => askReport("100101-government0-2025"),
  "/checks": () => askChecks(request("/checks")),
  "/briefing": () => askBriefing(new URLSearchParams()),
};

/** Least milliseconds of a page: what it costs when nothing else runs. */
interface Cost {
  /** By the clock while any of its questions was being answered, the answers fetched. */
  questions: number;
  /** By the clock with all that is reckoned from the answers. */
  whole: number;
  processor: number;
}

async function least(ask: () => Promise<unknown>, asking: Asking): Promise<Cost> {
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

async function measure(tier: Tier, asking: Asking): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "gongkai-pages-"));
  const before = process.env["GONGKAI_DATA"];
  try {
    const reports = await synthesise(folder, tier);
    process.env["GONGKAI_DATA"] = folder;
    process.stdout.write(`${tier.name}: ${reports.toLocaleString("en")} reports\n`);
    for (const [page, ask] of Object.entries(PAGES)) {
      const { questions, whole, processor } = await least(ask, asking);
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
  const asking = new Asking();
  for (const tier of tiers) await measure(tier, asking);
}
