import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { dataStore, type Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { HOSTILE_DOCUMENTS } from "../test/support/documents/hostile";
import { Random } from "../test/support/documents/random";
import { asZip } from "../test/support/documents/zip";
import { fuzzSeeds } from "../test/support/fuzz";
import { ask, askSteadily } from "./serving/load";
import { start, type Started } from "./serving/servers";

export const title =
  "Hostile uploads: no crash, the version in use untouched, pages answer meanwhile";

/** GONGKAI_FUZZ=10 makes two thousand of them. */
const UPLOADS = 200;
const AT_ONCE = 3;
/** Pages that readers ask for meanwhile, a second. */
const READERS = 10;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Throws where the built server, over a copy of the data folder, does not stand what it is sent. */
export async function run(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "gongkai-hostile-"));
  const store = dataStore(data);
  cpSync(dataStore().versions, store.versions, { recursive: true });
  const before = fingerprint(store);
  const site = await start(["tools/run.js", "server/start.ts"], { GONGKAI_DATA: data });
  try {
    await ask(`${site.address}/compare`);
    const token = await fetchToken(site);
    // Made beforehand: what makes them would keep waiting the readers that are measured in this process.
    const uploads = fuzzSeeds(UPLOADS).map((seed) => makeHostile(token, new Random(seed)));
    const left = uploads.values();
    const statuses: Record<string, number> = {};
    let isOver = false;
    const upload = async (): Promise<void> => {
      for (const hostile of left) {
        const status = await send(site, hostile);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    };
    const readers = (async () => {
      const times: number[] = [];
      let failed = 0;
      while (!isOver) {
        const load = { perSecond: READERS, seconds: 1 };
        const some = await askSteadily(() => `${site.address}/compare`, load);
        failed += Object.entries(some.statuses).reduce(
          (sum, [status, count]) => (status === "200" ? sum : sum + count),
          0,
        );
        times.push(some.within(0.99));
      }
      return { worst: times.toSorted((a, b) => a - b), failed };
    })();
    const began = performance.now();
    await Promise.all(Array.from({ length: AT_ONCE }, upload));
    const sent = performance.now();
    await readToEnd(site);
    const read = performance.now();
    isOver = true;
    const { worst, failed } = await readers;
    const last = worst[Math.floor(worst.length * 0.99)] ?? Number.NaN;
    say(`answers: ${JSON.stringify(statuses)}`);
    say(`sent in ${seconds(sent - began)}, read ${seconds(read - sent)} later`);
    say(`pages meanwhile: p99 ${last.toFixed(0)} ms (limit 300 ms), ${String(failed)} failed`);
    await check(site, store, before);
  } finally {
    await site.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;

function fingerprint({ versions }: Store): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(versions).sort())
    hash.update(name).update(readFileSync(join(versions, name)));
  return hash.digest("hex");
}

async function fetchToken({ address }: Started): Promise<string> {
  const html = await (await fetch(`${address}/desk`)).text();
  return /name="token" value="([^"]+)"/u.exec(html)?.[1] ?? "";
}

async function readToEnd({ address }: Started): Promise<void> {
  for (;;) {
    const answer: { readonly waiting: number } = await (
      await fetch(`${address}/desk/progress`)
    ).json();
    if (answer.waiting === 0) return;
    await pause(1_000);
  }
}

async function check(site: Started, store: Store, before: string): Promise<void> {
  const { status } = await ask(`${site.address}/healthz`);
  const left = readdirSync(deskFolderOf(store).incoming);
  const strange = readdirSync(deskFolderOf(store).documents).filter(
    (name) => !/^(?:\d{17}-[0-9a-f]{16}(?:-\d+)?\.[a-z0-9]+|manifest\.csv)$/u.test(name),
  );
  const faults = [
    status === 200 ? [] : ["the server does not answer"],
    fingerprint(store) === before ? [] : ["the version in use has changed"],
    left.length === 0 ? [] : [`left behind: ${left.join(", ")}`],
    strange.length === 0 ? [] : [`names: ${strange.join(", ")}`],
  ].flat();
  if (faults.length > 0) throw new Error(faults.join("; "));
  say("the server answers, the version in use is the same, nothing is left behind");
}

