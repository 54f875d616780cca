import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeDurably } from "#store/durable-file";

it("writes a file whole though others write it at the same time, and leaves nothing beside it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gongkai-durable-"));
  const path = join(folder, "a.json");
  const texts = Array.from({ length: 20 }, (_, each) => String(each).repeat(1_000));
  await Promise.all(texts.map((text) => writeDurably(path, text)));
  expect(texts).toContain(readFileSync(path, "utf8"));
  expect(readdirSync(folder)).toEqual(["a.json"]);
  rmSync(folder, { recursive: true });
});
