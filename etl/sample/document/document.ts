import iconv from "iconv-lite";
import type { SampleReport } from "../province";
import { randomStream } from "../random";
import { BULLETIN, OPEN_GRID, PLAIN_TEXT, PORTAL, WORD_PAGE } from "./skins";
import { type Skin, writeManuscript } from "./skin";

export const SKINS = {
  portal: PORTAL,
  bulletin: BULLETIN,
  wordPage: WORD_PAGE,
  openGrid: OPEN_GRID,
  plainText: PLAIN_TEXT,
} as const satisfies Record<string, Skin>;
export type SkinName = keyof typeof SKINS;

/** First report year for which the cities have rebuilt their sites. */
const REBUILT = 2022;

const SITES: Readonly<Record<"before" | "since", readonly SkinName[]>> = {
  before: ["bulletin", "wordPage", "bulletin", "portal"],
  since: ["portal", "portal", "wordPage", "openGrid", "portal", "bulletin"],
};

/** The skin of a report: that of its city's site, or plain text where only a text was kept. */
export function skinOf(report: SampleReport, seed: number): SkinName {
  const { division, city, kind, year } = report;
  const kept = randomStream(seed, "kept as text", division.code, kind)();
  if (kept < (kind === "office" ? 0.3 : 0.1)) return "plainText";
  const era = year < REBUILT ? "before" : "since";
  const site = randomStream(seed, "site", (city ?? division).code, era)();
  return SITES[era][Math.floor(site * SITES[era].length)] ?? "portal";
}

/** A report as a document: its path below the folder of the province, and its bytes. */
export interface SampleDocument {
  readonly path: string;
  readonly skin: SkinName;
  readonly bytes: Uint8Array;
}

/** Writes a report as a document, in the skin of its site unless another is asked for. */
export function writeDocument(
  report: SampleReport,
  seed: number,
  skin: SkinName = skinOf(report, seed),
): SampleDocument {
  const { extension, encoding, page } = SKINS[skin];
  const text = page(writeManuscript(report, seed));
  const { division, city, kind, year } = report;
  return {
    path: `${year}/${(city ?? division).code}/${division.code}-${kind}.${extension}`,
    skin,
    bytes: iconv.encode(text, encoding),
  };
}
