import { spawnSync } from "node:child_process";
import { setMaxListeners } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Busy } from "#server/answers/answer";
import { laneOf } from "#server/answers/lanes";
import { NICE } from "#server/pool/priority";
import { RenderPool } from "#server/pool/render-pool";
import { WaitingLine } from "#server/pool/waiting-line";
import { PROJECT } from "../../app/store/project.js";

/** A process that does what the address says: answers with its number, fails, ends, ends the first time, or waits to be cancelled. */
const STUB = `
  import { mkdirSync } from "node:fs";
  const isFirst = (address) => {
    try {
      mkdirSync(import.meta.dirname + address);
      return true;
    } catch {
      return false;
    }
  };
  let open = null;
  let memory = 0;
  const reply = (id, outcome) => process.send({ id, outcome, memory });
  const answer = (text) => ({ status: 200, headers: {}, bodies: { identity: Buffer.from(text) } });
  process.on("message", (message) => {
    if ("cancelled" in message) return reply(message.cancelled, { failure: "cancelled" });
    const { id, question } = message;
    if (question.address.startsWith("/end")) process.exit(1);
    if (question.address.startsWith("/once") && isFirst(question.address)) process.exit(1);
    if (question.address.startsWith("/fail")) return reply(id, { failure: "It fails" });
    if (question.address.startsWith("/wait")) return;
    if (question.address.startsWith("/grow")) memory = 440 * 1024 ** 2;
    reply(id, answer(String(process.pid)));
  });
  process.on("disconnect", () => process.exit());
  process.send({ ready: true });
`;

const folder = mkdtempSync(join(tmpdir(), "gongkai-pool-"));
const script = join(folder, "stub.mjs");
let pool: RenderPool;

