import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { journalCommand } from "#cli/journal";
import { formatVerdict, type JournalEntry } from "#domain/desk/journal";
import { appendToJournal, readJournal } from "#store/journal";

let root = "";
const file = () => join(root, "journal", "journal.jsonl");
const head = () => join(root, "journal", "head.json");

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gongkai-journal-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function entry(number: number): JournalEntry {
  return {
    at: `2026-03-${String(number).padStart(2, "0")}T08:00:00.000Z`,
    actor: "张三",
    action: "cell_corrected",
    subject: "990101-government-2023-jurisdiction",
    before: null,
    after: { cell: "review_total", corrected: String(number) },
    reason: `与原件不符，“${number}”`,
  };
}

async function write(count: number): Promise<string[]> {
  for (let number = 1; number <= count; number += 1) await appendToJournal({ root }, entry(number));
  return lines();
}

const lines = () => readFileSync(file(), "utf8").trimEnd().split("\n");
const rewrite = (texts: readonly string[]) => writeFileSync(file(), `${texts.join("\n")}\n`);
const fault = async () => (await readJournal({ root })).fault;

describe("the journal", () => {
  it("says back in order what was written, and that all of it is as it was written", async () => {
    await write(3);
    const subjects: string[] = [];
    const verdict = await readJournal({ root }, ({ reason }) => subjects.push(reason));
    expect(subjects).toEqual([1, 2, 3].map((number) => entry(number).reason));
    expect(verdict).toMatchObject({ lines: 3, fault: null, torn: [] });
    expect(formatVerdict(verdict)).toMatch(/^共3行，.*没有改动.*末行校验码[0-9a-f]{12}。$/u);
  });

  it("is empty where nothing was ever done", async () => {
    expect(formatVerdict(await readJournal({ root }))).toBe("还没有记录。");
  });

  it("detects any one altered byte and names its line", async () => {
    await write(3);
    const whole = readFileSync(file());
    for (let at = 0; at < whole.length; at += 7) {
      const damaged = Buffer.from(whole);
      damaged[at] = (whole[at] ?? 0) ^ 1;
      writeFileSync(file(), damaged);
      const line = whole.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
      expect([at, (await fault())?.line]).toEqual([at, line]);
    }
  });

  it.each([
    ["one is missing", (all: string[]) => all.toSpliced(1, 1), { line: 2, kind: "missing" }],
    ["the first is missing", (all: string[]) => all.slice(1), { line: 1, kind: "missing" }],
    ["the last are missing", (all: string[]) => all.slice(0, 3), { line: 4, kind: "cut" }],
    ["all are missing", () => [], { line: 1, kind: "cut" }],
    [
      "two changed places",
      ([a = "", b = "", c = "", d = "", e = ""]: string[]) => [a, c, b, d, e],
      { line: 2, kind: "reordered" },
    ],
    [
      "one stands there twice",
      (all: string[]) => all.toSpliced(2, 0, all[1] ?? ""),
      { line: 3, kind: "reordered" },
    ],
  ] as const)("names the first line where %s", async (_, change, expected) => {
    const changed = change(await write(5));
    writeFileSync(file(), changed.map((text) => `${text}\n`).join(""));
    expect(await fault()).toEqual(expected);
    // What is written after it hides nothing.
    await appendToJournal({ root }, entry(6));
    expect(await fault()).not.toBeNull();
  });

  it("names a line that was written anew, hash and all", async () => {
    const all = await write(3);
    rmSync(join(root, "journal"), { recursive: true });
    await appendToJournal({ root }, entry(1), entry(9), entry(3));
    const forged = lines();
    writeFileSync(head(), JSON.stringify({ line: 3, hash: hashIn(all[2] ?? "") }));
    rewrite([all[0] ?? "", forged[1] ?? "", all[2] ?? ""]);
    expect(await fault()).toEqual({ line: 2, kind: "altered" });
    rewrite([all[0] ?? "", all[1] ?? "", forged[2] ?? ""]);
    expect(await fault()).not.toBeNull();
  });

  it("misses the record of its last line, then and ever after", async () => {
    await write(2);
    rmSync(head());
    expect((await fault())?.kind).toBe("headless");
    await appendToJournal({ root }, entry(3));
    expect((await fault())?.kind).toBe("headless");
  });

  it("knows a line that was broken off from one that was altered", async () => {
    await write(2);
    appendFileSync(file(), '{"line":3,"prev":"');
    const broken = await readJournal({ root });
    expect(broken).toMatchObject({ fault: null, torn: [3] });
    expect(formatVerdict(broken)).toContain("第3行写到一半中断");
    await appendToJournal({ root }, entry(3));
    appendFileSync(file(), "{");
    appendFileSync(file(), "\n{");
    await appendToJournal({ root }, entry(4), entry(5));
    const verdict = await readJournal({ root });
    expect(verdict).toMatchObject({ lines: 8, fault: null, torn: [3, 5, 6] });
    const torn = lines();
    rewrite(torn.with(4, "{ "));
    expect(await fault()).toEqual({ line: 5, kind: "altered" });
    rewrite(torn.toSpliced(4, 2));
    expect(await fault()).toMatchObject({ line: 5 });
  });

  it("goes on after a last line whose end alone was not written", async () => {
    await write(2);
    writeFileSync(file(), readFileSync(file()).subarray(0, -1));
    expect(await readJournal({ root })).toMatchObject({ lines: 2, fault: null, torn: [] });
    await appendToJournal({ root }, entry(3));
    expect(await readJournal({ root })).toMatchObject({ lines: 3, fault: null, torn: [] });
  });

  it("keeps every line of writers who write at the same time", async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => appendToJournal({ root }, entry(index + 1))),
    );
    expect(await readJournal({ root })).toMatchObject({ lines: 20, fault: null });
  });

  it("takes long lines, and reads on after them", async () => {
    await appendToJournal({ root }, { ...entry(1), after: "字".repeat(200_000) });
    await appendToJournal({ root }, entry(2));
    expect(await readJournal({ root })).toMatchObject({ lines: 2, fault: null });
  });

  it("is verified by the command line, whose exit code says what came of it", async () => {
    vi.stubEnv("GONGKAI_DATA", root);
    const said = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    try {
      await write(2);
      expect(await journalCommand.run([])).toBe(0);
      expect(said).toHaveBeenLastCalledWith(expect.stringMatching(/^共2行，/u));
      rewrite(lines().slice(0, 1));
      expect(await journalCommand.run([])).toBe(2);
      expect(said).toHaveBeenLastCalledWith(expect.stringContaining("末尾的行被删去"));
    } finally {
      said.mockRestore();
      vi.unstubAllEnvs();
    }
  });
});

const hashIn = (text: string) => /"hash":"(\w+)"/u.exec(text)?.[1];
