import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { loadBodies } from "#etl/intake/bodies";
import { loadDivisions } from "#etl/intake/register";
import { load } from "#etl/load";
import { dataStore } from "#store/data-folder";
import { type FormatName, FORMATS } from "../../test/support/documents/formats";
import { layOut } from "../../test/support/documents/layout";
import { Random } from "../../test/support/documents/random";
import { inventTruth } from "../../test/support/documents/truth";
import { asLongAsAPage } from "./web-pages";

/** Formats of a hundred documents as a season brings them. */
const MIX: readonly (readonly [FormatName, number])[] = [
  ["HTML（UTF-8）", 45],
  ["HTML（GB18030）", 15],
  ["DOCX", 20],
  ["PDF", 15],
  ["DOC", 2],
  ["XLSX", 3],
];
const SEASON = Number(process.env.BENCH_SEASON ?? 6000);
/** Seconds within which a season is to be read, checked and published on two cores. */
const GOAL = 45;
const YEAR = 2024;

const FIELDS = [
  ..."教育 科技 工信 民政 司法 财政 人社 自然资源 生态环境 住建 交通 水务 农业农村 商务 文旅 卫健".split(
    " ",
  ),
  ..."退役军人 应急 审计 市场监管 体育 统计 医保 信访 林业 粮食 档案 气象 金融 数据".split(" "),
];
/** Offices and bureaus of a district, whose names begin with its name. */
const OFFICES = FIELDS.flatMap((field) => [`${field}局`, `${field}服务中心`]);

/** Writes a report of every office of every district, in the formats of {@link MIX}. */
async function writeSeason(folder: string, count: number): Promise<void> {
  const divisions = loadDivisions().filter(({ code }) => code.startsWith("99"));
  const nameOf = new Map(divisions.map(({ code, name }) => [code, name]));
  const districts = divisions.filter(
    ({ code, validTo }) => !code.endsWith("00") && (validTo === null || validTo >= YEAR),
  );
  const formats = MIX.flatMap(([name, share]) => Array<FormatName>(share).fill(name));
  for (let index = 0; index < count; index += 1) {
    const district = districts[index % districts.length];
    const office = OFFICES[Math.floor(index / districts.length) % OFFICES.length];
    const format = formats[(index * 37) % formats.length];
    if (!district || !format) continue;
    const random = new Random(index + 1);
    const truth = inventTruth(random, {
      year: YEAR - Math.floor(index / districts.length / OFFICES.length),
    });
    const body = `${nameOf.get(district.parent ?? "") ?? ""}${district.name}${office}`;
    const { ending, write } = FORMATS[format];
    const sample = layOut({ ...truth, body, division: district.code });
    const bytes = await write(ending === "html" ? asLongAsAPage(sample) : sample, random);
    writeFileSync(join(folder, `${index}.${ending}`), bytes);
  }
}

/** Loads a season of mixed documents into an empty data folder, from the files to the published version. */
export async function measureSeason(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "reading-season-"));
  try {
    const documents = join(folder, "documents");
    mkdirSync(documents);
    await writeSeason(documents, SEASON);
    const store = dataStore(join(folder, "data"));
    const began = performance.now();
    const used = process.cpuUsage();
    const usedByChildren = secondsOfChildren();
    const stages = new Map<string, number>();
    const outcome = await load({
      store,
      paths: [documents],
      divisions: loadDivisions(),
      bodies: loadBodies(),
      correctionsFile: join(folder, "corrections.csv"),
      acceptedFile: join(folder, "accepted-findings.csv"),
      deadlinesFile: join(folder, "deadlines.csv"),
      absencesFile: join(folder, "absences.csv"),
      progress: {
        stage: (name) => () => stages.set(name, performance.now()),
      },
      signal: new AbortController().signal,
      now: new Date(YEAR + 1, 6, 1),
    });
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(used);
    const refused = outcome.received.filter(({ state }) => state !== "loaded").length;
    const read = ((stages.get("读取") ?? began) - began) / 1000;
    const own = (user + system) / 1_000_000;
    const children = secondsOfChildren() - usedByChildren;
    return `一季${SEASON}份（网页60%、DOCX 20%、PDF 15%、DOC和XLSX 5%）读取、核查并发布：${seconds.toFixed(1)}秒（其中读取${read.toFixed(1)}秒），处理器时间${(own + children).toFixed(1)}秒（读取的进程${children.toFixed(1)}秒，其余${own.toFixed(1)}秒），${availableParallelism()}核，目标${GOAL}秒；未载入${refused}份。`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a clock tick of /proc is on every Linux: a hundredth of a second. */
const TICK = 0.01;

/** Seconds of the processor that child processes took which have ended; NaN where no /proc tells. */
function secondsOfChildren(): number {
  try {
    const [, after = ""] = readFileSync("/proc/self/stat", "utf8").split(/\) /);
    const fields = after.split(" ").map(Number);
    // cutime and cstime, the 16th and 17th field of proc_pid_stat(5); the 3rd comes first here.
    return ((fields[13] ?? NaN) + (fields[14] ?? NaN)) * TICK;
  } catch {
    return NaN;
  }
}
