import {
  AlignmentType,
  Document,
  Footer,
  InternalHyperlink,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type FileChild,
} from "docx";
import { DATASETS } from "#domain/report/division";
import {
  identityOf,
  isFigure,
  statedFigures,
  type Block,
  type Briefing,
  type BriefingSection,
  type Piece,
} from "../briefing";
import {
  FIGURES_PROPERTY,
  figuresWord,
  FINGERPRINT_PROPERTY,
  TEXT_PROPERTY,
  UNSEALED,
} from "../file-fingerprint";
import { fixedDocument } from "../fixed-archive";
import { barePicture, chartsOf, type PictureFile } from "../picture";
import { dayInWords, ordinal } from "../wording";
import { chartOf } from "./chart";
import { sealed } from "./sealed";
import { BODY_SIZE, font, FONTS, PAGE, ANNEX_PAGE, STYLES } from "./styles";
import { tableOf } from "./table";

interface Context {
  /** Number of each figure in the evidence; empty where figures carry no marks. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly pictures: ReadonlyMap<string, PictureFile>;
  readonly counters: { chart: number; table: number };
}

const BLANK = (): Paragraph => new Paragraph({ style: "Text" });
const say = (text: string): Paragraph => new Paragraph({ style: "Text", text });

/** The briefing as a Word document laid out by GB/T 9704—2012; equal briefings give equal bytes. */
export async function docxFile(briefing: Briefing): Promise<Uint8Array<ArrayBuffer>> {
  const pictured = chartsOf(briefing).filter(({ native }) => native === undefined);
  const pictures = await Promise.all(
    pictured.map(async (chart) => [chart.id, await barePicture(chart)] as const),
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
      { name: FIGURES_PROPERTY, value: figuresWord(statedFigures(briefing)) },
      { name: TEXT_PROPERTY, value: UNSEALED },
    ],
    sections: [
      { properties: PAGE, footers: pageFeet(), children: bodyOf(briefing, context) },
      ...(briefing.annexes.length === 0
        ? []
        : [
            {
              properties: ANNEX_PAGE,
              footers: pageFeet(),
              children: annexesOf(briefing, context),
            },
          ]),
    ],
  });
  return fixedDocument(await sealed(await Packer.toBuffer(document)), briefing.loadedOn);
}

function pageFeet() {
  return { default: pageFoot(AlignmentType.RIGHT), even: pageFoot(AlignmentType.LEFT) };
}

function pageFoot(alignment: "left" | "right"): Footer {
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

function bodyOf(briefing: Briefing, context: Context): FileChild[] {
  const { dataset, title, addressee, opening, sections, annexes } = briefing;
  return [
    ...(dataset === "demo" ? [notice(DATASETS.demo.notice)] : []),
    ...title.map((line) => new Paragraph({ style: "Title", text: line })),
    BLANK(),
    ...(addressee === null ? [] : [new Paragraph({ text: addressee })]),
    paragraph(opening, context),
    ...sections.flatMap((section, index) => sectionOf(section, index, context)),
    ...annexNotes(annexes),
    ...signature(briefing),
  ];
}

function notice(words: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ text: words, font: font(FONTS.heading), size: 24, color: "B5371A" })],
  });
}

function sectionOf(section: BriefingSection, index: number, context: Context): FileChild[] {
  return [
    new Paragraph({ style: "Heading1", text: `${ordinal(index + 1)}、${section.heading}` }),
    ...section.blocks.flatMap((block) => blockOf(block, context)),
  ];
}

function blockOf(block: Block, context: Context): FileChild[] {
  switch (block.kind) {
    case "heading":
      return [new Paragraph({ style: "Heading2", children: runs(block.pieces, context) })];
    case "paragraph":
      return [paragraph(block.pieces, context)];
    case "chart": {
      context.counters.chart += 1;
      return chartOf(block.chart, context.counters.chart, context.pictures.get(block.chart.id));
    }
    case "table": {
      context.counters.table += 1;
      const caption = `表${context.counters.table}　${block.table.name}`;
      return [
        new Paragraph({ style: "Caption", text: caption }),
        tableOf(block.table),
        ...noted(block.table.note),
      ];
    }
  }
}

function noted(note: string | undefined): Paragraph[] {
  return note === undefined ? [] : [new Paragraph({ style: "Note", text: `注：${note}` })];
}

function paragraph(pieces: readonly Piece[], context: Context): Paragraph {
  return new Paragraph({ style: "Text", children: runs(pieces, context) });
}

function runs(pieces: readonly Piece[], { numbers }: Context): (TextRun | InternalHyperlink)[] {
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
function annexNotes(annexes: readonly BriefingSection[]): Paragraph[] {
  if (annexes.length === 0) return [];
  const [only] = annexes;
  if (annexes.length === 1 && only) return [BLANK(), say(`附件：${only.heading}`)];
  return [
    BLANK(),
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
function signature({ inWords, loadedOn, fingerprint }: Briefing): Paragraph[] {
  const right = { alignment: AlignmentType.RIGHT, indent: { right: BODY_SIZE * 40 } };
  return [
    BLANK(),
    new Paragraph({ ...right, text: "（印发机关）" }),
    new Paragraph({ ...right, text: "　　年　月　日" }),
    BLANK(),
    new Paragraph({
      style: "Note",
      text: `范围：${inWords}。数据截止日期：${dayInWords(loadedOn)}。`,
    }),
    new Paragraph({ style: "Note", text: `校验指纹：${fingerprint}` }),
  ];
}

function annexesOf({ annexes }: Briefing, context: Context): FileChild[] {
  return annexes.flatMap(({ annex, heading, blocks }) => [
    new Paragraph({
      style: "AnnexMark",
      pageBreakBefore: annex !== 1,
      text: `附件${annexes.length > 1 ? (annex ?? "") : ""}`,
    }),
    new Paragraph({ style: "Title", text: heading }),
    ...blocks.flatMap((block): FileChild[] => {
      if (block.kind !== "table") return blockOf(block, context);
      if (block.table.rows.length === 0) return [say(block.table.empty)];
      return [tableOf(block.table), ...noted(block.table.note)];
    }),
  ]);
}
