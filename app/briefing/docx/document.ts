import {
  Bookmark,
  Document,
  type FileChild,
  InternalHyperlink,
  type ISectionOptions,
  Packer,
  Paragraph,
  TextRun,
} from "docx";
import { briefingTemplate } from "#domain/briefing/templates";
import { normalizeDocument } from "#export/archive";
import { type Parts, readZip } from "#export/zip";
import {
  type Block,
  type Briefing,
  type BriefingSection,
  chartsOf,
  identityOf,
  isFigure,
  type Piece,
  statedFiguresOf,
} from "../briefing";
import { digestText, FIGURE_BOOKMARK, paragraphsOf } from "../file-changes";
import {
  DIGEST_PLACEHOLDER,
  encodeFigures,
  encodeTextDigest,
  encodeParagraphs,
  FIGURES_PROPERTY,
  FINGERPRINT_PROPERTY,
  PARAGRAPHS_PLACEHOLDER,
  PARAGRAPHS_PROPERTY,
  TEXT_PROPERTY,
} from "../file-fingerprint";
import { describeParagraphs } from "../file-paragraphs";
import { formatCode } from "../fingerprint";
import { formatOrdinal } from "../wording";
import { drawPicture, type Picture, renderChart, renderTable } from "./blocks";
import { pageFooters, pageHeaders, renderColophon, renderHead, renderSignature } from "./masthead";
import { LINE, letterLineOf } from "./letter-line";
import {
  ANNEX_PAGE,
  BODY_SIZE,
  font,
  FONTS,
  LETTER_PAGE,
  PAGE,
  stylesOf,
  PART_CHANGES,
} from "./styles";

interface Context {
  /** Number of each figure in the evidence. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Whether figures carry their number. */
  readonly isMarked: boolean;
  /** Whether the evidence stands in the same file, so that a mark leads to it. */
  readonly isLinked: boolean;
  readonly pictures: ReadonlyMap<string, Picture>;
  readonly counters: { chart: number; table: number };
  /** How often each figure has been printed. */
  readonly printed: Map<number, number>;
}

const blankLine = (keepNext = false): Paragraph => new Paragraph({ style: "Text", keepNext });
const plainParagraph = (text: string, keepNext = false): Paragraph =>
  new Paragraph({ style: "Text", text, keepNext });

/** The document to sign, laid out by GB/T 9704—2012; equal briefings give equal bytes. */
export async function writeDocx(briefing: Briefing): Promise<Uint8Array<ArrayBuffer>> {
  const { choices, dataset, annexes } = briefing;
  const { heading } = briefingTemplate(briefing.template);
  const context = await contextOf(briefing, { isMarked: choices.marks, isLinked: false });
  const shared = { ...pageHeaders(dataset), footers: pageFooters(heading) };
  const last = renderColophon(briefing);
  const line = heading === "letter" ? letterLineOf(briefing) : LINE;
  return assemble(briefing, line, [
    {
      ...shared,
      properties: heading === "letter" ? LETTER_PAGE : PAGE,
      children: [
        ...renderHead(briefing),
        ...renderText(briefing, context),
        ...renderAnnexList(annexes),
        ...renderSignature(briefing),
        ...(annexes.length === 0 ? last : []),
      ],
    },
    ...(annexes.length === 0
      ? []
      : [
          {
            ...shared,
            properties: ANNEX_PAGE,
            children: [...renderAnnexes(annexes, context), ...last],
          },
        ]),
  ]);
}

/** The file of evidence: the text with every figure numbered, and what each number stands for. */
export async function writeEvidence(briefing: Briefing): Promise<Uint8Array<ArrayBuffer>> {
  const context = await contextOf(briefing, { isMarked: true, isLinked: true });
  const shared = { ...pageHeaders(briefing.dataset), footers: pageFooters(undefined) };
  return assemble(briefing, LINE, [
    {
      ...shared,
      properties: PAGE,
      children: [
        new Paragraph({ style: "Title", text: "数字依据" }),
        plainParagraph(`文件：${briefing.title.join("")}。范围：${briefing.inWords}。`),
        plainParagraph(
          `${formatCode(briefing.fingerprint)}（校验指纹写在文件属性里，核验时选择本文件即可）。`,
        ),
        ...renderText(briefing, context),
      ],
    },
    {
      ...shared,
      properties: ANNEX_PAGE,
      children: renderAnnexes(briefing.proofs, context),
    },
  ]);
}

