import { createHash } from "node:crypto";
import type { BodyKind } from "#domain/report/body-kind";
import type { ReadReport } from "#domain/report/read-report";
import { reportId } from "#domain/report/report-row";
import { TABLE_CODES } from "#domain/form/cells";
import type { Identity } from "./ledger";

/** A division has one government and one office; other bodies are told apart by their name. */
export function bodyId(division: string, kind: BodyKind, name: string): string {
  if (kind === "government" || kind === "office") return `${division}-${kind}`;
  const plain = name.normalize("NFKC").replaceAll(/\s/gu, "");
  return `${division}-${kind}-${createHash("sha256").update(plain).digest("hex").slice(0, 6)}`;
}

/** The identity of a report that was read, or in one sentence why it cannot stand among reports. */
export function identityOf(read: ReadReport): Identity | { readonly refusal: string } {
  const { body, kind, division, year, scope } = read;
  const unknown = [
    body === null && "报告机关",
    division === null && "行政区划",
    kind === null && "机关类别",
    year === null && "报告年度",
  ].filter(Boolean);
  if (body === null || kind === null || division === null || year === null)
    return {
      refusal: `未能认定${unknown.join("、")}：请在同一文件夹的 manifest.csv 中补上这份文件的信息后重新载入。`,
    };
  if (TABLE_CODES.every((code) => read.forms[code] === null))
    return { refusal: `三张统计表均缺失或不完整：${firstError(read)}` };
  const id = bodyId(division, kind, body);
  return { reportId: reportId(id, year, scope), bodyId: id, body, kind, division, year, scope };
}

function firstError(read: ReadReport): string {
  const error = read.problems.find((problem) => problem.severity === "error");
  return error?.message ?? "请人工核对原文。";
}
