/** `npm run briefing`: writes briefings without a browser, and verifies those that were written. */
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { resolveRecipient, recipientsOf } from "#briefing/recipient";
import { statedFiguresOf, type Briefing } from "#briefing/briefing";
import { compareFigures } from "#briefing/file-changes";
import { composeBriefing } from "#briefing/compose";
import { readFileFingerprint } from "#briefing/file-fingerprint";
import { parseFingerprint } from "#briefing/fingerprint";
import { BRIEFING_FORMATS, isBriefingFormat, type BriefingFormat } from "#briefing/formats";
import {
  formatExaminedParts,
  EDITED_FIGURES_HEADING,
  formatVerification,
} from "#briefing/verification-words";
import { verifyFingerprint } from "#briefing/fingerprint";
import { fetchBriefingFacts } from "#db/queries/briefing.server";
import { closeDatabase } from "#db/engine/connection.server";
import { fetchDataFacts, defaultChoiceOf } from "#db/queries/loaded.server";
import { parseBriefingChoices } from "#domain/briefing/choices";
import { NotLoaded } from "#domain/filters/address";

const USAGE = `用法：
  npm run briefing -- --scope 990000 --year 2025 --format docx --out 文件
  npm run briefing -- --scope 990000 --year 2025 --each county --out 文件夹
  npm run briefing -- verify 文件...
其他选择与网页地址相同：--template circular|topic|letter|issues --base 2023 --division 990101
  --indicators a,b --sections a,b --marks off，或者 --query "网页地址中问号以后的部分"`;

const OPTIONS = {
  scope: { type: "string" },
  year: { type: "string" },
  format: { type: "string" },
  help: { type: "boolean", short: "h" },
  out: { type: "string" },
  each: { type: "string" },
  query: { type: "string" },
  template: { type: "string" },
  base: { type: "string" },
  level: { type: "string" },
  division: { type: "string" },
  indicator: { type: "string" },
  indicators: { type: "string" },
  sections: { type: "string" },
  marks: { type: "string" },
} as const;
const PASSED_ON = [
  "year",
  "template",
  "base",
  "level",
  "division",
  "indicator",
  "indicators",
  "sections",
  "marks",
] as const;

class CallRefused extends Error {}

async function loadFacts(parameters: URLSearchParams) {
  return resolveRecipient(
    await fetchBriefingFacts(
      parseBriefingChoices(parameters, defaultChoiceOf(await fetchDataFacts())),
    ),
  );
}

async function writeBriefing(
  briefing: Briefing,
  format: BriefingFormat,
  file: string,
): Promise<void> {
  const there = await stat(file).catch(() => null);
  if (there?.isDirectory())
    throw new CallRefused(`${file}是文件夹。--out应为文件，如简报.${format}。`);
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  await writeFile(file, await BRIEFING_FORMATS[format].write(briefing));
}

/** One letter a district; the group is asked about once. */
async function writeLetters(
  parameters: URLSearchParams,
  format: BriefingFormat,
  folder: string,
): Promise<void> {
  parameters.set("template", "letter");
  const facts = await loadFacts(parameters);
  const districts = recipientsOf(facts);
  const start = performance.now();
  for (const [index, { code: division }] of districts.entries()) {
    const briefing = composeBriefing({ ...facts, choices: { ...facts.choices, division } });
    const file = path.join(folder, `${division}_${briefing.name}.${format}`);
    await writeBriefing(briefing, format, file);
    drawProgress(index + 1, districts.length);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`写成${districts.length}份，用时${seconds}秒：${folder}\n`);
}

const BAR = 30;

function drawProgress(done: number, all: number): void {
  if (!process.stderr.isTTY && done < all) return;
  const filled = Math.round((done / all) * BAR);
  const bar = `${"█".repeat(filled)}${"░".repeat(BAR - filled)}`;
  process.stderr.write(`\r${bar} ${done}/${all}${done === all ? "\n" : ""}`);
}

/** Says whether a file still agrees with the data; the exit code is 1 where it does not. */
async function verifyFile(file: string): Promise<boolean> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) throw new CallRefused(`没有这个文件，或者不能读取：${file}`);
  const stated = await readFileFingerprint(bytes);
  const parsed = stated && parseFingerprint(stated.fingerprint);
  if (!stated || !parsed)
    throw new CallRefused(
      `${file}中没有校验指纹，不是由本系统生成的docx、xlsx或者zip文件，或者已经损坏。`,
    );
  const now = composeBriefing(await loadFacts(new URLSearchParams(parsed.parameters)));
  const verification = verifyFingerprint(parsed, now);
  process.stdout.write(
    `${formatVerification(verification, stated)}\n${formatExaminedParts(stated)}\n`,
  );
  for (const part of verification.parts)
    process.stdout.write(
      `  ${part.name}：${part.words}（文件${part.stated}，现在${part.found}）\n`,
    );
  for (const { name, stated: was, found } of compareFigures(stated.figures, statedFiguresOf(now)))
    process.stdout.write(`  ${name}：${was ?? "无"} → ${found ?? "无"}\n`);
  if (stated.edited.length > 0) process.stdout.write(`${EDITED_FIGURES_HEADING}：\n`);
  for (const { name, stated: was, found } of stated.edited)
    process.stdout.write(`  ${name}：${was ?? "无"} → ${found ?? "无"}\n`);
  return verification.same && stated.edited.length === 0 && stated.rewritten !== true;
}

/** Every file that is named, each under its name; one that cannot be read does not hide the others. */
async function verifyFiles(files: readonly string[]): Promise<boolean> {
  let same = true;
  for (const file of files) {
    if (files.length > 1) process.stdout.write(`${file}：\n`);
    try {
      same = (await verifyFile(file)) && same;
    } catch (error) {
      if (files.length === 1 || !(error instanceof CallRefused || error instanceof NotLoaded))
        throw error;
      process.stdout.write(`${error.message}\n`);
      same = false;
    }
  }
  return same;
}

function parseArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch {
    throw new CallRefused(`参数不正确。\n${USAGE}`);
  }
}

/** The format that was asked for, else that of the file's ending, else a Word document. */
function formatOf(given: string | undefined, file: string): BriefingFormat {
  const format = given ?? (path.extname(file).slice(1).toLowerCase() || "docx");
  if (isBriefingFormat(format)) return format;
  const known = Object.keys(BRIEFING_FORMATS).join("、");
  throw new CallRefused(`没有这种文件格式：${format}。可选${known}。`);
}

async function run(): Promise<boolean> {
  const { values, positionals } = parseArguments();
  if (values.help === true) {
    process.stdout.write(`${USAGE}\n`);
    return true;
  }
  const [command, ...files] = positionals;
  if (command === "verify" && files.length > 0) return verifyFiles(files);
  if (command !== undefined || values.out === undefined) throw new CallRefused(USAGE);
  const format = formatOf(values.format, values.each === undefined ? values.out : "");
  const parameters = new URLSearchParams(values.query ?? "");
  for (const key of PASSED_ON) if (values[key] !== undefined) parameters.set(key, values[key]);
  if (values.scope !== undefined) parameters.set("area", values.scope);
  if (values.each !== undefined) {
    parameters.set("level", values.each);
    await writeLetters(parameters, format, values.out);
    return true;
  }
  await writeBriefing(composeBriefing(await loadFacts(parameters)), format, values.out);
  process.stdout.write(`${values.out}\n`);
  return true;
}

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof NotLoaded ? 1 : 2;
} finally {
  closeDatabase();
}
