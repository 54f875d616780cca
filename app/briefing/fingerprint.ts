import { createHash } from "node:crypto";
import { z } from "zod";
import { CHECKS } from "#domain/checks/checks";
import { choicesInFull, type BriefingChoices } from "#domain/briefing/choices";
import { BRIEFING_TEMPLATES } from "#domain/briefing/templates";
import { CELLS } from "#domain/form/cells";
import { FORMATS } from "#domain/indicators/format";
import { HEADLINE } from "#domain/indicators/headline";
import { declaredIndicators, indicatorColumns } from "#domain/tables/method";
import type { NumberedFigure } from "./briefing";

/** What a document carries so that it can be checked later. */
export interface Fingerprint {
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
  FORMATS,
  HEADLINE,
  BRIEFING_TEMPLATES,
  declaredIndicators.map((each) => indicatorColumns.map((column) => column.value(each))),
  CHECKS.map(({ id, severity, name, basis, expression }) => [
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
    parameters: choicesInFull(choices),
  };
}

/** gk1:data:definitions:figures:parameters */
export function fingerprintText(fingerprint: Fingerprint): string {
  const { data, definitions: declared, figures, parameters } = fingerprint;
  return [SCHEME, data, declared, figures, parameters].join(":");
}

const part = z.string().regex(new RegExp(`^[0-9a-f]{${LENGTH}}$`));
const partsSchema = z.tuple([z.literal(SCHEME), part, part, part, z.string().min(1)]);

/** Reads a fingerprint as printed; null for a text that is none. */
export function parsedFingerprint(given: string): Fingerprint | null {
  const [scheme, data, declared, figures, ...rest] = given.replaceAll(/\s/gu, "").split(":");
  const found = partsSchema.safeParse([scheme, data, declared, figures, rest.join(":")]);
  if (!found.success) return null;
  const [, dataPart, definitionsPart, figuresPart, parameters] = found.data;
  return { data: dataPart, definitions: definitionsPart, figures: figuresPart, parameters };
}
