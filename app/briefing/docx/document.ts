import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  InternalHyperlink,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from "docx";
import JSZip from "jszip";
import { DATASETS } from "#domain/report/division";
import { normalizeDocument } from "#export/archive";
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
import { digestText, paragraphsOf } from "../file-changes";
import {
  DIGEST_PLACEHOLDER,
  encodeFigures,
  encodeTextDigest,
  FIGURES_PROPERTY,
  FINGERPRINT_PROPERTY,
  TEXT_PROPERTY,
} from "../file-fingerprint";
import { formatDay, formatOrdinal } from "../wording";
import { drawPicture, type Picture, renderChart, renderTable } from "./blocks";
import { ANNEX_PAGE, BODY_SIZE, font, FONTS, PAGE, STYLES, PART_CHANGES } from "./styles";

interface Context {
  /** Number of each figure in the evidence; empty where figures carry no marks. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly pictures: ReadonlyMap<string, Picture>;
  readonly counters: { chart: number; table: number };
}

const blankLine = (): Paragraph => new Paragraph({ style: "Text" });
const plainParagraph = (text: string): Paragraph => new Paragraph({ style: "Text", text });

/** The briefing as a Word document laid out by GB/T 9704—2012; equal briefings give equal bytes. */
export async function writeDocx(briefing: Briefing): Promise<Uint8Array<ArrayBuffer>> {
  const pictured = chartsOf(briefing).filter(({ native }) => native === undefined);
  const pictures = await Promise.all(
    pictured.map(async (chart) => [chart.id, await drawPicture(chart)] as const),
  );
  const hasEvidence = briefing.annexes.some(({ code }) => code === "annex_evidence");
  const context: Context = {
    numbers: new Map(
      briefing.choices.marks && hasEvidence
        ? briefing.evidence.map(({ number, figure }) => [identityOf(figure), number])
        : [],
    ),
    pictures: new Map(pictures),
    counters: { chart: 0, table: 0 },
  };
  const document = new Document({
    creator: "公开",
    title: briefing.title.join(""),
    description: briefing.inWords,
    styles: STYLES,
    evenAndOddHeaderAndFooters: true,
    customProperties: [
      { name: FINGERPRINT_PROPERTY, value: briefing.fingerprint },
      { name: FIGURES_PROPERTY, value: encodeFigures(statedFiguresOf(briefing)) },
      { name: TEXT_PROPERTY, value: DIGEST_PLACEHOLDER },
    ],
    sections: [
      { properties: PAGE, footers: pageFooters(), children: renderBody(briefing, context) },
      ...(briefing.annexes.length === 0
        ? []
        : [
            {
              properties: ANNEX_PAGE,
              footers: pageFooters(),
              children: renderAnnexes(briefing, context),
            },
          ]),
    ],
  });
  return normalizeDocument(
    await insertTextDigest(await Packer.toBuffer(document)),
    briefing.loadedOn,
    PART_CHANGES,
  );
}

/** Puts the digest of a document's own text into its properties, in place of {@link DIGEST_PLACEHOLDER}. */
async function insertTextDigest(bytes: Uint8Array): Promise<ArrayBuffer> {
  const archive = await JSZip.loadAsync(bytes);
  const [document, properties] = await Promise.all([
    archive.file("word/document.xml")?.async("string"),
    archive.file("docProps/custom.xml")?.async("string"),
  ]);
  if (document === undefined || !properties?.includes(DIGEST_PLACEHOLDER))
    throw new Error("The document has no text or no placeholder for its digest");
  const word = encodeTextDigest(digestText(paragraphsOf(document)));
  archive.file("docProps/custom.xml", properties.replace(DIGEST_PLACEHOLDER, word));
  return archive.generateAsync({ type: "arraybuffer" });
}

function pageFooters() {
  return { default: pageFooter(AlignmentType.RIGHT), even: pageFooter(AlignmentType.LEFT) };
}

function pageFooter(alignment: "left" | "right"): Footer {
  const run = { font: font(FONTS.page), size: 28 };
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { left: 280, right: 280 },
        children: [new TextRun({ ...run, children: ["— ", PageNumber.CURRENT, " —"] })],
      }),
    ],
  });
}

