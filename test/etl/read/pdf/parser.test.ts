import { deflateSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Document } from "#etl/read/document";
import { readPdf } from "#etl/read/pdf";
import { differences } from "../../../support/documents/faithful";
import { layOut } from "../../../support/documents/layout";
import { asPdf } from "../../../support/documents/pdf";
import { Random } from "../../../support/documents/random";
import { inventTruth } from "../../../support/documents/truth";

const sample = layOut(inventTruth(new Random(11)));
const whole = Buffer.from(asPdf(sample)).toString("latin1");

function altered(...changes: [string, string][]): Uint8Array {
  const text = changes.reduce((text, [from, to]) => text.replace(from, to), whole);
  return Uint8Array.from(Buffer.from(text, "latin1"));
}

/** The sample with a character map of millions of entries, in a few bytes. */
function withEndlessMap(): Uint8Array {
  const range = "1 beginbfrange\n<0000> <00FFFFF0> <0000>\nendbfrange\n";
  const codes = "1 begincodespacerange <0000> <FFFF> endcodespacerange\n";
  const map = deflateSync(codes + range.repeat(200)).toString("latin1");
  const [from, to] = [whole.indexOf("3 0 obj"), whole.indexOf("4 0 obj")];
  return altered([
    whole.slice(from, to),
    `3 0 obj\n<< /Length ${map.length} /Filter /FlateDecode >>\nstream\n${map}\nendstream\nendobj\n`,
  ]);
}

describe("the thread that takes a PDF apart", () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  beforeEach(() => void process.on("unhandledRejection", note));
  afterEach(() => void process.off("unhandledRejection", note));

  it("keeps to itself the failure of a page that nobody asks for", async () => {
    const broken = altered(["/Count 3", "/Count 1"], ["\n10 0 obj", "\n90 0 obj"]);
    const { blocks } = await readPdf(broken, "a.pdf");
    expect(blocks.length).toBeGreaterThan(0);
    // The thread answers in order: what it has to say of the broken page has come by now.
    expect(differences(await readPdf(altered(), "a.pdf"), sample)).toEqual([]);
    expect(unhandled).toEqual([]);
  });

  it("is stopped when a damaged character map has no end, and the next document is read", async () => {
    const began = performance.now();
    await expect(readPdf(withEndlessMap(), "a.pdf", 1_000)).rejects.toThrow("读取超过1秒，已停止");
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(differences(await readPdf(altered(), "a.pdf"), sample)).toEqual([]);
  });

  it("reads several documents at once, each by itself", async () => {
    const found = (document: Document): string[] => differences(document, sample);
    const reading = [
      readPdf(altered(), "a.pdf").then(found),
      readPdf(withEndlessMap(), "a.pdf", 3_000).catch(() => "refused"),
      readPdf(altered(), "a.pdf").then(found),
    ];
    expect(await Promise.all(reading)).toEqual([[], "refused", []]);
  });
});
