import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DeskRoom } from "#desk/room.server";
import { withUploads } from "#desk/upload.server";
import { deskFolderOf } from "#store/desk-folder";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gongkai-upload-test-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const rulesOf = (made: number[] = []) => ({
  folder: root,
  files: 1_000,
  bytes: 200 * 1024 ** 2,
  bytesOf: () => 100 * 1024 ** 2,
  tooMany: "太多",
  isOwnForm: (fields: ReadonlyMap<string, string>) => fields.get("token") === "own",
  judge: () => "take" as const,
  makeRoom: (bytes: number) => Promise.resolve(void made.push(bytes)),
});

interface Part {
  readonly name: string;
  readonly file?: string;
  readonly content: string;
}

/** A form in chunks of a size, with what watches how many were asked for. */
function formOf(parts: readonly Part[], chunk: number, end = "--b--\r\n") {
  const text = parts
    .map(({ name, file, content }) => {
      const called = file === undefined ? "" : `; filename="${file}"`;
      return `--b\r\nContent-Disposition: form-data; name="${name}"${called}\r\n\r\n${content}\r\n`;
    })
    .join("");
  const bytes = Buffer.from(text + end);
  const asked = { bytes: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (asked.bytes >= bytes.length) controller.close();
        else controller.enqueue(bytes.subarray(asked.bytes, (asked.bytes += chunk)));
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { "Content-Type": "multipart/form-data; boundary=b" };
  const init = { method: "POST", headers, body, duplex: "half" } as const;
  return { request: new Request("http://localhost/desk/upload", init), asked };
}

const own = { name: "token", content: "own" };
const fileOf = (file: string, content: string): Part => ({ name: "documents", file, content });
const readNames = (request: Request) =>
  withUploads(request, rulesOf(), ({ uploads }) =>
    Promise.resolve(uploads.map(({ name, path }) => [name, readFileSync(path, "utf8")])),
  );

describe("the files of a form", () => {
  it.each([1, 7, 64, 65_536])(
    "are the same in whatever pieces of %i bytes they come",
    async (size) => {
      const given = [
        ["甲.html", "\r\n--\r\n--c\r\n"],
        ["乙/丙.docx", "-".repeat(300)],
        ["空.pdf", ""],
        ["行.txt", "\r\n".repeat(300)],
      ] as const;
      const parts = given.flatMap(([name, content]) => [
        { name: "path", content: name },
        fileOf("x", content),
      ]);
      expect(await readNames(formOf([own, ...parts], size).request)).toEqual(given);
      expect(readdirSync(root)).toEqual([]);
    },
  );

  it("are refused before one byte of them is kept, where the token does not come first or is another's", async () => {
    for (const parts of [
      [{ name: "token", content: "forged" }, fileOf("a.html", "a")],
      [fileOf("a.html", "a"), own],
      [{ name: "token", content: "forged" }],
    ]) {
      const made: number[] = [];
      const kept = withUploads(formOf(parts, 64).request, rulesOf(made), () => Promise.resolve());
      await expect(kept).rejects.toThrow("页面打开得太久");
      expect([made, readdirSync(root)]).toEqual([[], []]);
    }
  });

  it("leave nothing where the form breaks off, in a file or between two", async () => {
    for (const cut of ["", "--b\r\nContent-Disp", "\r\n--b"]) {
      const { request } = formOf([own, fileOf("a.html", "a"), fileOf("b.html", "b")], 64, cut);
      await expect(readNames(request)).rejects.toThrow("文件没有传完");
      expect(readdirSync(root)).toEqual([]);
    }
  });

  it("wait to be written: no more of a form is asked for than is taken", async () => {
    const parts = Array.from({ length: 80 }, (_, at) =>
      fileOf(`${String(at)}.txt`, "a".repeat(900)),
    );
    const { request, asked } = formOf([own, ...parts], 4_096);
    let seen = 0;
    const rules = { ...rulesOf(), makeRoom: () => Promise.resolve(void (seen ||= asked.bytes)) };
    await withUploads(request, rules, ({ uploads }) => Promise.resolve(uploads));
    expect(seen).toBeLessThan(20_000);
  });

  it("of nothing but ends of lines are taken in as fast as others", async () => {
    const { request } = formOf([own, fileOf("a.txt", "\r\n".repeat(8 * 1024 ** 2))], 65_536);
    const began = performance.now();
    const bytes = await withUploads(request, rulesOf(), ({ uploads: [upload] }) =>
      Promise.resolve(upload?.bytes),
    );
    expect(bytes).toBe(16 * 1024 ** 2);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe("the room for what is handed in", () => {
  it("is bounded for all batches together, and by what must stay free on the disk", async () => {
    const folder = deskFolderOf({ root });
    mkdirSync(folder.waiting, { recursive: true });
    writeFileSync(join(folder.waiting, "0123456789abcdef.pdf"), "x".repeat(600));
    const room = await DeskRoom.of(folder, { waitingBytes: 1_000, diskLeft: 0 });
    await room.make(300);
    await expect(room.make(400)).rejects.toThrow("请等它们读完再放入。");
    const full = await DeskRoom.of(folder, { waitingBytes: 1_000, diskLeft: Infinity });
    await expect(full.make(0)).rejects.toThrow("磁盘空间不足");
  });
});
