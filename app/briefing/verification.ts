import type { Briefing } from "./briefing";
import { fingerprintText, parsedFingerprint, type Fingerprint } from "./fingerprint";

/** What a fingerprint covers, and how to say that it has changed. */
const PARTS = [
  { key: "data", name: "数据", changed: "数据已重新载入，与文件写成时不同" },
  { key: "definitions", name: "口径", changed: "表格、指标、核查规则或者格式的声明已有改动" },
  { key: "figures", name: "数字", changed: "按同样的选择重新计算，正文数字与文件不同" },
] as const satisfies readonly { key: keyof Fingerprint; name: string; changed: string }[];

export interface VerifiedPart {
  readonly key: keyof Fingerprint;
  readonly name: string;
  readonly same: boolean;
  /** What is in the file, and what is computed now. */
  readonly stated: string;
  readonly found: string;
  readonly words: string;
}

export interface Verification {
  readonly same: boolean;
  readonly parts: readonly VerifiedPart[];
  readonly stated: string;
}

/** Compares what a file says of itself with the same briefing written now. */
export function verified(stated: Fingerprint, now: Briefing): Verification {
  const found = parsedFingerprint(now.fingerprint);
  const parts = PARTS.map(({ key, name, changed }): VerifiedPart => {
    const value = found?.[key] ?? "";
    const same = value === stated[key];
    return { key, name, same, stated: stated[key], found: value, words: same ? "一致" : changed };
  });
  return { same: parts.every(({ same }) => same), parts, stated: fingerprintText(stated) };
}
