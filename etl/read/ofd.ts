import { posix } from "node:path";
import { type Document, UnreadableDocument } from "./document";
import { LIMITS } from "./limits";
import { type Part, unpackOfficeParts } from "./office-package";
import { type PageSize, readOfdPage } from "./ofd/page";
import { joinPages } from "./pdf/blocks";
import { arrangePage, type PageItem, removeRunningTitles } from "./pdf/page-flow";
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from "./xml";

const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ["http://www.ofdspec.org/2016", "ofd"],
  ["http://www.ofdspec.org", "ofd"],
]);

const EXPORT = "请导出为PDF（用OFD阅读器打开后另存），或提供Word原件";
const DAMAGED = `OFD文件已损坏或不完整，无法打开；可重新下载，或${EXPORT}`;
const A4: PageSize = { width: 210, height: 297 };

/**
 * Reads an OFD document (GB/T 33190) as a PDF is read: text by its place, tables by their ruling lines.
 * Seals, annotations and attachments are left out.
 *
 * @throws UnreadableDocument also where no table can be told from the text's places
 */
export async function readOfd(bytes: Uint8Array, file: string): Promise<Document> {
  const { pages, title } = await Promise.resolve().then(() => readPages(bytes));
  const blocks = joinPages(removeRunningTitles(pages));
  if (!blocks.some(({ kind }) => kind === "table"))
    throw new UnreadableDocument(
      `OFD版式文件中没有带框线的表格（可能是扫描件，或文字没有位置），无法可靠读取，${EXPORT}`,
    );
  return { file, format: "ofd", title, blocks };
}

function readPages(bytes: Uint8Array): { pages: PageItem[][]; title: string | null } {
  const files = new OfdFiles(unpackOfficeParts(bytes));
  const bodies = childrenOf(files.parse("OFD.xml"), "ofd:DocBody");
  const pages: PageItem[][] = [];
  let characters = 0;
  for (const body of bodies) {
    const root = childOf(body, "ofd:DocRoot");
    if (!root) continue;
    const path = resolve("", textOf(root));
    const document = files.parse(path);
    const common = childOf(document, "ofd:CommonData");
    const templates = new Map(
      childrenOf(common, "ofd:TemplatePage").map(({ attributes }) => [
        attributes.get("ID"),
        attributes.get("BaseLoc"),
      ]),
    );
    for (const { attributes } of childrenOf(childOf(document, "ofd:Pages"), "ofd:Page")) {
      if (pages.length >= LIMITS.pages)
        throw new UnreadableDocument(`OFD超过${LIMITS.pages}页的上限，未读取`);
      const page = files.parse(resolve(path, attributes.get("BaseLoc") ?? ""));
      const under = childrenOf(page, "ofd:Template").flatMap((template) => {
        const place = templates.get(template.attributes.get("TemplateID"));
        return place === undefined ? [] : [files.parse(resolve(path, place))];
      });
      const size =
        sizeOf(childOf(page, "ofd:Area")) ?? sizeOf(childOf(common, "ofd:PageArea")) ?? A4;
      const content = readOfdPage([...under, page], pages.length + 1, size);
      characters += content.runs.reduce((sum, run) => sum + run.text.length, 0);
      if (characters > LIMITS.characters)
        throw new UnreadableDocument("OFD文字过多，超出上限，未读取");
      pages.push(arrangePage(content));
    }
  }
  const info = childOf(bodies[0], "ofd:DocInfo");
  const title = childOf(info, "ofd:Title");
  return { pages, title: (title && textOf(title).trim()) || null };
}

/** The XML files of the package, parsed when they are asked for. */
class OfdFiles {
  readonly #parsed = new Map<string, XmlElement>();

  constructor(private readonly parts: ReadonlyMap<string, Part>) {}

  /** @throws UnreadableDocument where the package has no such file, or it is no XML */
  parse(path: string): XmlElement {
    const known = this.#parsed.get(path);
    if (known) return known;
    const part = this.parts.get(path);
    if (!part) throw new UnreadableDocument(DAMAGED);
    try {
      const parsed = parseXml(part.bytes, NAMESPACES);
      this.#parsed.set(path, parsed);
      return parsed;
    } catch (error) {
      if (error instanceof UnreadableDocument) throw error;
      throw new UnreadableDocument(DAMAGED);
    }
  }
}

/** The name in the package of what a file refers to; one that begins with `/` is counted from the root. */
function resolve(from: string, to: string): string {
  const place = to.trim().replaceAll("\\", "/");
  return posix.join("/", place.startsWith("/") ? "" : posix.dirname(from), place).slice(1);
}

function sizeOf(area: XmlElement | undefined): PageSize | undefined {
  const box = childOf(area, "ofd:PhysicalBox");
  const [, , width = 0, height = 0] = box ? textOf(box).trim().split(/\s+/).map(Number) : [];
  return width > 0 && height > 0 ? { width, height } : undefined;
}
