import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { dataStore, type Store } from "#store/data-folder";
import { ask, askInTurn, askSteadily, type Outcome, outcomeOf } from "./serving/load";
import { bodyOf, chartOf, type Kind, NewQuestions, type Next } from "./serving/questions";
import { describeMachine, HELLO, useOf, start, type Started } from "./serving/servers";
import { makeVersions } from "./serving/versions";

export const title = "Serving: repeated and new questions, overload, files, publishing";

const SECONDS = Number(process.env["GONGKAI_BENCH_SECONDS"] ?? 3);
const PUBLISHES = Number(process.env["GONGKAI_BENCH_PUBLISHES"] ?? 10);
/** Minutes of the mixed run, which is left out without them: 30 of the limit. */
const MINUTES = Number(process.env["GONGKAI_BENCH_MINUTES"] ?? 0);
/** Some of the parts only, by their names in `run`: new,steady. */
const PARTS = process.env["GONGKAI_BENCH_PARTS"]?.split(",") ?? null;
const CONNECTIONS = 10;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Measures the built server over a copy of the data folder; run it where nothing else runs. */
export async function run(): Promise<void> {
  say(describeMachine());
  const data = mkdtempSync(join(tmpdir(), "gongkai-serving-"));
  const hello = await start(HELLO);
  cpSync(dataStore().versions, join(data, "generations"), { recursive: true });
  const begin = (): Promise<Started> =>
    start(["tools/run.js", "server/start.ts"], { GONGKAI_DATA: data });
  let site = await begin();
  try {
    await measureStart("start, nothing kept", site);
    // What is common is answered and kept meanwhile.
    await pause(5_000);
    site.child.kill("SIGKILL");
    site = await begin();
    await measureStart("start after SIGKILL (limit of the first page 1,000 ms)", site);
    const store = dataStore(data);
    const parts: Readonly<Record<string, (running: Started) => Promise<void>>> = {
      repeated: (running) => measureRepeated(running, hello),
      new: measureNew,
      steady: measureSteady,
      overload: measureOverload,
      files: measureFiles,
      publishing: (running) => measurePublishing(running, store),
      ...(MINUTES > 0 ? { mixed: measureMixed } : {}),
    };
    for (const [name, measure] of Object.entries(parts))
      if (PARTS === null || PARTS.includes(name)) await measure(site);
  } finally {
    await Promise.all([site.stop(), hello.stop()]);
    rmSync(data, { recursive: true, force: true });
  }
}

/** Times since the process was started. */
async function measureStart(name: string, { address, startedIn }: Started): Promise<void> {
  const began = performance.now() - startedIn;
  const { status } = await ask(`${address}/`);
  const first = performance.now() - began;
  while ((await ask(`${address}/healthz`)).status !== 200) await pause(10);
  say(
    `${name}: listening after ${ms(startedIn)}, first page after ${ms(first)} (${String(status)}), renders after ${ms(performance.now() - began)}`,
  );
}

/** The limits in the same run, then what is asked again and again: ≥ 1,000 a second, p99 ≤ 50 ms. */
async function measureRepeated({ address, child }: Started, hello: Started): Promise<void> {
  const load = { connections: CONNECTIONS, seconds: SECONDS };
  const limit = await askInTurn(() => `${hello.address}/`, load);
  say(
    `repeated, ${String(CONNECTIONS)} connections, client on the same machine (limits ≥ 1,000/s, p99 50 ms)`,
  );
  say(row("hello world (Express)", limit, 1));
  const profile =
    /\/districts\/\d{6}/u.exec(await bodyOf(`${address}/compare`))?.[0] ?? "/districts";
  const report = /\/reports\/[\w-]+/u.exec(await bodyOf(address + profile))?.[0];
  const paths = [
    "/favicon.svg",
    "/",
    "/compare",
    profile,
    report,
    "/compare.csv",
    await chartOf(address, "svg"),
  ];
  for (const path of paths.filter((each) => each !== undefined)) {
    await ask(address + path);
    const before = useOf(child.pid ?? 0).processor;
    const outcome = await askInTurn(() => address + path, load);
    const each = (useOf(child.pid ?? 0).processor - before) / (outcome.perSecond * SECONDS);
    say(
      `${row(path, outcome, outcome.perSecond / limit.perSecond)}; processor ${each.toFixed(2)} ms`,
    );
  }
}