beforeAll(() => writeFileSync(script, STUB));
afterEach(() => pool.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function open(processes: number): RenderPool {
  pool = new RenderPool(pathToFileURL(script), processes);
  return pool;
}

const staying = () => new AbortController().signal;

function ask(address: string, signal = staying()): Promise<string> {
  const answer = pool.answer({ address, version: 1 }, signal);
  return answer.then(({ bodies }) => Buffer.from(bodies.identity ?? []).toString());
}

/** Waits, by the true clock, until so many processes have written their numbers, and the last has ended. */
async function endOf(pids: string, count: number): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve));
    const numbers = readFileSync(pids, "utf8").split("\n").slice(0, -1);
    if (numbers.length < count || isRunning(Number(numbers.at(-1)))) continue;
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    return;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("the processes that render", () => {
  it("answer one question at a time each, and go on after one that fails", async () => {
    open(2);
    await expect(ask("/fail")).rejects.toThrow("It fails");
    const answers = await Promise.all(["/a", "/b", "/c", "/d"].map((each) => ask(each)));
    expect(new Set(answers).size).toBeLessThanOrEqual(2);
  });

  it("are asked once more what one was asked that ended, and by who waits still", async () => {
    open(2);
    expect(await ask("/once-of-two")).toMatch(/^\d+$/u);
    pool.close();
    open(1);
    const [, next] = await Promise.all([ask("/once-of-one"), ask("/b")]);
    expect(next).toMatch(/^\d+$/u);
  });

  it("are replaced when they end: what ends two of them fails, the next is answered by another", async () => {
    open(1);
    const before = await ask("/a");
    await expect(ask("/end")).rejects.toThrow("ended");
    expect(await ask("/a")).not.toBe(before);
  });

  it("are replaced one after the other where two have grown at once", async () => {
    open(2);
    const both = () => Promise.all([ask("/a"), ask("/b")]);
    while (new Set(await both()).size < 2);
    const grown = await Promise.all([ask("/grow-a"), ask("/grow-b")]);
    expect(grown).toContain(await ask("/a"));
    let later = await ask("/a");
    while (grown.includes(later)) later = await ask("/a");
  });

  it("are replaced where they never say that they are ready", async () => {
    const marker = join(folder, "began");
    const dumb = join(folder, "dumb.mjs");
    writeFileSync(
      dumb,
      `import { existsSync, writeFileSync } from "node:fs";
       if (existsSync(${JSON.stringify(marker)})) await import(${JSON.stringify(pathToFileURL(script).href)});
       else { writeFileSync(${JSON.stringify(marker)}, ""); setInterval(() => undefined, 1_000); }`,
    );
    pool = new RenderPool(pathToFileURL(dumb), 1, 3_000);
    expect(await ask("/a")).toMatch(/^\d+$/u);
  });

  it("are started after longer and longer pauses where they end at once, as without their program", async () => {
    const pids = join(folder, "pids");
    const broken = join(folder, "broken.mjs");
    writeFileSync(pids, "");
    writeFileSync(
      broken,
      `import { appendFileSync } from "node:fs";
       appendFileSync(${JSON.stringify(pids)}, process.pid + "\\n");
       process.exit(1);`,
    );
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    try {
      pool = new RenderPool(pathToFileURL(broken), 1, 10_000_000);
      const pauses: number[] = [];
      for (let started = 1; started <= 5; started += 1) {
        await endOf(pids, started);
        const before = Date.now();
        vi.advanceTimersToNextTimer();
        pauses.push(Date.now() - before);
      }
      expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 8_000]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("make files in one of them, so that the others are left to the pages", async () => {
    open(2);
    const leaving = new AbortController();
    const files = ["/wait/chart?chart=a", "/wait/chart?chart=b"].map((each) =>
      ask(each, leaving.signal),
    );
    expect(await ask("/compare")).toMatch(/^\d+$/u);
    leaving.abort(new Error("Gone"));
    const ends = await Promise.allSettled(files);
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });

  it("take nothing up that was given up while it waited, and are told what they need not finish", async () => {
    open(1);
    const [first, second] = [new AbortController(), new AbortController()];
    await ask("/a");
    const running = ask("/wait", first.signal);
    const waiting = ask("/end", second.signal);
    second.abort(new Error("Gone"));
    await expect(waiting).rejects.toThrow("Gone");
    first.abort(new Error("Gone"));
    await expect(running).rejects.toThrow("cancelled");
    expect(await ask("/a")).toMatch(/^\d+$/u);
  });

  it("all answer for themselves what is common, each again where it is started anew, after those who wait", async () => {
    const told = join(folder, "told");
    const telling = join(folder, "telling.mjs");
    writeFileSync(told, "");
    writeFileSync(
      telling,
      `import { appendFileSync } from "node:fs";
       process.on("message", ({ question }) => question && appendFileSync(${JSON.stringify(told)}, process.pid + " " + question.address + "\\n"));
       ${STUB}`,
    );
    pool = new RenderPool(pathToFileURL(telling), 2);
    const answered = () =>
      readFileSync(told, "utf8")
        .split("\n")
        .filter((line) => line.endsWith(" /common"));
    const first = ask("/a");
    void pool.warm([{ address: "/common", version: 1 }]);
    await first;
    await vi.waitFor(() => expect(new Set(answered()).size).toBe(2), { timeout: 20_000 });
    expect(answered()).toHaveLength(2);
    await expect(ask("/end")).rejects.toThrow("ended");
    await vi.waitFor(() => expect(new Set(answered()).size).toBe(4), { timeout: 20_000 });
  });

  it("refuse whom they would keep waiting too long, but never the server itself", async () => {
    open(1);
    const leaving = new AbortController();
    setMaxListeners(50, leaving.signal);
    const outcomes = Array.from({ length: 40 }, (_, index) =>
      ask(`/wait?page=${String(index)}`, leaving.signal).catch((error: unknown) => error),
    );
    const own = pool.answer({ address: "/a", version: 1 }, leaving.signal, true);
    own.catch(() => undefined);
    await expect(ask("/b")).rejects.toThrow(Busy);
    leaving.abort(new Error("Gone"));
    const ends = await Promise.all(outcomes);
    const busy = ends.filter((end) => end instanceof Busy);
    expect(busy.length).toBeGreaterThan(15);
    expect(busy.every((end) => end.seconds >= 1 && end.seconds <= 3)).toBe(true);
    await expect(own).rejects.toThrow("Gone");
  });

  it.skipIf(process.platform !== "linux")("stand below the server, with every thread", () => {
    const program = `
      const { readdirSync } = await import("node:fs");
      const os = await import("node:os");
      const { yieldToServer } = await import(${JSON.stringify(pathToFileURL(join(PROJECT, "server/pool/priority.ts")).href)});
      yieldToServer();
      await import("node:fs/promises").then(({ stat }) => stat("."));
      console.log(readdirSync("/proc/self/task").map((thread) => os.getPriority(Number(thread))).join());`;
    const { stdout } = spawnSync(
      process.execPath,
      ["--import", "tsx", "--input-type=module", "--eval", program],
      { cwd: PROJECT, encoding: "utf8" },
    );
    const priorities = stdout.trim().split(",").map(Number);
    expect(priorities.length).toBeGreaterThan(4);
    expect(new Set(priorities)).toEqual(new Set([NICE]));
  });
});

describe("a waiting line", () => {
  const lane = { patience: 1_000, whileStanding: 200, firstGuess: 100 };

  it("is full when the usual turns of those before take longer than is bearable", () => {
    const line = new WaitingLine<number>(lane, () => 0);
    for (let each = 0; each < 10; each += 1) line.join(each);
    expect([line.isFull(1), line.expectedWait(2)]).toEqual([false, 500]);
    for (let turn = 0; turn < 50; turn += 1) line.took(1_000);
    expect([line.isFull(1), line.next()]).toEqual([true, 0]);
  });

  it("always has room for two each place, however long a turn takes", () => {
    let now = 0;
    const line = new WaitingLine<number>(lane, () => now);
    line.took(1_000_000);
    [1, 2, 3].forEach((each) => line.join(each));
    now = 10_000;
    expect([line.isFull(1), line.isFull(2)]).toEqual([true, false]);
  });

  it("is kept short while it stands, and may be long again once it was empty", () => {
    let now = 0;
    const line = new WaitingLine<number>(lane, () => now);
    const joinFive = () => [1, 2, 3, 4, 5].forEach((each) => line.join(each));
    joinFive();
    expect(line.isFull(1)).toBe(false);
    now = 2_000;
    expect([line.isFull(1), line.isFull(4)]).toEqual([true, false]);
    while (line.length > 0) line.next();
    expect(line.isFull(1)).toBe(false);
    joinFive();
    expect(line.isFull(1)).toBe(false);
  });
});

describe("the lane of an address", () => {
  it.each([
    ["/compare", "pages"],
    ["/compare.csv", "pages"],
    ["/compare/chart?chart=funnel&format=svg", "pages"],
    ["/compare/chart?chart=funnel", "files"],
    ["/checks.xlsx", "files"],
    ["/briefing/file?format=zip", "files"],
  ])("of %s is that of %s", (address, lane) => expect(laneOf(address)).toBe(lane));
});