async function contextOf(
  briefing: Briefing,
  { isMarked, isLinked }: { readonly isMarked: boolean; readonly isLinked: boolean },
): Promise<Context> {
  const pictured = chartsOf(briefing).filter(({ native }) => native === undefined);
  const pictures = await Promise.all(
    pictured.map(async (chart) => [chart.id, await drawPicture(chart)] as const),
  );
  return {
    numbers: new Map(briefing.evidence.map(({ number, figure }) => [identityOf(figure), number])),
    isMarked,
    isLinked,
    printed: new Map(),
    pictures: new Map(pictures),
    counters: { chart: 0, table: 0 },
  };
}

/**
 * A Word document of some sections, which says of itself what it was written from.
 * @param line points from line to line of its text
 */
async function assemble(
  briefing: Briefing,
  line: number,
  sections: readonly ISectionOptions[],
): Promise<Uint8Array<ArrayBuffer>> {
  const document = new Document({
    creator: "公开",
    title: briefing.title.join(""),
    description: briefing.inWords,
    styles: stylesOf(line),
    evenAndOddHeaderAndFooters: true,
    customProperties: [
      { name: FINGERPRINT_PROPERTY, value: briefing.fingerprint },
      { name: FIGURES_PROPERTY, value: encodeFigures(statedFiguresOf(briefing)) },
      { name: TEXT_PROPERTY, value: DIGEST_PLACEHOLDER },
      { name: PARAGRAPHS_PROPERTY, value: PARAGRAPHS_PLACEHOLDER },
    ],
    sections: [...sections],
  });
  return normalizeDocument(
    insertTextDigest(readZip(await Packer.toBuffer(document))),
    briefing.loadedOn,
    PART_CHANGES,
  );
}

/** Puts the digests of a document's own text and paragraphs into its properties, in place of their placeholders. */
function insertTextDigest(parts: Parts): Parts {
  const [document, properties] = ["word/document.xml", CUSTOM_PROPERTIES].map((name) => {
    const bytes = parts.get(name);
    return bytes && new TextDecoder().decode(bytes);
  });
  if (document === undefined || !properties?.includes(DIGEST_PLACEHOLDER))
    throw new Error("The document has no text or no placeholder for its digest");
  const paragraphs = paragraphsOf(document);
  const digests = properties
    .replace(DIGEST_PLACEHOLDER, encodeTextDigest(digestText(paragraphs)))
    .replace(PARAGRAPHS_PLACEHOLDER, encodeParagraphs(describeParagraphs(paragraphs)));
  return new Map([...parts, [CUSTOM_PROPERTIES, Buffer.from(digests)]]);
}

const CUSTOM_PROPERTIES = "docProps/custom.xml";

/**
 * Title, addressee and text; a letter of one matter has no numbered sections. The last paragraph stays with what
 * follows, so that no page holds the signature alone (7.3.5.4).
 */
function renderText(briefing: Briefing, context: Context): FileChild[] {
  const { title, addressee, opening, sections } = briefing;
  const last = sections.at(-1)?.blocks.at(-1);
  const isLetter = briefingTemplate(briefing.template).single === true;
  return [
    ...title.map((line) => new Paragraph({ style: "Title", text: line })),
    blankLine(),
    ...(addressee === null ? [] : [new Paragraph({ text: addressee })]),
    ...(opening.length === 0 ? [] : [renderParagraph(opening, context)]),
    ...sections.flatMap(({ heading, blocks }, index) => [
      ...(isLetter ? [] : [renderHeading(heading, index)]),
      ...blocks.flatMap((block) => renderBlock(block, context, block === last)),
    ]),
  ];
}

function renderHeading(heading: string, index: number): Paragraph {
  return new Paragraph({ style: "Heading1", text: `${formatOrdinal(index + 1)}、${heading}` });
}

