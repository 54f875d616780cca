import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { currentManifest, listVersions, verifyVersion } from "#store/current-version";
import { dataStore } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { readJournal } from "#store/journal";
import { holderOf } from "#store/lock";
import { VariantReport } from "../test/support/variant-report";
import { Desk } from "./desk-kills/desk";
import { start, type Started } from "./serving/servers";

export const title =
  "Killing the server, its tasks and the browser's connection at each step of the desk";

/** What is killed, or breaks off. */
type Victim = "server" | "task" | "browser";
/** GONGKAI_STEPS=发布,恢复 takes only these. */
const CHOSEN = process.env["GONGKAI_STEPS"]?.split(",");
/** Shares of the time that a step takes after which it happens. */
const MOMENTS = [0.1, 0.5, 0.95];

const root = mkdtempSync(join(tmpdir(), "gongkai-kills-"));
const store = dataStore(root);
const folder = deskFolderOf(store);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What was answered as done, and must be there however often something is killed. */
const answered = { documents: new Set<string>(), cells: new Map<string, string>(), version: 0 };

interface Step {
  readonly name: string;
  readonly victims: readonly Victim[];
  /** Prepares what the step needs, unkilled. */
  readonly before: (desk: Desk) => Promise<void>;
  /** Sends the form; resolves once it is answered, and says what was answered. */
  readonly send: (desk: Desk, signal?: AbortSignal) => Promise<void>;
  /** Waits until what was begun has ended. */
  readonly end: (desk: Desk) => Promise<void>;
  /** The lock that its process holds. */
  readonly lock: string | null;
}

let drawn = 0;
/** A document that was not handed in before, one cell of which cannot be read. */
function nextDocument(): { readonly name: string; readonly html: string } {
  drawn += 1;
  const report = new VariantReport({ seed: drawn, year: 2024 });
  return { name: `年报${drawn}.html`, html: report.figure("new_requests_total", "？？").html };
}

async function upload(desk: Desk, signal?: AbortSignal): Promise<void> {
  const { name, html } = nextDocument();
  await desk.upload(name, html, signal);
  answered.documents.add(name);
}

async function enter(desk: Desk, signal?: AbortSignal): Promise<void> {
  drawn += 1;
  const [id] = desk.listRecords().flatMap((record) => (record.state === "read" ? record.id : []));
  if (id === undefined) throw new Error("no document to review");
  const figure = String(1_000 + drawn);
  const report = await desk.enter(id, "new_requests_total", figure, signal);
  answered.cells.set(report, figure);
}

async function plan(desk: Desk): Promise<void> {
  await enter(desk);
  await desk.readToEnd();
  await desk.publishForm("plan");
  await desk.taskToEnd();
}

const nothing = (): Promise<void> => Promise.resolve();

const STEPS: readonly Step[] = [
  {
    ...{ name: "收件", victims: ["server", "task", "browser"], lock: folder.readingLock },
    before: nothing,
    send: upload,
    end: (desk) => desk.readToEnd(),
  },
  {
    ...{ name: "核对", victims: ["server", "browser"], lock: null },
    before: nothing,
    send: enter,
    end: (desk) => desk.readToEnd(),
  },
  {
    ...{ name: "准备发布", victims: ["server", "task", "browser"], lock: folder.publishLock },
    before: async (desk) => {
      await enter(desk);
      await desk.readToEnd();
    },
    send: (desk, signal) => desk.publishForm("plan", {}, signal),
    end: (desk) => desk.taskToEnd(),
  },
  {
    ...{ name: "发布", victims: ["server", "task", "browser"], lock: folder.publishLock },
    before: plan,
    send: (desk, signal) => desk.publishForm("publish", {}, signal),
    end: (desk) => desk.taskToEnd(),
  },
  {
    ...{ name: "恢复", victims: ["server", "browser"], lock: null },
    before: nothing,
    send: async (desk, signal) => {
      const inUse = (await currentManifest(store))?.generation;
      const other = (await listVersions(store)).find((version) => version !== inUse);
      await desk.publishForm("restore", { version: String(other) }, signal);
    },
    end: (desk) => desk.taskToEnd(),
  },
];

