import v8 from "node:v8";
import vm from "node:vm";
import { readDocument } from "#etl/read/formats";
import { recogniseReport } from "#etl/recognise/recognise-report";
import { loadDivisions } from "#etl/intake/register";
import { loadBodies } from "#etl/intake/bodies";
import { DivisionNames } from "#etl/intake/division-names";
import { asHtml } from "../test/support/documents/html";
import { layOut } from "../test/support/documents/layout";
import { Random } from "../test/support/documents/random";
import { asText } from "../test/support/documents/text";
import { inventTruth } from "../test/support/documents/truth";

export const title = "读取：内存";

const DOCUMENTS = Number(process.env.BENCH_DOCUMENTS ?? 20_000);
const DIFFERENT = 200;
const MB = 1024 * 1024;

/** Memory after each quarter of a long load: it must not grow with the number of documents. */
export async function run(): Promise<string> {
  const register = new DivisionNames(loadDivisions(), loadBodies());
  const pages = Array.from({ length: DIFFERENT }, (_, seed) => {
    const sample = layOut(inventTruth(new Random(seed + 1)));
    return seed % 4 === 0
      ? { file: "示例.txt", text: asText(sample) }
      : { file: "示例.html", text: asHtml(sample) };
  });
  const lines = ["| 已读取 | 堆（MB） | 进程（MB） |", "|--:|--:|--:|"];
  for (let number = 1; number <= DOCUMENTS; number += 1) {
    const page = pages[number % DIFFERENT];
    if (!page) continue;
    const document = await readDocument(made(page.text, number), page.file);
    recogniseReport(document, { register });
    if (number % Math.ceil(DOCUMENTS / 4) === 0 || number === DIFFERENT) lines.push(row(number));
  }
  return lines.join("\n");
}

/** A page of its own: no paragraph, label or name that another one has, as far as it may differ. */
function made(text: string, number: number): Uint8Array {
  const own = text
    .replaceAll("虚构", `虚构（第${number}份）`)
    .replaceAll("行政规范性文件", `行政规范性文件（${number}）`)
    .replaceAll("重复申请", `重复申请（${number}）`);
  return new TextEncoder().encode(own);
}

function row(number: number): string {
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  return `| ${number} | ${(heapUsed / MB).toFixed(0)} | ${(rss / MB).toFixed(0)} |`;
}

function collectGarbage(): void {
  v8.setFlagsFromString("--expose-gc");
  const collect: unknown = vm.runInNewContext("gc");
  if (typeof collect === "function") collect();
}
