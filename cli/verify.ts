import { readFile } from "node:fs/promises";
import { statedFiguresOf } from "#briefing/briefing";
import { composeBriefing } from "#briefing/compose";
import { type ChangedFigure, compareFigures } from "#briefing/file-changes";
import { readFileFingerprint } from "#briefing/file-fingerprint";
import { readReturnedList, type ReturnedList } from "#briefing/returned-list";
import { parseFingerprint, verifyFingerprint } from "#briefing/fingerprint";
import {
  CHANGED_PLACES_HEADING,
  EDITED_FIGURES_HEADING,
  formatExaminedParts,
  formatReturnedList,
  formatVerification,
} from "#briefing/verification-words";
import { closeDatabase } from "#db/engine/connection.server";
import { NotLoaded } from "#domain/filters/address";
import { loadFacts } from "./briefing";
import { defineCommand } from "./command";
import { formatExitCodes } from "./exit-codes";

const SUMMARY = "核验简报、函和退回的问题清单：数字是否被改过，各项有没有答复";

const HELP = `用法：npm run briefing -- verify 文件…

${SUMMARY}。
简报和函：列出有变化的数字，以及 Word 文档中写成以后改动过的各处文字和数字。
问题清单：列出各项的责任单位、问题编号和整改结果，以及与发出时不同的内容。

例：
  npm run briefing -- verify 简报.docx
  npm run briefing -- verify 退回的问题清单.xlsx

${formatExitCodes("verify")}
`;

/** Says whether files written earlier still agree with the data. */
export const verifyCommand = defineCommand({
  name: "verify",
  call: "npm run briefing -- verify",
  summary: SUMMARY,
  help: HELP,
  options: {},
  takesPaths: true,
  failure: "不能核验",
  async run(_options, files) {
    if (files.length === 0) throw new Error("请给出要核验的文件。");
    try {
      return (await verifyFiles(files)) ? "done" : "partly";
    } catch (error) {
      if (!(error instanceof NotLoaded)) throw error;
      process.stderr.write(`${error.message}\n`);
      return "partly";
    } finally {
      closeDatabase();
    }
  },
});

/** A file that is no briefing of ours. */
class Unverifiable extends Error {
  override readonly name = "Unverifiable";
}

/** Every file that is named, each under its name; one that cannot be read does not hide the others. */
async function verifyFiles(files: readonly string[]): Promise<boolean> {
  let same = true;
  for (const file of files) {
    if (files.length > 1) process.stdout.write(`${file}：\n`);
    try {
      same = (await verifyFile(file)) && same;
    } catch (error) {
      if (files.length === 1 || !(error instanceof Unverifiable || error instanceof NotLoaded))
        throw error;
      process.stdout.write(`${error.message}\n`);
      same = false;
    }
  }
  return same;
}

/** Says whether a file still agrees with the data. */
async function verifyFile(file: string): Promise<boolean> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) throw new Unverifiable(`没有这个文件，或者不能读取：${file}`);
  const stated = await readFileFingerprint(bytes);
  const returned = stated ? null : await readReturnedList(bytes);
  if (returned) return printReturnedList(returned);
  const parsed = stated && parseFingerprint(stated.fingerprint);
  if (!stated || !parsed)
    throw new Unverifiable(
      `${file}中没有校验指纹或者问题编号，不是由本系统生成的docx、xlsx或者zip文件，或者已经损坏。`,
    );
  const now = composeBriefing(await loadFacts(new URLSearchParams(parsed.parameters)));
  const verification = verifyFingerprint(parsed, now);
  process.stdout.write(`${formatVerification(verification, stated)}\n`);
  printChanges(CHANGED_PLACES_HEADING, stated.places ?? []);
  printChanges(EDITED_FIGURES_HEADING, stated.edited);
  process.stdout.write(`${formatExaminedParts(stated)}\n`);
  for (const part of verification.parts)
    process.stdout.write(
      `  ${part.name}：${part.words}（文件${part.stated}，现在${part.found}）\n`,
    );
  for (const { name, stated: was, found } of compareFigures(stated.figures, statedFiguresOf(now)))
    process.stdout.write(`  ${name}：${was ?? "无"} → ${found ?? "无"}\n`);
  return verification.same && stated.edited.length === 0 && stated.rewritten !== true;
}

function printChanges(heading: string, changes: readonly ChangedFigure[]): void {
  if (changes.length > 0) process.stdout.write(`${heading}：\n`);
  for (const { name, stated, found } of changes)
    process.stdout.write(`  ${name}：${stated ?? "无"} → ${found ?? "无"}\n`);
}

/** Prints who answered what; whether every request is answered and nothing else was changed. */
function printReturnedList(list: ReturnedList): boolean {
  const lines = list.rows.map(({ sheet, row, id, fields, changed }) => {
    const result = fields.result.trim() === "" ? "未填" : fields.result.replaceAll(/\s+/gu, " ");
    const edits = changed.length === 0 ? "" : `（${changed.join("、")}与发出时不同）`;
    return `  ${sheet}第${row}行 ${fields.body} ${id}：${result}${edits}\n`;
  });
  const unknown = list.unknown.map(({ sheet, row }) => `  ${sheet}第${row}行没有问题编号\n`);
  process.stdout.write([`${formatReturnedList(list)}\n`, ...lines, ...unknown].join(""));
  const isWhole = list.rows.every(({ changed }) => changed.length === 0);
  return isWhole && list.unknown.length === 0 && list.answered === list.rows.length;
}
