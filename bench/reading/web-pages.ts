import { FORMATS } from "../../test/support/documents/formats";
import { layOut } from "../../test/support/documents/layout";
import { Random } from "../../test/support/documents/random";
import type { InventedDocument } from "../../test/support/documents/invented-document";
import { inventTruth } from "../../test/support/documents/truth";

/** Bytes of a web page that a government site serves with a report. */
const PAGE_BYTES = 60_000;

/** Different reports as web pages of the usual size. */
export async function webPages(count: number): Promise<Uint8Array[]> {
  const pages: Uint8Array[] = [];
  for (let seed = 1; seed <= count; seed += 1) {
    const random = new Random(seed);
    const sample = asLongAsAPage(layOut(inventTruth(random)));
    pages.push(await FORMATS["HTML（UTF-8）"].write(sample));
  }
  return pages;
}

/** A report with as much narrative as makes a page of the usual size. */
export function asLongAsAPage(sample: InventedDocument): InventedDocument {
  const filler =
    "示例机关按照要求持续做好各项工作，本段文字为虚构内容，仅用于检验读取程序。".repeat(10);
  const count = Math.ceil((PAGE_BYTES - 22_000) / (filler.length * 3));
  const at = sample.blocks.findIndex((block) => block.kind === "heading") + 1;
  const paragraphs = Array.from({ length: count }, () => ({
    kind: "paragraph" as const,
    text: filler,
  }));
  return { ...sample, blocks: sample.blocks.toSpliced(at, 0, ...paragraphs) };
}
