import { describe, expect, it } from "vitest";
import { readDocument } from "#etl/read/formats";

const noise = Uint8Array.from({ length: 4096 }, (_, at) => (at * 197 + (at >> 3) * 89) % 256);

describe("a file whose content no reader knows", () => {
  it.each([
    ["年报.pdf", "扩展名是.pdf，内容却不是这种格式"],
    ["年报.DOCX", "扩展名是.docx，内容却不是这种格式"],
    ["年报.txt", "文字编码无法辨认"],
  ])("is refused in the terms of its ending: %s", async (file, words) => {
    await expect(readDocument(noise, file)).rejects.toThrow(words);
  });
});
