import { createHash } from "node:crypto";
import { z } from "zod";
import { type BriefingChoices, formatBriefingChoices } from "#domain/briefing/choices";
import { BRIEFING_TEMPLATES } from "#domain/briefing/templates";
import { CHECK_RULES } from "#domain/checks/rule-list";
import { CELLS } from "#domain/form/cells";
import { HEADLINE } from "#domain/indicators/indicators";
import { NUMBER_FORMATS } from "#domain/indicators/number-format";
import { declaredIndicators, indicatorColumns } from "#tables/method";
import type { Briefing, NumberedFigure } from "./briefing";

/** What a file carries so that it can be verified later. */
interface Fingerprint {
  /** Hash over all loaded rows. */
  readonly data: string;
  /** Hash over form, indicators, checks and formats. */
  readonly definitions: string;
  /** Hash over the figures printed. */
  readonly figures: string;
  /** The choices in full, as an address says them. */
  readonly parameters: string;
}

const LENGTH = 16;
const SCHEME = "gk1";
const hashOf = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, LENGTH);

const definitions = hashOf([
  CELLS,
  NUMBER_FORMATS,
  HEADLINE,
  BRIEFING_TEMPLATES,
  declaredIndicators.map((each) => indicatorColumns.map((column) => column.value(each))),
  CHECK_RULES.map(({ id, severity, name, basis, expression }) => [
    id,
    severity,
    name,
    basis,
    expression,
  ]),
]);

/** The fingerprint of a document of these choices over these data. */
export function fingerprintOf(
  choices: BriefingChoices,
  dataHash: string,
  evidence: readonly NumberedFigure[],
): Fingerprint {
  return {
    data: dataHash.slice(0, LENGTH),
    definitions,
    figures: hashOf(evidence.map(({ figure }) => [figure.name, figure.text])),
    parameters: formatBriefingChoices(choices),
  };
}

/** gk1:data:definitions:figures:parameters */
export function formatFingerprint(fingerprint: Fingerprint): string {
  const { data, definitions: declared, figures, parameters } = fingerprint;
  return [SCHEME, data, declared, figures, parameters].join(":");
}

/**
 * 核验码 3F2A-91BC-0D4E: stands small on the last page of a document, and on the page that writes it, so that a
 * paper copy can be told from one of other data or choices. The fingerprint itself is a property of the file.
 */
export function formatCode(fingerprint: string): string {
  const code = createHash("sha256").update(fingerprint).digest("hex").slice(0, 12).toUpperCase();
  return `核验码 ${code.match(/.{4}/gu)?.join("-") ?? code}`;
}

const part = z.string().regex(new RegExp(`^[0-9a-f]{${LENGTH}}$`));
const partsSchema = z.tuple([z.literal(SCHEME), part, part, part, z.string().min(1)]);

/** Reads a fingerprint as printed; null for a text that is none. */
export function parseFingerprint(given: string): Fingerprint | null {
  const [scheme, data, declared, figures, ...rest] = given.replaceAll(/\s/gu, "").split(":");
  const found = partsSchema.safeParse([scheme, data, declared, figures, rest.join(":")]);
  if (!found.success) return null;
  const [, dataPart, definitionsPart, figuresPart, parameters] = found.data;
  return { data: dataPart, definitions: definitionsPart, figures: figuresPart, parameters };
}

/** The parts of a fingerprint, and what a difference in each means. */
const PARTS = [
  { key: "data", name: "数据", changed: "数据已重新载入，与文件写成时不同" },
  { key: "definitions", name: "口径", changed: "表格、指标、核查规则或者格式的声明已有改动" },
  {
    key: "figures",
    name: "写成时的数字与现在的数据",
    changed: "按同样的选择重新计算，正文数字与文件不同",
  },
] as const satisfies readonly { key: keyof Fingerprint; name: string; changed: string }[];

interface VerifiedPart {
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

/** Compares the fingerprint of a file with the same briefing composed now. */
export function verifyFingerprint(stated: Fingerprint, now: Briefing): Verification {
  const found = parseFingerprint(now.fingerprint);
  const parts = PARTS.map(({ key, name, changed }): VerifiedPart => {
    const value = found?.[key] ?? "";
    const same = value === stated[key];
    return { key, name, same, stated: stated[key], found: value, words: same ? "一致" : changed };
  });
  return { same: parts.every(({ same }) => same), parts, stated: formatFingerprint(stated) };
}
