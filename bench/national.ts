import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { dataStore } from "#store/data-folder";
import { currentVersion } from "#store/current-version";
import { synthesise } from "./pages/synthetic";
import { ask } from "./serving/load";
import { describeMachine, start, type Started, useOf } from "./serving/servers";

export const title = "The national tier: first answers of every page over 1.3 million reports";

/** 30 are 1.3 million reports. */
const PROVINCES = Number(process.env["GONGKAI_BENCH_PROVINCES"] ?? 30);
/** A folder that keeps the database for the next run; a temporary one where it is left out. */
const KEPT = process.env["GONGKAI_BENCH_FOLDER"];
/** Milliseconds of a first answer. */
const LIMIT = 500;
/** Of the comparison of a province's 5,292 departments. */
const COMPARISON_LIMIT = 300;
const MEMORY_LIMIT = 1024 ** 3;

/** What an address is asked of: another province and year each time, so that nothing of it is kept. */
interface Place {
  readonly province: string;
  readonly year: number;
}

const PLACES: readonly Place[] = [2025, 2024, 2022, 2025].map((year, turn) => ({
  province: `${String(10 + ((turn * 11) % PROVINCES))}0000`,
  year,
}));

interface Asked {
  readonly path: (place: Place) => string;
  readonly limit?: number;
}

const of = ({ province, year }: Place): string => `area=${province}&year=${String(year)}`;
const county = ({ province }: Place): string => `${province.slice(0, 2)}0101`;
const DEPARTMENTS = "level=county&scope=organ&kind=department";

/** Every page that readers open, and its files that hold a whole table. */
const ADDRESSES: Readonly<Record<string, Asked>> = {
  "/": { path: (at) => `/?${of(at)}` },
  "/ of departments": { path: (at) => `/?${of(at)}&${DEPARTMENTS}` },
  "/compare": { path: (at) => `/compare?${of(at)}` },
  "/compare of 5,292 departments": {
    path: (at) => `/compare?${of(at)}&${DEPARTMENTS}`,
    limit: COMPARISON_LIMIT,
  },
  "/compare of departments, another indicator": {
    path: (at) => `/compare?${of(at)}&${DEPARTMENTS}&indicator=disclosure_rate`,
    limit: COMPARISON_LIMIT,
  },
  "/compare.csv of departments": { path: (at) => `/compare.csv?${of(at)}&${DEPARTMENTS}` },
  "/compare/change": { path: (at) => `/compare/change?${of(at)}` },
  "/compare/change of departments": { path: (at) => `/compare/change?${of(at)}&${DEPARTMENTS}` },
  "/outcomes": { path: (at) => `/outcomes?${of(at)}` },
  "/outcomes of departments": { path: (at) => `/outcomes?${of(at)}&${DEPARTMENTS}` },
  "/review": { path: (at) => `/review?${of(at)}` },
  "/review of departments": { path: (at) => `/review?${of(at)}&${DEPARTMENTS}` },
  "/proactive": { path: (at) => `/proactive?${of(at)}` },
  "/proactive of departments": { path: (at) => `/proactive?${of(at)}&${DEPARTMENTS}` },
  "/districts": { path: (at) => `/districts?${of(at)}` },
  "/districts/:code": { path: (at) => `/districts/${county(at)}?year=${String(at.year)}` },
  "/districts/:code/years": {
    path: (at) => `/districts/${county(at)}/years?year=${String(at.year)}`,
  },
  "/districts/:code/outcomes": {
    path: (at) => `/districts/${county(at)}/outcomes?year=${String(at.year)}`,
  },
  "/districts/:code/sums": {
    path: (at) => `/districts/${county(at)}/sums?year=${String(at.year)}`,
  },
  "/districts/:code/sheet": {
    path: (at) => `/districts/${county(at)}/sheet?year=${String(at.year)}`,
  },
  "/districts/compare": {
    path: (at) =>
      `/districts/compare?codes=${["01", "02", "03"].map((n) => `${at.province.slice(0, 2)}01${n}`).join(",")}&year=${String(at.year)}`,
  },
  "/reports/:id": { path: (at) => `/reports/${county(at)}-government0-${String(at.year)}` },
  "/reports/:id of a department": {
    path: (at) => `/reports/${county(at)}-department9-${String(at.year)}`,
  },
  "/checks": { path: (at) => `/checks?${of(at)}` },
  "/checks of departments": { path: (at) => `/checks?${of(at)}&${DEPARTMENTS}` },
  "/briefing": { path: (at) => `/briefing?${of(at)}` },
  "/briefing of departments": { path: (at) => `/briefing?${of(at)}&${DEPARTMENTS}` },
  "/briefing/file (docx)": { path: (at) => `/briefing/file?format=docx&${of(at)}` },
  "/method": { path: (at) => `/method?${of(at)}` },
  "/help": { path: (at) => `/help?${of(at)}` },
};

/** Serves a synthetic country from the built server and asks every page what it was never asked. */
export async function run(): Promise<void> {
  say(describeMachine());
  const folder = KEPT ?? mkdtempSync(join(tmpdir(), "gongkai-national-"));
  try {
    if ((await currentVersion(dataStore(folder))) === null) {
      const began = performance.now();
      const tier = { name: "national", provinces: PROVINCES, budget: LIMIT };
      const reports = await synthesise(folder, tier);
      say(`${reports.toLocaleString("en")} reports, written in ${ms(performance.now() - began)}`);
    }
    const site = await start(["tools/run.js", "server/start.ts"], { GONGKAI_DATA: folder });
    try {
      await measure(site);
    } finally {
      await site.stop();
    }
  } finally {
    if (KEPT === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function measure({ address, child, startedIn }: Started): Promise<void> {
  const root = child.pid ?? 0;
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, useOf(root).memory)), 50);
  const began = performance.now();
  while ((await ask(`${address}/healthz`)).status !== 200) await pause(20);
  await ask(`${address}/`);
  say(`start: first page after ${ms(startedIn + performance.now() - began)}`);
  const only = process.env["GONGKAI_BENCH_ONLY"];
  for (const [name, { path, limit = LIMIT }] of Object.entries(ADDRESSES)) {
    if (only !== undefined && !name.includes(only)) continue;
    const before = useOf(root).processor;
    const took: number[] = [];
    const wrong: string[] = [];
    let bytes = 0;
    peak = 0;
    for (const place of PLACES) {
      const answer = await ask(`${address}${path(place)}`, (body) => (bytes = body.length));
      took.push(answer.took);
      if (answer.status !== 200) wrong.push(`${String(answer.status)} for ${path(place)}`);
    }
    const processor = (useOf(root).processor - before) / PLACES.length;
    took.sort((one, other) => one - other);
    const [median = 0, worst = 0] = [took[took.length >> 1], took.at(-1)];
    say(
      `  ${name.padEnd(44)}p50 ${ms(median).padStart(8)}  max ${ms(worst).padStart(8)} of ${ms(limit)}${worst > limit ? " OVER" : ""}; processor ${processor < 0 ? "unknown, a process was replaced" : ms(processor)}; ${String(Math.round(bytes / 1024))} thousand characters; memory ${mb(peak)} of ${mb(MEMORY_LIMIT)}${peak > MEMORY_LIMIT ? " OVER" : ""}${wrong.map((each) => `\n    ${each}`).join("")}`,
    );
  }
  clearInterval(watch);
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const ms = (milliseconds: number): string => `${milliseconds.toFixed(0)} ms`;
const mb = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(0)} MB`;
