import { z } from "zod";
import { decodeValue, encodeValue } from "./encoded-value";
import {
  digestText,
  findEditedBookmarks,
  findEditedFigures,
  paragraphsOf,
  type ChangedFigure,
  type StatedFigure,
} from "./file-changes";
import { findChangedCells } from "./file-cells";
import { FileParts } from "./file-parts";
import { type ChangedPlace, findChangedPlaces, type WrittenParagraph } from "./file-paragraphs";
import { readWorkbook } from "./workbook-cells";

/** Custom properties of a Word document: its fingerprint, its figures, the digests of its text and of its paragraphs. */
export const FINGERPRINT_PROPERTY = "校验指纹";
export const FIGURES_PROPERTY = "校验数字";
export const TEXT_PROPERTY = "校验文字";
export const PARAGRAPHS_PROPERTY = "校验段落";

/** What a docx, xlsx or zip file of ours says of itself. */
export interface FileFingerprint {
  readonly fingerprint: string;
  /** Empty where the file does not list them. */
  readonly figures: readonly StatedFigure[];
  /** Figures of a Word document that were changed after it was written. */
  readonly edited: readonly ChangedFigure[];
  /** Whether any word of a Word document, or cell of a workbook, was changed; null where the file does not say what it was. */
  readonly rewritten: boolean | null;
  /** Whether it is a workbook, whose cells are what was examined. */
  readonly isWorkbook: boolean;
  /** Where it was changed; null where the file does not say paragraph by paragraph, or cell by cell, what it was. */
  readonly places: readonly ChangedPlace[] | null;
}

/** Parts of a package that may say it, beside the text itself: properties, the texts of sheets. */
const PARTS = /^(docProps\/(custom|core)\.xml|xl\/sharedStrings\.xml|[^/]*指纹\.txt)$/u;
const FINGERPRINT = /gk1:[0-9a-f]{16}:[0-9a-f]{16}:[0-9a-f]{16}:[^\s<"]+/u;
const FIGURES = /gkf1:([A-Za-z0-9+/=]+)/u;
const TEXT = /gkt1:([0-9a-f]{16})/u;
const PARAGRAPHS = /gkp1:([A-Za-z0-9+/=]+)/u;
const paragraphsSchema = z.array(z.tuple([z.string(), z.string()]));
const figuresSchema = z.array(z.object({ name: z.string(), text: z.string() }));

/** The figures of a document as one word that survives XML. */
export const encodeFigures = (figures: readonly StatedFigure[]): string =>
  `gkf1:${encodeValue(figures)}`;

/** The paragraphs of a document likewise, and what is written before they are known. */
export const encodeParagraphs = (paragraphs: readonly WrittenParagraph[]): string =>
  `gkp1:${encodeValue(paragraphs)}`;
export const PARAGRAPHS_PLACEHOLDER = "gkp1:-";

/** The digest of a document's text as the file holds it, and what is written before it is known. */
export const encodeTextDigest = (digest: string): string => `gkt1:${digest}`;
export const DIGEST_PLACEHOLDER = encodeTextDigest("-".repeat(16));

/** What a docx, xlsx or zip file of ours says of itself; null where it is none of ours, or damaged. */
export async function readFileFingerprint(
  given: Uint8Array | ArrayBuffer,
): Promise<FileFingerprint | null> {
  return FileParts.read(given, async (parts) => {
    // A document may hold another within, which is not what people read.
    const inner = parts.isPackage() ? undefined : parts.names().find(isDocument);
    return inner === undefined
      ? readFingerprintIn(parts)
      : FileParts.read(await parts.bytes(inner), readFingerprintIn);
  });
}

const isDocument = (name: string): boolean => name.endsWith(".docx");

async function readFingerprintIn(parts: FileParts): Promise<FileFingerprint | null> {
  const document = await parts.text(await parts.main());
  const texts = [document];
  for (const name of parts.names()) if (PARTS.test(name)) texts.push(await parts.text(name));
  const all = texts.join("\n").replaceAll("&amp;", "&");
  const found = FINGERPRINT.exec(all);
  if (!found) return null;
  const figures = decodeValue(FIGURES.exec(all)?.[1], figuresSchema) ?? [];
  const described = decodeValue(PARAGRAPHS.exec(all)?.[1], paragraphsSchema);
  const paragraphs = paragraphsOf(document);
  const written = TEXT.exec(all)?.[1];
  const isWorkbook = /<(?:\w+:)?workbook\b/u.test(document);
  if (isWorkbook) {
    const places = findChangedCells(await readWorkbook(parts));
    const rewritten = places === null ? null : places.length > 0;
    return { fingerprint: found[0], figures, edited: [], rewritten, places, isWorkbook };
  }
  return {
    isWorkbook,
    fingerprint: found[0],
    figures,
    edited: [
      ...new Map(
        [...findEditedBookmarks(document, figures), ...findEditedFigures(paragraphs, figures)].map(
          (each) => [`${each.name}|${each.found ?? ""}`, each],
        ),
      ).values(),
    ],
    rewritten: written === undefined ? null : written !== digestText(paragraphs),
    places: described === null ? null : findChangedPlaces(described, paragraphs),
  };
}