const NAMES = [
  "../../etc/passwd.html",
  "..\\..\\windows\\win.ini.docx",
  "a\u0000.pdf",
  `${"长".repeat(300)}.docx`,
  "CON.html",
  "manifest.csv",
  ".htaccess",
  "con\u202efdp.exe",
  "=1+1.xlsx",
  "a.zip",
  "年报.zip/../../x.docx",
  "",
  "无后缀",
  "x.eml",
  "报告.PDF",
];

function hostileBytes(random: Random): Uint8Array {
  const hostile = random.pick(Object.values(HOSTILE_DOCUMENTS));
  const noise = (): Buffer =>
    Buffer.from(Array.from({ length: 1 + random.below(2_000) }, () => random.below(256)));
  const make = random.pick([
    () => hostile.of(hostile.few),
    () => Buffer.from(hostile.of(Math.min(hostile.few, 20))).subarray(0, 300),
    noise,
    () => Buffer.concat([Buffer.from("PK\x03\x04"), noise()]),
    () => Buffer.concat([Buffer.from("%PDF-1.7\n"), noise()]),
    () => Buffer.from("file,name,body\n../x,..,\n\u0000"),
    () =>
      asZip([
        { name: "../../x.html", bytes: noise() },
        { name: "a.docx", bytes: hostile.of(2) },
      ]),
    () => asZip([{ name: "bomb.txt", bytes: Buffer.alloc(8 * 1024 * 1024) }]),
  ]);
  return make();
}

interface HostileUpload {
  readonly type: string;
  readonly body: Buffer;
  /** After how many bytes the connection breaks; null where it does not. */
  readonly cutAt: number | null;
}

/** One upload, whole, broken or to be cut off. */
function makeHostile(token: string, random: Random): HostileUpload {
  const boundary = `----${String(random.below(1e9))}`;
  const field = (name: string, value: string): Buffer =>
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
  const file = (name: string, bytes: Uint8Array): Buffer =>
    Buffer.concat([
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="documents"; filename="${name}"\r\n\r\n`,
      ),
      bytes,
      Buffer.from("\r\n"),
    ]);
  const body = Buffer.concat([
    field("token", random.chance(0.9) ? token : "forged"),
    field("batch", random.chance(0.9) ? "hostile" : "../../x"),
    ...(random.chance(0.5) ? [field("path", random.pick(NAMES))] : []),
    file(random.pick(NAMES), hostileBytes(random)),
    ...(random.chance(0.3) ? [file(random.pick(NAMES), hostileBytes(random))] : []),
    ...(random.chance(0.05) ? [field("x".repeat(500), "y".repeat(10_000))] : []),
    Buffer.from(random.chance(0.9) ? `--${boundary}--\r\n` : ""),
  ]);
  const type = random.chance(0.95) ? `multipart/form-data; boundary=${boundary}` : "text/plain";
  return { type, body, cutAt: random.chance(0.15) ? random.below(body.length) : null };
}

/** What came of an upload: the status, or that it was cut off. */
async function send({ address }: Started, { type, body, cutAt }: HostileUpload): Promise<string> {
  return new Promise((resolve) => {
    const headers = { Origin: address, "Content-Type": type, "Content-Length": body.length };
    const sent = request(`${address}/desk/upload`, { method: "POST", headers }, (response) => {
      response.resume();
      response.on("close", () => resolve(String(response.statusCode ?? 0)));
    });
    sent.on("error", () => resolve("cut off"));
    if (cutAt === null) sent.end(body);
    else sent.write(body.subarray(0, cutAt), () => sent.destroy());
  });
}
