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
