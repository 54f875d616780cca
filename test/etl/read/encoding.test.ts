import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { decodeText } from "#etl/read/encoding";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const words = "某区人民政府政府信息公开工作年度报告";

describe("the encoding of a file", () => {
  it.each(["", '<meta charset="gb2312">', '<meta charset="utf-8">', '<meta charset="nonsense">'])(
    "is UTF-8 where the bytes are, whatever %j declares",
    (declared) => {
      expect(decodeText(utf8(declared + words))).toBe(declared + words);
    },
  );

  it.each(["", '<meta charset="gb2312">', '<meta charset="GBK">', '<meta charset="utf-8">'])(
    "is GB18030 where the bytes are no UTF-8, whatever %j declares",
    (declared) => {
      expect(decodeText(iconv.encode(declared + words, "gb18030"))).toBe(declared + words);
    },
  );

  it("is told by the byte-order mark", () => {
    const utf16 = Buffer.from(`\uFEFF${words}`, "utf16le");
    expect(decodeText(utf16)).toBe(words);
    expect(decodeText(Buffer.from(utf16).swap16())).toBe(words);
    expect(decodeText(utf8(`\uFEFF${words}`))).toBe(words);
  });

  const page = `<meta charset="gb2312"><p>${words.repeat(5)}</p><td>20517</td>`;

  it.each(["utf-8", "gb18030"] as const)(
    "is %s in spite of a damaged byte, which shows",
    (name) => {
      const bytes = iconv.encode(page, name);
      const at = iconv.encode(page.slice(0, 40), name).length;
      const damaged = Buffer.from(bytes);
      damaged[at + 1] = 0xff;
      const text = decodeText(damaged);
      expect(text.split("\uFFFD")).toHaveLength(2);
      expect(text).toContain("<td>20517</td>");
      expect(text).toContain(words.repeat(3));
    },
  );

  it.each(["utf-8", "gb18030"] as const)(
    "is %s where the text is cut inside a character",
    (name) => {
      const cut = iconv.encode(words.repeat(5), name).subarray(0, -1);
      expect(decodeText(cut)).toBe(`${words.repeat(5).slice(0, -1)}\uFFFD`);
    },
  );

  it("is GB18030 where a title was cut inside a character: the tags after it stay", () => {
    const title = iconv.encode("晴溪区人民政府", "gb18030").subarray(0, -1);
    const rest = iconv.encode(`</title>${page}`, "gb18030");
    const text = decodeText(Buffer.concat([Buffer.from("<title>"), title, rest]));
    expect(text).toBe(`<title>晴溪区人民政\uFFFD</title>${page}`);
  });

  it("is UTF-8 with a damaged byte though the declared GB18030 fits the bytes", () => {
    expect(decodeText(Buffer.from([...utf8(words.repeat(9)), 0x31, 0xe5, 0xb9]))).toContain(words);
  });

  it("is never one without Chinese, whatever a server declares", () => {
    const declared = `<meta charset="iso-8859-1">${words}`;
    expect(decodeText(iconv.encode(declared, "gb18030"))).toBe(declared);
  });

  it("shows a null byte in a text as a lost character", () => {
    expect(decodeText(utf8(`${words.repeat(5)}20\u0000517`))).toContain("20\uFFFD517");
  });

  it("is refused where no encoding fits, naming what to do", () => {
    expect(() => decodeText(Uint8Array.of(0x81, 0x20, 0xff, 0xff))).toThrow(
      /编码无法辨认.*重新保存/,
    );
    expect(() => decodeText(Uint8Array.of(0x61, 0, 0x62))).toThrow(/不是文字/);
  });

  it("is refused where Chinese was lost before the file was saved", () => {
    const garbled = new TextDecoder("gb18030").decode(utf8(words));
    expect(() => decodeText(utf8(garbled))).toThrow(/乱码/);
    expect(() => decodeText(utf8("????? ???? ????? ".repeat(30)))).toThrow(/丢失/);
  });
});
