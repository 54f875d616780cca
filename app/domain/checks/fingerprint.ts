import type { Verdict } from "./check";

/** 53-bit hash (cyrb53) as 14 hexadecimal digits: names a finding, guards nothing. */
export function digest(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  const hash = 4294967296 * (2097151 & b) + (a >>> 0);
  return hash.toString(16).padStart(14, "0");
}

/** Names a finding by check, report, cells and topic, never by its values: it survives reloads. */
export function fingerprintOf(finding: Verdict, reportId: string): string {
  return digest([finding.check, reportId, finding.topic ?? "", ...finding.cells].join("|"));
}

/** Hash of what a finding says, so that an accepted one is reported when its values change. */
export function valuesOf(finding: Verdict): string {
  return digest([finding.left, finding.right, finding.expression].join("|"));
}
