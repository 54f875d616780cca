import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  FrameAnchorType,
  FrameWrap,
  Footer,
  Header,
  HorizontalPositionAlign,
  type IParagraphOptions,
  LineRuleType,
  PageNumber,
  Paragraph,
  RelativeHorizontalPosition,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalPositionAlign,
  WidthType,
  convertMillimetersToTwip,
} from "docx";
import { briefingTemplate } from "#domain/briefing/templates";
import { formatField } from "#domain/briefing/masthead";
import { type Dataset, DATASETS } from "#domain/report/division";
import type { Briefing } from "../briefing";
import { formatCode } from "../fingerprint";
import { formatCopies, markSize, marksOf, signatureIndents } from "../masthead";
import { BODY_SIZE, font, FONTS, TEXT_WIDTH } from "./styles";

const RED = "E60012";
const CHARACTER = BODY_SIZE * 10;
/** Eighths of a point: 0.35 mm and 0.25 mm. */
const [THICK, THIN] = [8, 6];
const rule = (size: number) => ({ style: BorderStyle.SINGLE, size, color: "000000" }) as const;
const none = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const NO_RULES = { left: none, right: none, insideVertical: none };

const blankLine = (options?: IParagraphOptions): Paragraph =>
  new Paragraph({ style: "Text", ...options });

/** 版头: the mark of the issuer in red, the number, the rule; of a letter the double rule first (10.1 of the standard). */
export function renderHead(briefing: Briefing): Paragraph[] {
  const { masthead, template } = briefing.choices;
  const heading = briefingTemplate(template).heading;
  if (heading === undefined) return [];
  const mark = marksOf(briefing.choices);
  const number = formatField(masthead, "number");
  const run = new TextRun({
    text: mark,
    font: font(FONTS.title),
    size: markSize(mark) * 2,
    color: RED,
  });
  if (heading === "letter")
    return [
      new Paragraph({
        style: "Mark",
        spacing: { line: markSize(mark) * 25, lineRule: LineRuleType.EXACT },
        children: [run],
        indent: {
          left: -convertMillimetersToTwip(7),
          right: -convertMillimetersToTwip(7),
        },
        border: {
          bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 24, space: 11, color: RED },
        },
      }),
      new Paragraph({ spacing: { before: 280 }, alignment: AlignmentType.RIGHT, text: number }),
      blankLine(),
      blankLine(),
    ];
  const border = { bottom: { style: BorderStyle.SINGLE, size: 18, space: 11, color: RED } };
  return [
    new Paragraph({
      style: "Mark",
      spacing: { before: convertMillimetersToTwip(35) },
      children: [run],
    }),
    blankLine(),
    blankLine(),
    masthead.signer === null
      ? new Paragraph({ alignment: AlignmentType.CENTER, border, text: number })
      : new Paragraph({
          border,
          indent: { left: CHARACTER, right: CHARACTER },
          tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH - CHARACTER }],
          children: [
            new TextRun(`${number}\t签发人：`),
            new TextRun({ text: masthead.signer, font: font(FONTS.subheading) }),
          ],
        }),
    blankLine(),
    blankLine(),
  ];
}

/** 署名 centred over 成文日期, which leaves four characters on the right; then 附注. */
export function renderSignature({ choices }: Briefing): Paragraph[] {
  const { masthead, template } = choices;
  if (briefingTemplate(template).heading === undefined) return [];
  const issuer = formatField(masthead, "issuer");
  const date = formatField(masthead, "date");
  const indents = signatureIndents(issuer, date);
  const line = (text: string, characters: number): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(characters * CHARACTER) },
      keepNext: true,
      text,
    });
  return [
    blankLine({ keepNext: true }),
    line(issuer, indents.issuer),
    line(date, indents.date),
    ...(masthead.note === null
      ? []
      : [new Paragraph({ style: "Text", text: `（${masthead.note}）` })]),
  ];
}

/** 版记 at the foot of the last page, between rules over the width of the text; then the code by which the file is verified. */
export function renderColophon({ choices, fingerprint }: Briefing): FileChild[] {
  const { masthead, template } = choices;
  const heading = briefingTemplate(template).heading;
  const code = new Paragraph({
    style: "Code",
    alignment: AlignmentType.RIGHT,
    text: formatCode(fingerprint),
  });
  if (heading === undefined) return [code];
  const copies = formatCopies(masthead);
  if (heading === "letter")
    return [
      new Paragraph({
        style: "Colophon",
        frame: {
          type: "alignment",
          width: TEXT_WIDTH,
          wrap: FrameWrap.NOT_BESIDE,
          anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.MARGIN },
          alignment: { x: HorizontalPositionAlign.CENTER, y: VerticalPositionAlign.BOTTOM },
        },
        indent: { left: 280, right: 280 },
        text: copies,
      }),
      code,
    ];
  return [
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: [TEXT_WIDTH],
      margins: { left: 280, right: 280 },
      borders: { ...NO_RULES, top: rule(THICK), bottom: rule(THICK), insideHorizontal: rule(THIN) },
      float: {
        horizontalAnchor: TableAnchorType.MARGIN,
        relativeHorizontalPosition: RelativeHorizontalPosition.CENTER,
        verticalAnchor: TableAnchorType.MARGIN,
        relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      },
      rows: [
        colophonRow({ indent: { left: 840, hanging: 840 }, text: copies }),
        colophonRow({
          tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH - 560 }],
          text: `${formatField(masthead, "printer")}\t${formatField(masthead, "printed")}印发`,
        }),
      ],
    }),
    code,
  ];
}

function colophonRow(options: IParagraphOptions): TableRow {
  return new TableRow({
    cantSplit: true,
    children: [
      new TableCell({
        width: { size: TEXT_WIDTH, type: WidthType.DXA },
        children: [new Paragraph({ style: "Colophon", ...options })],
      }),
    ],
  });
}

/** — 1 — on the outer side; on the first page of a letter the second red rule instead. */
export function pageFooters(heading: "document" | "letter" | undefined) {
  return {
    default: pageFooter(AlignmentType.RIGHT),
    even: pageFooter(AlignmentType.LEFT),
    ...(heading === "letter" ? { first: ruleFooter() } : {}),
  };
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

function ruleFooter(): Footer {
  return new Footer({
    children: [
      new Paragraph({
        indent: { left: -convertMillimetersToTwip(7), right: -convertMillimetersToTwip(7) },
        border: {
          bottom: { style: BorderStyle.THIN_THICK_SMALL_GAP, size: 24, space: 1, color: RED },
        },
      }),
    ],
  });
}

/** On every page of invented data, that they are invented. */
export function pageHeaders(dataset: Dataset) {
  if (dataset !== "demo") return {};
  const header = (): Header =>
    new Header({
      children: [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: [
            new TextRun({
              text: DATASETS.demo.notice,
              font: font(FONTS.heading),
              size: 24,
              color: "B5371A",
            }),
          ],
        }),
      ],
    });
  return { headers: { default: header(), even: header(), first: header() } };
}
