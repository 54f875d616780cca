import { type Block, type Document, UnreadableDocument } from "./document";
import { streamsOf } from "./doc/compound-file";
import {
  isEncryptedText,
  parseParagraphs,
  tableStreamName,
  type WordParagraph,
} from "./doc/paragraphs";
import {
  joinMarkedTexts,
  type MarkedText,
  showMarks,
  toProse,
  trimMarkedText,
} from "./marked-text";
import { layOutRows, parseCellShapes, type WordRow } from "./word-table";

const CELL_MARK = "\x07";
const IN_TABLE = 0x2416;
const ROW_END = 0x2417;

/** Reads an old Word document (.doc): its main text and its tables with merged cells. */
export function readDoc(bytes: Uint8Array, file: string): Promise<Document> {
  return Promise.resolve().then(() => {
    const blocks = blocksOf(readParagraphs(bytes));
    if (!blocks.some((block) => block.kind === "table" || block.text.trim() !== ""))
      throw new UnreadableDocument("文档中没有文字（内容可能是图片），请提供文字版或由人工录入");
    return { file, format: "doc", title: null, blocks };
  });
}

function readParagraphs(bytes: Uint8Array): WordParagraph[] {
  try {
    const stream = streamsOf(bytes);
    const main = stream("WordDocument");
    if (!main && stream("EncryptedPackage"))
      throw new UnreadableDocument("文档已加密，需要密码才能打开，请提供未加密的文件");
    if (!main) throw new UnreadableDocument("文件不是Word文档，请用Word打开后另存为.docx再读取");
    const facts = viewOf(main);
    if (isEncryptedText(facts))
      throw new UnreadableDocument("文档已加密，需要密码才能打开，请提供未加密的文件");
    const part = (name: string): DataView => viewOf(stream(name) ?? new Uint8Array());
    return parseParagraphs(facts, part(tableStreamName(facts)), part("Data"));
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw new UnreadableDocument("Word文档（.doc）已损坏或不完整，请用Word打开后另存为.docx再读取");
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function blocksOf(paragraphs: readonly WordParagraph[]): Block[] {
  const blocks: Block[] = [];
  let rows: WordRow[] = [];
  let cells: MarkedText[] = [];
  let inside: MarkedText[] = [];
  let tables = 0;
  let lines = 0;
  const endTable = (): void => {
    if (rows.length === 0) return;
    tables += 1;
    blocks.push({ kind: "table", grid: layOutRows(rows, tables) });
    rows = [];
  };
  const addParagraph = (text: string): void => {
    lines += 1;
    blocks.push({ kind: "paragraph", text, location: { line: lines } });
  };
  for (const { content, mark, properties } of paragraphs) {
    if (isSet(properties, ROW_END)) {
      const shapes = parseCellShapes(properties);
      if (shapes.length === cells.length) rows.push({ contents: cells, shapes });
      else {
        // Without shapes the columns are unknown: each cell becomes a line of text with a tab.
        endTable();
        for (const cell of cells) addParagraph(`\t${showMarks(cell)}`);
        addParagraph("");
      }
      cells = [];
      inside = [];
    } else if (mark === CELL_MARK) {
      cells.push(trimMarkedText(joinMarkedTexts([...inside, content], "\n")));
      inside = [];
    } else if (isSet(properties, IN_TABLE)) inside.push(content);
    else {
      endTable();
      addParagraph(toProse(content));
    }
  }
  for (const content of [...cells, ...inside]) addParagraph(showMarks(content));
  endTable();
  return blocks;
}

function isSet(properties: WordParagraph["properties"], wanted: number): boolean {
  return properties.some(({ code, operand }) => code === wanted && operand.getUint8(0) === 1);
}