/** One kind after the other, alone: processor time is that of the server and of all who render for it. */
async function measureNew({ address, child }: Started): Promise<void> {
  const questions = await NewQuestions.of(address);
  say("new questions, alone (limits p99 150 ms, docx 400 ms; HTML of a profile 150 KB, gz 40 KB)");
  const ways = [
    ["another selection", (kind) => questions.ofKind(kind)],
    ["same selection, another search", (kind) => questions.ofOneSelection(kind)],
  ] as const satisfies readonly [string, (kind: Kind) => Next][];
  for (const [way, nextOf] of ways) {
    say(` ${way}`);
    for (const [name, kind] of questions.kinds) {
      const next = nextOf(kind);
      const seconds = Math.min(2, SECONDS);
      const before = useOf(child.pid ?? 0).processor;
      const outcome = await askInTurn(next, { connections: 1, seconds });
      const each = (useOf(child.pid ?? 0).processor - before) / (outcome.perSecond * seconds);
      const { length } = await bodyOf(next());
      say(
        `${row(name, outcome)}; first ${ms(outcome.first)}, processor ${each.toFixed(0)} ms; ${(length / 1024).toFixed(0)} thousand characters`,
      );
    }
  }
}

/** As many new questions as an office asks on a busy day. */
async function measureSteady({ address, child }: Started): Promise<void> {
  const questions = await NewQuestions.of(address);
  say("20 new questions a second (limits: all answered, p99 300 ms)");
  const load = { perSecond: 20, seconds: SECONDS };
  const mixes: readonly (readonly [string, Next])[] = [
    ["same selection, another search or district", questions.mixedOfOneSelection()],
    ["another selection", questions.mixed()],
    ["another selection, all pages", questions.mixed(pagesOf(questions))],
  ];
  for (const [name, next] of mixes) {
    const before = useOf(child.pid ?? 0).processor;
    const outcome = await askSteadily(next, load);
    const used = (useOf(child.pid ?? 0).processor - before) / (20 * SECONDS);
    say(`${row(name, outcome)}; processor ${used.toFixed(0)} ms each`);
    await pause(1_000);
  }
}

function pagesOf(questions: NewQuestions): string[] {
  return [...questions.kinds.keys()].filter((name) => !name.includes("format="));
}

/** Far more new questions than can be answered, static files beside them. */
async function measureOverload({ address }: Started): Promise<void> {
  const next = (await NewQuestions.of(address)).mixedOfOneSelection();
  say("1,000 new questions a second");
  const own = monitorEventLoopDelay({ resolution: 5 });
  own.enable();
  const [pages, files] = await Promise.all([
    askSteadily(next, { perSecond: 1_000, seconds: SECONDS }),
    askSteadily(() => `${address}/favicon.svg`, { perSecond: 20, seconds: SECONDS }),
  ]);
  own.disable();
  say(row("  pages", pages));
  say(
    `  what was answered, within ${ms(pages.within(0.5, 200))} (p50), ${ms(pages.within(0.99, 200))} (p99)`,
  );
  say(
    `  refusals within ${ms(pages.within(0.99, 503))} (p99, limit 50 ms); static p99 ${ms(files.within(0.99))} (limit 50 ms)`,
  );
  say(`  of that the client itself was late by ${ms(own.percentile(99) / 1e6)} (p99)`);
  const after = await ask(`${address}/compare?q=after`);
  say(`  the first new question after it: ${ms(after.took)} (limit 2,000 ms)`);
}

