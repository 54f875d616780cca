import { SEVERITIES } from "#domain/checks/check";
import { DOCUMENT_STATES, DOCUMENT_STATE_CODES } from "#domain/report/document-state";
import type { LoadOutcome } from "./load";

/** What a load did, in lines for a person. */
export function outcomeInWords(outcome: LoadOutcome): string[] {
  return [
    receivedInWords(outcome),
    ...refusedInWords(outcome),
    ...supersededInWords(outcome),
    ...warningsInWords(outcome),
    ...findingsInWords(outcome),
    ...correctionsInWords(outcome),
    publishedInWords(outcome),
  ];
}

/** Whether every document that was handed in is in use or lies there twice. */
export function isComplete({ received }: LoadOutcome): boolean {
  return received.every(({ state }) => state !== "refused");
}

function receivedInWords({ received, read }: LoadOutcome): string {
  const parts = DOCUMENT_STATE_CODES.flatMap((state) => {
    const count = received.filter((standing) => standing.state === state).length;
    const always = state === "loaded" || state === "refused" || state === "duplicate";
    return always || count > 0 ? [`${DOCUMENT_STATES[state].name} ${count}`] : [];
  });
  const unchanged = received.length - read;
  const known = unchanged > 0 ? `（${unchanged} 份与上次相同，未重新读取）` : "";
  return `收到 ${received.length} 份 = ${parts.join(" + ")}${known}`;
}

function refusedInWords({ received }: LoadOutcome): string[] {
  const refused = received.filter(({ state }) => state === "refused");
  if (refused.length === 0) return [];
  return ["未载入的文件：", ...refused.map(({ entry, reason }) => `  ${entry.file}：${reason}`)];
}

function supersededInWords({ superseded }: LoadOutcome): string[] {
  if (superseded.length === 0) return [];
  return [
    "同一份报告有几份文件，未采用的：",
    ...superseded.map(({ entry, reason }) => `  ${entry.file}：${reason}`),
  ];
}

function warningsInWords({ warnings, received }: LoadOutcome): string[] {
  const overruled = received.flatMap(({ entry }) =>
    entry.overruled.map((message) => `${entry.file}：${message}`),
  );
  const all = [...warnings, ...overruled];
  return all.length === 0 ? [] : ["请核对：", ...all.map((warning) => `  ${warning}`)];
}

function findingsInWords({ findings }: LoadOutcome): string[] {
  if (!findings) return [];
  const open = [...findings.open, ...findings.changed.map(({ stored }) => stored)];
  const parts = Object.entries(SEVERITIES).map(([severity, { name }]) => {
    const count = open.filter(({ finding }) => finding.severity === severity).length;
    return `${name} ${count}`;
  });
  const accepted = findings.accepted.length > 0 ? `（另有已接受 ${findings.accepted.length}）` : "";
  const flaws = [
    ...findings.changed.map(({ stored }) => `  ${stored.reportId} 已接受的发现数值有变，重新列出`),
    ...findings.stale.map(
      ({ fingerprint }) => `  已接受的发现 ${fingerprint} 不再出现，可从表中删去`,
    ),
  ];
  return [`核查发现（条）：${parts.join("，")}${accepted}`, ...flaws];
}

function correctionsInWords({ corrections }: LoadOutcome): string[] {
  if (corrections.length === 0) return [];
  const refused = corrections.filter(({ refusal }) => refusal !== null);
  return [
    `更正：采用 ${corrections.length - refused.length} 条，未采用 ${refused.length} 条`,
    ...refused.map(
      ({ correction, refusal }) => `  ${correction.report} ${correction.cell}：${refusal}`,
    ),
  ];
}

function publishedInWords({ manifest, published }: LoadOutcome): string {
  const name = `第 ${manifest.generation} 版数据（${manifest.rows["reports"] ?? "?"} 份报告，校验码 ${manifest.dataHash.slice(0, 12)}）`;
  return published ? `已发布${name}` : `没有变化，仍用${name}`;
}
