import { mkdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Briefing } from "#briefing/briefing";
import { composeBriefing } from "#briefing/compose";
import { BRIEFING_FORMATS, type BriefingFormat, isBriefingFormat } from "#briefing/formats";
import { writeLetterArchive, writeLetterFiles, writeLetterList } from "#briefing/letters";
import {
  countLetters,
  explainNoLetter,
  isLetterDue,
  lettersDueTo,
  planLetters,
  resolveRecipient,
} from "#briefing/recipient";
import { recipientNameOf } from "#briefing/text/letter";
import { explainNothingDue } from "#briefing/text/overview";
import { closeDatabase } from "#db/engine/connection.server";
import { fetchBriefingFacts } from "#db/queries/briefing.server";
import { fetchFirstView } from "#db/queries/loaded.server";
import { parseBriefingChoices } from "#domain/briefing/choices";
import { NotLoaded } from "#domain/filters/address";
import { MASTHEAD_FIELDS, MASTHEAD_KEYS } from "#domain/briefing/masthead";
import { briefingTemplate } from "#domain/briefing/templates";
import { keysOf, recordOf } from "#domain/records";
import { showProgress } from "#etl/progress";
import { defineCommand } from "./command";
import { formatExitCodes } from "./exit-codes";

const SUMMARY = "不用浏览器写出简报，可以每个地区一份";

const HELP = `用法：
  npm run briefing -- --scope 990000 --year 2025 --format docx --out 文件
  npm run briefing -- --scope 990000 --year 2025 --each county --out 文件夹（或者.zip）
  npm run briefing -- verify 文件...
--each 写出全部应发的函件和发函清单，没有需要提出的事项的不发函；--number 为第一份的发文字号，其余依次编号。
其他选择与网页地址相同：--template circular|topic|letter|issues --base 2023 --division 990101
  --letter reminder|lateness|correction --indicators a,b --sections a,b --marks on
  或者 --query "网页地址中问号以后的部分"
版头、版记和联系方式，不填的留〔　〕待填（日期为年-月-日）：
${keysOf(MASTHEAD_FIELDS)
  .map((key) => `  --${key} ${MASTHEAD_FIELDS[key].name}`)
  .join("\n")}

${formatExitCodes("briefing")}
`;

/** What the pages call the same in their address. */
const CHOICES = {
  year: { type: "string" },
  template: { type: "string" },
  base: { type: "string" },
  level: { type: "string" },
  division: { type: "string" },
  letter: { type: "string" },
  indicator: { type: "string" },
  indicators: { type: "string" },
  sections: { type: "string" },
  marks: { type: "string" },
  ...recordOf(MASTHEAD_KEYS, () => ({ type: "string" }) as const),
} as const;

/** Writes briefings without a browser. */
export const briefingCommand = defineCommand({
  name: "briefing",
  call: "npm run briefing --",
  summary: SUMMARY,
  help: HELP,
  options: {
    ...CHOICES,
    scope: { type: "string" },
    format: { type: "string" },
    out: { type: "string" },
    each: { type: "string" },
    query: { type: "string" },
  },
  takesPaths: false,
  failure: "没有写成",
  async run({ out, each, query, scope, format: given, ...choices }) {
    if (out === undefined) throw new Error("请用 --out 写明写到哪个文件或文件夹。");
    const format = formatOf(given, each === undefined ? out : "");
    const parameters = new URLSearchParams(query ?? "");
    for (const key of keysOf(CHOICES)) {
      const value = choices[key];
      if (value !== undefined) parameters.set(key, value);
    }
    if (scope !== undefined) parameters.set("area", scope);
    try {
      if (each === undefined) await writeOne(parameters, format, out);
      else await writeLetters(parameters, each, format, out);
      return "done";
    } catch (error) {
      if (!(error instanceof NotLoaded)) throw error;
      process.stderr.write(`${error.message}\n`);
      return "partly";
    } finally {
      closeDatabase();
    }
  },
});

/** The facts of the briefing that an address chooses. */
export async function loadFacts(parameters: URLSearchParams) {
  const { main } = await fetchFirstView(parameters.get("area") ?? undefined);
  return resolveRecipient(await fetchBriefingFacts(parseBriefingChoices(parameters, main)));
}

async function writeOne(
  parameters: URLSearchParams,
  format: BriefingFormat,
  file: string,
): Promise<void> {
  const facts = await loadFacts(parameters);
  if (briefingTemplate(facts.choices.template).single && !isLetterDue(facts))
    throw new Error(
      `没有需要向${recipientNameOf(facts)}发的函：${explainNoLetter(facts, lettersDueTo(facts))}。`,
    );
  const reason = explainNothingDue(facts);
  if (reason !== null)
    throw new Error(`${reason}，没有写${briefingTemplate(facts.choices.template).name}。`);
  await writeBriefing(composeBriefing(facts), format, file);
  process.stdout.write(`${file}\n`);
}

/** The letters due to the districts of a level, into a folder or an archive; their common data are fetched once. */
async function writeLetters(
  parameters: URLSearchParams,
  level: string,
  format: BriefingFormat,
  out: string,
): Promise<void> {
  parameters.set("template", "letter");
  parameters.set("level", level);
  const { main } = await fetchFirstView(parameters.get("area") ?? undefined);
  const facts = await fetchBriefingFacts(parseBriefingChoices(parameters, main));
  const plans = planLetters(facts);
  const [count, start] = [countLetters(plans), performance.now()];
  const none = plans.filter(({ letters }) => letters.length === 0).length;
  const told = (words: string): void => {
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    process.stdout.write(
      `${words}；${none}个地区没有需要发的函，原因见发函清单。用时${seconds}秒\n`,
    );
  };
  if (path.extname(out).toLowerCase() === ".zip") {
    const archive = await writeLetterArchive(facts);
    if (archive === null) throw new Error("所选范围内没有需要发的函。");
    await mkdir(path.dirname(path.resolve(out)), { recursive: true });
    await writeFile(out, archive.content);
    return told(`写成${count}份：${out}`);
  }
  await mkdir(out, { recursive: true });
  const list = writeLetterList(plans, facts);
  await writeFile(path.join(out, list.name), list.content);
  const onWritten = showProgress(process.stderr).stage("写出", count);
  let written = 0;
  for await (const { name, content } of writeLetterFiles(plans, format)) {
    await writeFile(path.join(out, name), content);
    onWritten((written += 1));
  }
  told(`写成${count}份：${out}`);
}

async function writeBriefing(
  briefing: Briefing,
  format: BriefingFormat,
  file: string,
): Promise<void> {
  const there = await stat(file).catch(() => null);
  if (there?.isDirectory()) throw new Error(`${file}是文件夹。--out应为文件，如简报.${format}。`);
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  await writeFile(file, await BRIEFING_FORMATS[format].write(briefing));
}

/** The format that was chosen, else that of the file's ending, else a Word document. */
function formatOf(given: string | undefined, file: string): BriefingFormat {
  const format = given ?? (path.extname(file).slice(1).toLowerCase() || "docx");
  if (isBriefingFormat(format)) return format;
  const known = Object.keys(BRIEFING_FORMATS).join("、");
  throw new Error(`没有这种文件格式：${format}。可选${known}。`);
}
