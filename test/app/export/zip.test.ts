import JSZip from "jszip";
import { describe, expect, it } from "vitest";
import { writeArchive } from "#export/archive";
import { readZip, writeZip } from "#export/zip";

const PARTS = new Map([
  ["图形/图1_不掌握率.svg", Buffer.from("<svg/>".repeat(500))],
  ["empty.txt", Buffer.alloc(0)],
  ["a.bin", Buffer.from([0, 255, 0x50, 0x4b, 5, 6, 1])],
]);

describe("an archive of ours", () => {
  it("is read by others, names in Chinese and the day included", async () => {
    const archive = await JSZip.loadAsync(await writeZip(PARTS, "2026-03-09"), {
      checkCRC32: true,
    });
    expect(Object.keys(archive.files)).toEqual([...PARTS.keys()]);
    for (const [name, bytes] of PARTS) {
      const file = archive.file(name);
      expect(await file?.async("nodebuffer"), name).toEqual(bytes);
      expect(file?.date.toISOString()).toBe("2026-03-09T00:00:00.000Z");
    }
  });

  it("is the same to the byte of the same files, and another of another day", async () => {
    const files = [{ name: "a.txt", content: "一" }];
    const one = await writeArchive(files, "2026-03-09");
    expect(Buffer.from(one).equals(await writeArchive(files, "2026-03-09"))).toBe(true);
    expect(Buffer.from(one).equals(await writeArchive(files, "2026-03-10"))).toBe(false);
  });
});

describe("an archive that a library wrote", () => {
  it.each(["STORE", "DEFLATE"] as const)(
    "is unpacked without its folders: %s",
    async (compression) => {
      const written = new JSZip();
      for (const [name, bytes] of PARTS) written.file(name, bytes);
      const bytes = await written.generateAsync({ type: "uint8array", compression });
      const parts = readZip(bytes);
      expect([...parts.keys()]).toEqual([...PARTS.keys()]);
      for (const [name, part] of PARTS)
        expect(Buffer.from(parts.get(name) ?? []), name).toEqual(part);
    },
  );
});
