import { join } from "node:path";
import { type Finding } from "#domain/checks/check-rule";
import { SEVERITIES, SEVERITY_CODES } from "#domain/report/severity";
import type { Identity } from "#domain/report/identity";
import type { ReadReport } from "#domain/report/read-report";
import { checkReports } from "#etl/build/check-reports";
import { readDeadlines } from "#etl/build/reviewed-tables";
import { identityOf } from "#etl/intake/ledger";
import { loadDivisions, Register } from "#etl/intake/register";
import { dataFolder } from "#store/data-folder";
import { defineCommand } from "./command";
import { formatExitCodes } from "./exit-codes";
import { printUnread, readFilesApart } from "./read";
import { printLines } from "./terminal";

const SUMMARY = "核查年度报告而不载入，列出每份的核查发现";

const HELP = `用法：npm run -s etl -- check 文件…

${SUMMARY}。

文件与 read 相同；一起给出的各份报告互为上年、下级和对照，没有给出的不参与比较。
发现和没能读取的数据写到标准输出，读不出的文件和原因写到标准错误。没能读取的数据不参与核查。要看全部数据的核查结果，请载入后打开网页。

例：
  npm run -s etl -- check 某区2023.html
  npm run -s etl -- check 某区2022.html 某区2023.html

${formatExitCodes("check")}
`;

/** Checks the documents named, without loading them. */
export const checkCommand = defineCommand({
  name: "check",
  call: "npm run etl -- check",
  summary: SUMMARY,
  help: HELP,
  options: {},
  takesPaths: true,
  failure: "没有核查",
  async run(_options, files) {
    if (files.length === 0) throw new Error("请给出要核查的文件。");
    const reports: NamedReport[] = [];
    let unread = 0;
    for await (const { file, report, error } of readFilesApart(files)) {
      const identity = report ? identityOf(report) : { refusal: error };
      if (report && "reportId" in identity) reports.push({ file, report, identity });
      else {
        unread += 1;
        printUnread(file, "refusal" in identity ? identity.refusal : error);
      }
    }
    const { found: checked } = await checkReports(reports, {
      register: new Register(loadDivisions()),
      deadlines: await readDeadlines(join(dataFolder(), "deadlines.csv")),
      corrections: [],
      known: null,
      readingOf: async ({ report }) => report,
      onChecked: () => undefined,
    });
    const findings = new Map(checked.map((each) => [each.reportId, each.findings]));
    for (const { file, report, identity } of reports)
      printLines(
        process.stdout,
        formatFindings(file, listUnread(report), findings.get(identity.reportId) ?? []),
      );
    const hasErrors = checked.some((each) =>
      each.findings.some(({ severity }) => severity === "E"),
    );
    const hasUnread = unread > 0 || reports.some(({ report }) => listUnread(report).length > 0);
    return hasUnread || hasErrors ? "partly" : "done";
  },
});

interface NamedReport {
  readonly file: string;
  readonly report: ReadReport;
  readonly identity: Identity;
}

/** What could not be read of a report, a sentence each; the checks do not see it. */
function listUnread({ problems }: ReadReport): readonly string[] {
  return problems.flatMap(({ severity, message }) => (severity === "error" ? [message] : []));
}

function formatFindings(
  file: string,
  unread: readonly string[],
  findings: readonly Finding[],
): string[] {
  const counts = SEVERITY_CODES.map((code) => {
    const count = findings.filter(({ severity }) => severity === code).length;
    return `${SEVERITIES[code].name} ${count}`;
  });
  const lines = SEVERITY_CODES.flatMap((code) =>
    findings
      .filter(({ severity }) => severity === code)
      .map(({ message }) => `  ${SEVERITIES[code].name}：${message}`),
  );
  const notRead = unread.length === 0 ? "" : `有${unread.length}处没能读取，没有核查；其余：`;
  return [
    `${file}：${notRead}${counts.join("，")}`,
    ...unread.map((message) => `  没能读取：${message}`),
    ...lines,
  ];
}
