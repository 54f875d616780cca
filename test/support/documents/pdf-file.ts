import { deflateSync } from "node:zlib";

/**
 * The smallest PDF that holds Chinese text: one font, known by its character map only.
 *
 * @param annotations dictionaries of form fields and other annotations, all on the first page
 */
export function pdfFile(
  pages: readonly string[],
  size: readonly [number, number],
  annotations: readonly string[] = [],
): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const stream = (text: string): string => {
    const packed = deflateSync(Buffer.from(text, "latin1")).toString("latin1");
    return `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed}\nendstream`;
  };
  add("<< /Type /Catalog /Pages 2 0 R >>");
  add("");
  const map = add(stream(characterMap(pages)));
  const face = add(
    "<< /Type /FontDescriptor /FontName /Sample /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
  );
  const cid = add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sample /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${face} 0 R /DW 1000 /W [32 126 500] >>`,
  );
  const font = add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /Sample /Encoding /Identity-H /DescendantFonts [${cid} 0 R] /ToUnicode ${map} 0 R >>`,
  );
  const fields = annotations.map((annotation) => `${add(annotation)} 0 R`).join(" ");
  objects[0] = `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${fields}] >> >>`;
  const kids = pages.map((content, index) => {
    const contents = add(stream(content));
    const added = index === 0 ? ` /Annots [${fields}]` : "";
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${size[0]} ${size[1]}] /Contents ${contents} 0 R /Resources << /Font << /F1 ${font} 0 R >> >>${added} >>`,
    );
  });
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(" ")}] >>`;
  return asPdfObjects(objects);
}

/** A PDF file of numbered objects; the first is its catalogue. */
export function asPdfObjects(objects: readonly string[]): Uint8Array {
  let text = "%PDF-1.7\n";
  const offsets = objects.map((body, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(text, "latin1"));
}

/** Character codes are code points: 256 ranges of 256 each. */
/** The character map of a subset font: what the pages set, as word processors write it. */
function characterMap(pages: readonly string[]): string {
  const codes = new Set(
    pages
      .flatMap((page) => [...page.matchAll(/<((?:[\da-f]{4})+)>/gi)])
      .flatMap(([, text = ""]) => text.toLowerCase().match(/.{4}/g) ?? []),
  );
  const entries = [...codes].sort().map((code) => `<${code}> <${code}>`);
  const chunks = Array.from({ length: Math.ceil(entries.length / 100) }, (_, index) =>
    entries.slice(index * 100, index * 100 + 100),
  );
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Sample def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
${chunks.map((chunk) => `${chunk.length} beginbfchar\n${chunk.join("\n")}\nendbfchar`).join("\n")}
endcmap end end`;
}

/** Text as the hexadecimal string of a PDF. */
export function hex(text: string): string {
  return `<${[...text].map((char) => (char.codePointAt(0) ?? 0).toString(16).padStart(4, "0")).join("")}>`;
}

/** Width of a text in type sizes. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, char) => sum + (char >= " " && char <= "~" ? 0.5 : 1), 0);
}
