import { formatVerdict } from "#domain/desk/journal";
import { dataStore } from "#store/data-folder";
import { readJournal } from "#store/journal";
import { defineCommand } from "./command";
import { formatExitCodes } from "./exit-codes";
import { printLines } from "./terminal";

const SUMMARY = "校验工作记录：有没有被改动、缺少或次序不对的行";

const HELP = `用法：npm run etl -- journal

${SUMMARY}。

工作记录（数据文件夹的 journal/journal.jsonl）一行记一件事：谁、何时、做了什么、为什么。每行带有前一行的校验码，
改动一个字节就对不上，并指出是哪一行。把末行校验码另记一处，日后可以证明此前各行没有整个换过。

例：
  npm run etl -- journal
${formatExitCodes("journal")}
`;

/** Verifies the journal of the data folder. */
export const journalCommand = defineCommand({
  name: "journal",
  call: "npm run etl -- journal",
  summary: SUMMARY,
  help: HELP,
  options: {},
  takesPaths: false,
  failure: "没有校验",
  async run() {
    const verdict = await readJournal(dataStore());
    printLines(process.stdout, [formatVerdict(verdict)]);
    return verdict.fault === null ? "done" : "partly";
  },
});
