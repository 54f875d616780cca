import { createReadStream } from "node:fs";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { JournalEntry, JournalVerdict } from "#domain/desk/journal";
import type { Store } from "./data-folder";
import { syncPath, writeDurably } from "./durable-file";
import { EMPTY_HEAD, hashTorn, JournalChain, type JournalHead } from "./journal-chain";
import { type JournalLine, readLine, writeLine } from "./journal-line";
import { withLock } from "./waiting-lock";

type Place = Pick<Store, "root">;

const headSchema = z.object({ line: z.int().nonnegative(), hash: z.string().length(64) });

function filesOf({ root }: Place) {
  const folder = join(root, "journal");
  return {
    folder,
    lines: join(folder, "journal.jsonl"),
    head: join(folder, "head.json"),
    lock: join(folder, "journal.lock"),
  };
}

/**
 * Adds lines to the journal, each with the hash of the one before; they are on the disk when it returns. What a write
 * that was killed left behind stays, and the next line says so.
 * @throws Error with a sentence where another process keeps the journal for more than some seconds.
 */
export async function appendToJournal(
  store: Place,
  ...entries: readonly JournalEntry[]
): Promise<void> {
  const files = filesOf(store);
  await mkdir(files.folder, { recursive: true });
  await withLock(files.lock, async () => {
    const known = await readHead(files.head);
    const end = await readEnd(files.lines, known ?? EMPTY_HEAD);
    // Where there are lines and no head, its place stays empty: that it was taken away shows for ever.
    const keepsHead = known !== null || end.isEmpty;
    if (known === null && keepsHead) await writeDurably(files.head, JSON.stringify(EMPTY_HEAD));
    let { line, hash } = end.last;
    let text = end.isOpen ? "\n" : "";
    entries.forEach((entry, index) => {
      const torn = index === 0 && end.torn !== null ? { torn: end.torn } : {};
      const written = writeLine({ line: line + 1, prev: hash, ...torn }, entry);
      text += `${written.text}\n`;
      ({ line, hash } = { line: line + 1, hash: written.hash });
    });
    await appendDurably(files.lines, text);
    if (end.isEmpty) await syncPath(files.folder);
    const head: JournalHead = { line, hash };
    if (keepsHead) await writeDurably(files.head, JSON.stringify(head));
  });
}

async function appendDurably(path: string, text: string): Promise<void> {
  const file = await open(path, "a");
  try {
    await file.appendFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

interface JournalEnd {
  /** The line that the next one follows; its number counts those broken off after it. */
  readonly last: JournalHead;
  /** Hash of the lines after it that were broken off; null where none was. */
  readonly torn: string | null;
  /** Whether the file ends without a line feed. */
  readonly isOpen: boolean;
  readonly isEmpty: boolean;
}

/**
 * Where the journal ends: as its last line says, or as the head does, where that knows of a later line or another: then
 * the next line will not fit what stands before it, which shows that something was changed.
 */
async function readEnd(path: string, head: JournalHead): Promise<JournalEnd> {
  const { bytes: tail, isWhole } = await readTail(path);
  const [isOpen, isEmpty] = [tail.length > 0 && tail.at(-1) !== NEWLINE, tail.length === 0];
  const lines = isOpen ? tail : tail.subarray(0, -1);
  const start = lines.lastIndexOf(NEWLINE) + 1;
  const line = start > 0 || isWhole ? readLine(lines.subarray(start)) : null;
  if (line) return { last: later(head, line), torn: null, isOpen, isEmpty };
  let [last, torn, number]: [JournalHead, string | null, number] = [EMPTY_HEAD, null, 0];
  for await (const bytes of linesOf(path)) {
    number += 1;
    const whole = readLine(bytes);
    if (whole) [last, torn] = [{ line: number, hash: whole.hash }, null];
    // What was certainly written was not broken off, but damaged later.
    else torn = number > head.line ? hashTorn(torn, bytes) : null;
  }
  const { hash } = later(head, last);
  return { last: { line: Math.max(number, head.line), hash }, torn, isOpen, isEmpty };
}

function later(head: JournalHead, { line, hash }: JournalHead): JournalHead {
  return head.line >= line ? head : { line, hash };
}

/** Bytes that are looked at from the end; the last line is nearly always within them. */
const TAIL = 64 * 1024;
const NEWLINE = 0x0a;

async function readTail(path: string): Promise<{ bytes: Buffer; isWhole: boolean }> {
  const file = await open(path, "r").catch(nullWhereMissing);
  if (file === null) return { bytes: Buffer.alloc(0), isWhole: true };
  try {
    const { size } = await file.stat();
    const length = Math.min(size, TAIL);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return { bytes: buffer.subarray(0, bytesRead), isWhole: length === size };
  } finally {
    await file.close();
  }
}

/** The lines of a file without their ends; none where it is not there. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path, "r").catch(nullWhereMissing);
  if (file === null) return;
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(path, { fd: file })) {
    if (!Buffer.isBuffer(chunk)) continue;
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at)]);
      rest = [];
      from = at + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

/**
 * Reads the journal line by line, without holding it: hands every whole line to `visit` in order and says whether all
 * of them are as they were written. Of what was altered, missing or moved the first line is named.
 */
export async function readJournal(
  store: Place,
  visit: (line: JournalLine) => void = () => undefined,
): Promise<JournalVerdict> {
  const files = filesOf(store);
  // Lines that are added meanwhile come after the head.
  const chain = new JournalChain(await readHead(files.head));
  for await (const bytes of linesOf(files.lines)) {
    const line = readLine(bytes);
    chain.add(bytes, line);
    if (line) visit(line);
  }
  return chain.verdict();
}

/** Lines of a journal as they were last read, and where in the file they end. */
interface SeenLines {
  readonly file: number;
  readonly end: number;
  readonly lines: readonly JournalLine[];
}

const seen = new WeakMap<(action: string) => boolean, Map<string, SeenLines>>();

/**
 * The lines of some actions, in order; only what was added since the last call is read. Whether lines that were read
 * before stand as written says {@link readJournal}.
 * @param wanted what was read is remembered by it: a function of a module, not one of a call
 */
export async function listJournalLines(
  store: Place,
  wanted: (action: string) => boolean,
): Promise<readonly JournalLine[]> {
  const path = filesOf(store).lines;
  const file = await open(path, "r").catch(nullWhereMissing);
  if (file === null) return [];
  try {
    const { ino, size } = await file.stat();
    const own = seen.get(wanted) ?? new Map<string, SeenLines>();
    seen.set(wanted, own);
    const known = own.get(path);
    const before = known?.file === ino && known.end <= size ? known : { end: 0, lines: [] };
    const added = Buffer.alloc(size - before.end);
    const { bytesRead } = await file.read(added, 0, added.length, before.end);
    const whole = added.subarray(0, bytesRead).lastIndexOf(NEWLINE) + 1;
    const lines = [...before.lines];
    for (let from = 0; from < whole;) {
      const at = added.indexOf(NEWLINE, from);
      const line = readLine(added.subarray(from, at));
      if (line && wanted(line.action)) lines.push(line);
      from = at + 1;
    }
    own.set(path, { file: ino, end: before.end + whole, lines });
    return lines;
  } finally {
    await file.close();
  }
}

/** The head of a journal; null where it is not there or cannot be read. */
async function readHead(path: string): Promise<JournalHead | null> {
  const text = await readFile(path, "utf8").catch(nullWhereMissing);
  if (text === null) return null;
  try {
    return headSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function nullWhereMissing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
