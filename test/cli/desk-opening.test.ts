import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openUnderNote } from "#cli/desk/opening";
import { placeWaiting } from "#cli/desk/place-waiting";
import { isDocumentGone, listRecords, writeRecord } from "#desk/intake-records.server";
import { readOriginal } from "#desk/original.server";
import { pauseAfter } from "#desk/reading-process.server";
import { deskStateOf } from "#domain/desk/desk-state";
import { toDeskRow } from "../../app/pages/desk/rows";
import type { IntakeRecord } from "#domain/desk/intake-record";
import { loadBodies } from "#etl/intake/bodies";
import { DivisionNames } from "#etl/intake/division-names";
import { loadDivisions } from "#etl/intake/register";
import { dataStore } from "#store/data-folder";
import { type DeskFolder, deskFolderOf } from "#store/desk-folder";

let root: string;
let folder: DeskFolder;
const register = new DivisionNames(loadDivisions(), loadBodies());

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gongkai-opening-"));
  folder = deskFolderOf({ root });
  for (const each of [folder.waiting, folder.documents, folder.records])
    mkdirSync(each, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const ID = "0123456789abcdef";

async function record(facts: Partial<IntakeRecord> = {}): Promise<IntakeRecord> {
  const made: IntakeRecord = {
    id: ID,
    name: "年报.html",
    hash: ID.repeat(4),
    bytes: 10,
    file: null,
    receivedAt: "2024-01-01T00:00:00.000Z",
    receivedBy: "本机用户",
    batch: "batch",
    state: "waiting",
    settledAt: null,
    reading: null,
    refusal: null,
    duplicateOf: null,
    otherVersion: null,
    ...facts,
  };
  await writeRecord(folder, made);
  return made;
}

async function place() {
  const store = dataStore(root);
  const waiting = (await listRecords(folder)).filter(({ state }) => state === "waiting");
  const { signal } = new AbortController();
  return placeWaiting(waiting, { store, register, signal });
}

const refusals = async (): Promise<(string | null)[]> =>
  (await listRecords(folder)).map(({ refusal }) => refusal);

describe("a file on which the process that reads has ended", () => {
  it("is opened once more, and refused after the second time", async () => {
    await record();
    writeFileSync(join(folder.waiting, `${ID}.html`), "<p>年报</p>");
    // What a process leaves that ends while it opens the file.
    writeFileSync(folder.opening, JSON.stringify({ id: ID, times: 2 }));
    expect(await place()).toEqual([]);
    expect(await refusals()).toEqual([expect.stringContaining("两次中断")]);
    expect(existsSync(folder.opening)).toBe(false);
  });

  it("is told from others, and from itself where it was opened in the end", async () => {
    writeFileSync(folder.opening, JSON.stringify({ id: "another", times: 2 }));
    const seen = await openUnderNote(folder, ID, () =>
      Promise.resolve(readFileSync(folder.opening, "utf8")),
    );
    expect(seen).toBe(JSON.stringify({ id: ID, times: 1 }));
    expect(existsSync(folder.opening)).toBe(false);
    writeFileSync(folder.opening, JSON.stringify({ id: ID, times: 1 }));
    expect(await openUnderNote(folder, ID, () => Promise.resolve("open"))).toBe("open");
    writeFileSync(folder.opening, "{ cut sh");
    expect(await openUnderNote(folder, ID, () => Promise.resolve("open"))).toBe("open");
  });

  it("is not tried for ever every few seconds, whatever ended it", () => {
    expect([0, 1, 2, 10].map(pauseAfter)).toEqual([15_000, 30_000, 60_000, 600_000]);
  });
});

describe("what somebody has done to the folders of the desk by hand", () => {
  it("never has what a link leads to read", async () => {
    const secret = join(root, "secret.html");
    writeFileSync(secret, "<p>秘密</p>");
    await record();
    symlinkSync(secret, join(folder.waiting, `${ID}.html`));
    await record({ id: `${ID}-2`, name: "二.html" });
    symlinkSync(secret, join(folder.documents, `${ID}-2.html`));
    await record({ id: `${ID}-3`, name: "三.html" });
    mkdirSync(join(folder.waiting, `${ID}-3.html`));
    expect(await place()).toEqual([]);
    expect(await refusals()).toEqual([1, 2, 3].map(() => expect.stringContaining("链接或文件夹")));
    expect(readFileSync(secret, "utf8")).toBe("<p>秘密</p>");
  });

  it("passes over records that are none, that are links or folders, and that name a file elsewhere", async () => {
    await record();
    writeFileSync(join(folder.records, `${ID}-2.json`), "{ 不是");
    symlinkSync(root, join(folder.records, `${ID}-3.json`));
    symlinkSync(join(root, "nowhere"), join(folder.records, `${ID}-4.json`));
    mkdirSync(join(folder.records, `${ID}-5.json`));
    await record({ id: `${ID}-6`, file: "../../secret.html" });
    expect((await listRecords(folder)).map(({ id }) => id)).toEqual([ID]);
    expect(readdirSync(folder.records)).toHaveLength(6);
  });

  it("says of a document that was taken away, before it was read or after, that it is gone", async () => {
    await record();
    expect(await place()).toEqual([]);
    expect(await refusals()).toEqual([expect.stringContaining("已不在原处")]);
    const path = join(folder.documents, `${ID}.html`);
    const shown = readOriginal({ path, name: "年报.html", hash: ID, manifest: null });
    await expect(shown).rejects.toThrow("已不在保存它的文件夹里");
    const read = await record({ state: "read", file: `${ID}.html` });
    expect(await isDocumentGone(folder, read)).toBe(true);
    const stated = { record: read, state: deskStateOf(read, false), withdrawal: null };
    expect(toDeskRow(stated, true).notes[0]).toContain("请移除后重新放入。");
    writeFileSync(path, "<p>年报</p>");
    expect(await isDocumentGone(folder, read)).toBe(false);
  });
});