function renderBody(briefing: Briefing, context: Context): FileChild[] {
  const { dataset, title, addressee, opening, sections, annexes } = briefing;
  return [
    ...(dataset === "demo" ? [renderNotice(DATASETS.demo.notice)] : []),
    ...title.map((line) => new Paragraph({ style: "Title", text: line })),
    blankLine(),
    ...(addressee === null ? [] : [new Paragraph({ text: addressee })]),
    renderParagraph(opening, context),
    ...sections.flatMap((section, index) => renderSection(section, index, context)),
    ...renderAnnexList(annexes),
    ...renderSignature(briefing),
  ];
}

function renderNotice(words: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ text: words, font: font(FONTS.heading), size: 24, color: "B5371A" })],
  });
}

function renderSection(section: BriefingSection, index: number, context: Context): FileChild[] {
  return [
    new Paragraph({ style: "Heading1", text: `${formatOrdinal(index + 1)}、${section.heading}` }),
    ...section.blocks.flatMap((block) => renderBlock(block, context)),
  ];
}

function renderBlock(block: Block, context: Context): FileChild[] {
  switch (block.kind) {
    case "heading":
      return [new Paragraph({ style: "Heading2", children: renderRuns(block.pieces, context) })];
    case "paragraph":
      return [renderParagraph(block.pieces, context)];
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

function renderParagraph(pieces: readonly Piece[], context: Context): Paragraph {
  return new Paragraph({ style: "Text", children: renderRuns(pieces, context) });
}

function renderRuns(
  pieces: readonly Piece[],
  { numbers }: Context,
): (TextRun | InternalHyperlink)[] {
  return pieces.flatMap((piece) => {
    if (!isFigure(piece)) return [new TextRun(piece)];
    const number = numbers.get(identityOf(piece));
    if (number === undefined) return [new TextRun(piece.text)];
    const mark = new TextRun({ text: `[${number}]`, superScript: true });
    return [
      new TextRun(piece.text),
      new InternalHyperlink({ anchor: `evidence_${number}`, children: [mark] }),
    ];
  });
}

/** 附件：1.… under one blank line. */
function renderAnnexList(annexes: readonly BriefingSection[]): Paragraph[] {
  if (annexes.length === 0) return [];
  const [only] = annexes;
  if (annexes.length === 1 && only) return [blankLine(), plainParagraph(`附件：${only.heading}`)];
  return [
    blankLine(),
    ...annexes.map(
      ({ heading }, index) =>
        new Paragraph({
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

/** Room for the issuing body and the date, then what identifies the data. */
function renderSignature({ inWords, loadedOn, fingerprint }: Briefing): Paragraph[] {
  const right = { alignment: AlignmentType.RIGHT, indent: { right: BODY_SIZE * 40 } };
  return [
    blankLine(),
    new Paragraph({ ...right, text: "（印发机关）" }),
    new Paragraph({ ...right, text: "　　年　月　日" }),
    blankLine(),
    new Paragraph({
      style: "Note",
      text: `范围：${inWords}。数据截止日期：${formatDay(loadedOn)}。`,
    }),
    new Paragraph({ style: "Note", text: `校验指纹：${fingerprint}` }),
  ];
}

function renderAnnexes({ annexes }: Briefing, context: Context): FileChild[] {
  return annexes.flatMap(({ annex, heading, blocks }) => [
    new Paragraph({
      style: "AnnexMark",
      pageBreakBefore: annex !== 1,
      text: `附件${annexes.length > 1 ? (annex ?? "") : ""}`,
    }),
    new Paragraph({ style: "Title", text: heading }),
    ...blocks.flatMap((block): FileChild[] => {
      if (block.kind !== "table") return renderBlock(block, context);
      if (block.table.rows.length === 0) return [plainParagraph(block.table.empty)];
      return [renderTable(block.table), ...renderNote(block.table.note)];
    }),
  ]);
}
