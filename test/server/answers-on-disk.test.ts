import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { AnswersOnDisk } from "#server/answers/answers-on-disk";

const folder = mkdtempSync(join(tmpdir(), "gongkai-kept-"));
const disk = new AnswersOnDisk(folder);
const answer = (text: string) => ({
  status: 200 as const,
  headers: { "content-type": "text/html; charset=utf-8" },
  bodies: { br: Buffer.from(text), gzip: Buffer.from(`${text} too`) },
});

beforeEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("answers that are kept from one start to the next", () => {
  it("are read again byte by byte, of the edition that they are of and no other", async () => {
    await disk.write("1-abc", new Map([["/", answer("首页")]]));
    expect([...(await disk.read("1-abc"))]).toEqual([["/", answer("首页")]]);
    expect(await disk.read("2-abc")).toEqual(new Map());
    const file = join(folder, "1-abc.answers");
    writeFileSync(join(folder, "2-abc.answers"), readFileSync(file));
    expect(await disk.read("2-abc")).toEqual(new Map());
  });

  it("take the place of those of other editions", async () => {
    await disk.write("1-abc", new Map([["/", answer("一")]]));
    await disk.write("2-abc", new Map([["/", answer("二")]]));
    expect(readdirSync(folder)).toEqual(["2-abc.answers"]);
  });

  it("are none where a bit was flipped, a part is missing, or nothing is there", async () => {
    expect(await disk.read("1-abc")).toEqual(new Map());
    await disk.write("1-abc", new Map([["/", answer("首页")]]));
    const file = join(folder, "1-abc.answers");
    const whole = readFileSync(file);
    const flipped = Buffer.from(whole);
    flipped.writeUInt8(flipped.readUInt8(60) ^ 1, 60);
    for (const damaged of [flipped, whole.subarray(0, 70), whole.subarray(0, 5)]) {
      writeFileSync(file, damaged);
      expect(await disk.read("1-abc")).toEqual(new Map());
    }
  });

  it("that cannot be written are given up without a word", async () => {
    const file = join(tmpdir(), `gongkai-file-${String(process.pid)}`);
    writeFileSync(file, "");
    await new AnswersOnDisk(file).write("1-abc", new Map());
    rmSync(file);
  });
});