function renderBlock(block: Block, context: Context, keepNext = false): FileChild[] {
  switch (block.kind) {
    case "paragraph":
      return [renderParagraph(block.pieces, context, { lead: block.lead, keepNext })];
    case "chart": {
      context.counters.chart += 1;
      return renderChart(block.chart, context.counters.chart, context.pictures.get(block.chart.id));
    }
    case "table": {
      context.counters.table += 1;
      const caption = `表${context.counters.table}　${block.table.name}`;
      return [
        new Paragraph({ style: "Caption", text: caption }),
        renderTable(block.table),
        ...renderNote(block.table.note),
      ];
    }
  }
}

function renderNote(note: string | undefined): Paragraph[] {
  return note === undefined ? [] : [new Paragraph({ style: "Note", text: `注：${note}` })];
}

function renderParagraph(
  pieces: readonly Piece[],
  context: Context,
  {
    lead,
    keepNext = false,
  }: { readonly lead?: string | undefined; readonly keepNext?: boolean } = {},
): Paragraph {
  const heading =
    lead === undefined ? [] : [new TextRun({ text: lead, font: font(FONTS.subheading) })];
  return new Paragraph({
    style: "Text",
    widowControl: false,
    keepNext,
    children: [...heading, ...renderRuns(pieces, context)],
  });
}

/** Text, and figures each between bookmarks that nobody sees, by which a later change of it is found. */
function renderRuns(
  pieces: readonly Piece[],
  { numbers, isMarked, isLinked, printed }: Context,
): (TextRun | Bookmark | InternalHyperlink)[] {
  return pieces.flatMap((piece) => {
    if (!isFigure(piece)) return [new TextRun(piece)];
    const number = numbers.get(identityOf(piece));
    if (number === undefined) return [new TextRun(piece.text)];
    const times = (printed.get(number) ?? 0) + 1;
    printed.set(number, times);
    const figure = new Bookmark({
      id: `${FIGURE_BOOKMARK}${number}${times > 1 ? `_${times}` : ""}`,
      children: [new TextRun(piece.text)],
    });
    if (!isMarked) return [figure];
    const mark = new TextRun({ text: `[${number}]`, superScript: true });
    return [
      figure,
      isLinked ? new InternalHyperlink({ anchor: `evidence_${number}`, children: [mark] }) : mark,
    ];
  });
}

/** 附件：1.… under one blank line. */
function renderAnnexList(annexes: readonly BriefingSection[]): Paragraph[] {
  if (annexes.length === 0) return [];
  const [only] = annexes;
  if (annexes.length === 1 && only)
    return [blankLine(true), plainParagraph(`附件：${only.heading}`, true)];
  return [
    blankLine(true),
    ...annexes.map(
      ({ heading }, index) =>
        new Paragraph({
          keepNext: true,
          indent: { left: BODY_SIZE * 50, hanging: BODY_SIZE * 10 },
          text: `${index + 1}.${heading}`,
          ...(index === 0
            ? {
                text: `附件：1.${heading}`,
                indent: { left: BODY_SIZE * 50, hanging: BODY_SIZE * 30 + BODY_SIZE * 10 },
              }
            : {}),
        }),
    ),
  ];
}

function renderAnnexes(annexes: readonly BriefingSection[], context: Context): FileChild[] {
  return annexes.flatMap(({ annex, heading, blocks }) => [
    new Paragraph({
      style: "AnnexMark",
      pageBreakBefore: annex !== 1,
      text: `附件${annexes.length > 1 ? (annex ?? "") : ""}`,
    }),
    new Paragraph({ style: "AnnexTitle", text: heading }),
    ...blocks.flatMap((block): FileChild[] => {
      if (block.kind === "paragraph")
        return [new Paragraph({ style: "AnnexText", children: renderRuns(block.pieces, context) })];
      if (block.kind !== "table") return renderBlock(block, context);
      if (block.table.rows.length === 0) return [plainParagraph(block.table.empty)];
      return [renderTable(block.table), ...renderNote(block.table.note)];
    }),
  ]);
}