let site: Started;

async function startServer(): Promise<Desk> {
  site = await start(["tools/run.js", "server/start.ts", "--empty"], { GONGKAI_DATA: root });
  return new Desk(site.address, folder);
}

/** Sends the form of a step and kills after a while; gives back how the desk is asked from then on. */
async function killAt(step: Step, victim: Victim, after: number, desk: Desk): Promise<Desk> {
  const breaking = new AbortController();
  const sent = step.send(desk, breaking.signal).catch(() => undefined);
  await pause(after);
  if (victim === "browser") breaking.abort();
  if (victim === "task" && step.lock !== null) {
    const holder = await holderOf(step.lock);
    if (holder !== null) process.kill(holder.pid, "SIGKILL");
  }
  if (victim !== "server") {
    await sent;
    return desk;
  }
  site.child.kill("SIGKILL");
  await sent;
  return startServer();
}

/** Throws where something is lost, half done or cannot be read. */
async function check(desk: Desk): Promise<void> {
  const faults: string[] = [];
  const { fault } = await readJournal(store);
  if (fault !== null) faults.push(`journal: ${JSON.stringify(fault)}`);
  const inUse = await currentManifest(store);
  if (inUse !== null) {
    await verifyVersion(store, inUse.generation).catch((error: unknown) =>
      faults.push(`version: ${String(error)}`),
    );
    faults.push(...(await desk.readersSee(inUse.generation)));
  }
  const records = desk.listRecords();
  const documents = readdirSync(folder.documents).filter((name) => name !== "manifest.csv");
  for (const name of answered.documents)
    if (!records.some((record) => record.name === name && documents.includes(record.file ?? "")))
      faults.push(`lost document: ${name}`);
  const named = new Set(records.map(({ file }) => file));
  for (const name of documents) if (!named.has(name)) faults.push(`nobody's document: ${name}`);
  const corrections = readFileSync(join(root, "corrections.csv"), "utf8");
  for (const [report, figure] of answered.cells) {
    const row = corrections.split(/\r?\n/u).find((line) => line.startsWith(`${report},`));
    if (row?.includes(figure) !== true) faults.push(`lost cell of ${report}: ${figure}`);
  }
  const left = [...readdirSync(folder.incoming), ...readdirSync(folder.waiting)];
  // Of a server that was killed they are removed with the next form that is handed in.
  if (left.length > 0) faults.push(`left behind: ${left.join(", ")}`);
  if (faults.length > 0) throw new Error(faults.join("; "));
}

/** Throws where the desk, over a folder of its own, does not stand what is done to it. */
export async function run(): Promise<void> {
  let desk = await startServer();
  let kills = 0;
  try {
    for (const send of [upload, upload, upload]) await send(desk);
    await desk.readToEnd();
    for (const figure of [1, 2]) {
      say(`第${figure}版`);
      await plan(desk);
      await desk.publishForm("publish");
      await desk.taskToEnd();
    }
    for (const step of STEPS.filter(({ name }) => CHOSEN?.includes(name) ?? true)) {
      await step.before(desk);
      const began = performance.now();
      await step.send(desk);
      const sentIn = performance.now() - began;
      await step.end(desk);
      const took = performance.now() - began;
      for (const victim of step.victims)
        for (const moment of MOMENTS) {
          await step.before(desk);
          const span = victim === "browser" ? sentIn : took;
          desk = await killAt(step, victim, span * moment, desk);
          kills += 1;
          await step.end(desk);
          const said = desk.lastTask();
          // The walk goes on: what was killed is asked for again, and succeeds.
          await upload(desk);
          await desk.readToEnd();
          await step.before(desk);
          await step.send(desk);
          await step.end(desk);
          const looked = performance.now();
          await check(desk);
          const seenIn = performance.now() - looked;
          say(
            `${step.name}, ${victim} after ${(span * moment).toFixed(0)} ms: ${said}; checked in ${seenIn.toFixed(0)} ms`,
          );
        }
    }
    say(`${String(kills)} kills: nothing lost, nothing half done, every step could be taken again`);
  } finally {
    await site.stop();
    rmSync(root, { recursive: true, force: true });
  }
}