/** 200 pictures at once, none of which was drawn before. */
async function measureFiles({ address, child }: Started): Promise<void> {
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, useOf(child.pid ?? 0).memory / 1024 ** 2);
  }, 100);
  const picture = await chartOf(address, "png");
  const began = performance.now();
  const pictures = Array.from({ length: 200 }, (_, each) =>
    ask(`${address}${picture}&q=${String(each)}`),
  );
  const files = askSteadily(() => `${address}/favicon.svg`, { perSecond: 20, seconds: SECONDS });
  const outcome = outcomeOf(await Promise.all(pictures), performance.now() - began);
  clearInterval(watch);
  say(row("200 PNG at once", outcome));
  say(
    `  memory at most ${peak.toFixed(0)} MB (limit 900 MB); static p99 meanwhile ${ms((await files).within(0.99))}`,
  );
}

/** Versions published under load, every tenth damaged: no request fails, no answer speaks of two versions. */
async function measurePublishing({ address }: Started, store: Store): Promise<void> {
  const { sound, damaged } = await makeVersions(store);
  let mixed = 0;
  const pages = ["/", "/compare", "/outcomes", "/checks", "/districts"];
  let turn = 0;
  const readers = askSteadily(
    () => address + (pages[(turn += 1) % pages.length] ?? "/"),
    { perSecond: 20, seconds: PUBLISHES * 1.5 },
    (body) => {
      const named = new Set(body.match(/数据版本第\d+版/gu));
      if (named.size > 1) mixed += 1;
    },
  );
  for (let each = 1; each <= PUBLISHES; each += 1) {
    const version = each % 10 === 0 ? damaged : (sound[each % sound.length] ?? damaged);
    writeFileSync(`${store.pointer}.tmp`, JSON.stringify({ generation: version }));
    renameSync(`${store.pointer}.tmp`, store.pointer);
    await pause(1_500);
  }
  const outcome = await readers;
  say(
    row(
      `${String(PUBLISHES)} publishes among ${String(sound.length)} sound versions, 20 questions a second`,
      outcome,
    ),
  );
  const failed = Object.entries(outcome.statuses).filter(([status]) => status !== "200");
  say(
    `  failed: ${String(failed.reduce((sum, [, count]) => sum + count, 0))} (limit 0); answers of two versions: ${String(mixed)} (limit 0); slowest ${ms(outcome.within(1))} (limit p99 of the first after each 500 ms)`,
  );
}

/** Of so many requests of the mixed run one is new; the others ask again for what was asked before. */
const ONE_NEW_IN = 500;

/** 1,000 requests a second for a long time: nothing fails, and the memory does not grow. */
async function measureMixed({ address, child }: Started): Promise<void> {
  const next = (await NewQuestions.of(address)).mixedOfOneSelection();
  const known = [
    "/",
    "/compare",
    "/outcomes",
    "/checks",
    "/districts",
    "/compare.csv",
    "/favicon.svg",
  ];
  let turn = 0;
  const memory = (): string => `${(useOf(child.pid ?? 0).memory / 1024 ** 2).toFixed(0)} MB`;
  const parts = 3;
  say(`mixed, 1,000 a second for ${String(MINUTES)} minutes (limits: 0 failed, memory flat)`);
  say(`  memory at the start ${memory()}`);
  for (let part = 1; part <= parts; part += 1) {
    const outcome = await askSteadily(
      () => {
        turn += 1;
        return turn % ONE_NEW_IN === 0 ? next() : address + (known[turn % known.length] ?? "/");
      },
      { perSecond: 1_000, seconds: (MINUTES * 60) / parts },
    );
    say(row(`  part ${String(part)} of ${String(parts)}`, outcome));
    say(`  memory ${memory()}`);
  }
}

const ms = (milliseconds: number): string => `${milliseconds.toFixed(0)} ms`;

function row(name: string, { perSecond, within, statuses }: Outcome, ratio?: number): string {
  const share =
    ratio === undefined ? "" : `  ${(100 * ratio).toFixed(0).padStart(3)}% of the limit`;
  const came = Object.entries(statuses)
    .map(([status, count]) => `${status}: ${String(count)}`)
    .join(", ");
  return `  ${name.slice(0, 52).padEnd(54)}${perSecond.toFixed(0).padStart(6)}/s  p50 ${ms(within(0.5)).padStart(7)}  p99 ${ms(within(0.99)).padStart(7)}${share}  (${came})`;
}
