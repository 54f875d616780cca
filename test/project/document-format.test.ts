import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProjectCopy } from "../support/project-copy";
import { VariantReport } from "../support/variant-report";

let copy: ProjectCopy;
beforeAll(() => {
  copy = new ProjectCopy();
}, 60_000);
afterAll(() => copy.remove());

/** Web pages packed into JSON: {"page": "…"} in base64. */
const READER = `import type { Document } from "./document";
import { readHtml } from "./html";

export function readJson(bytes: Uint8Array, file: string): Document {
  const { page } = JSON.parse(new TextDecoder().decode(bytes));
  return readHtml(Buffer.from(page, "base64"), file);
}
`;
const LINE = `  json: { name: "JSON", endings: [".json"], load: loadOnce(async () => (await import("./json")).readJson) },\n`;

describe("a new document format", { timeout: 60_000 }, () => {
  it("takes its reader and its line among the formats, and is read, loaded and named in the help", () => {
    const page = Buffer.from(new VariantReport().html).toString("base64");
    const documents = join(copy.folder, "documents.json");
    writeFileSync(documents, JSON.stringify({ page }));
    expect(copy.etl("read", documents).status).toBe(2);

    copy.write("etl/read/json.ts", READER);
    copy.edit("etl/read/formats.ts", "const FORMATS = {\n", `const FORMATS = {\n${LINE}`);
    expect(copy.touched).toEqual(["etl/read/formats.ts", "etl/read/json.ts"]);

    const { status, stdout, stderr } = copy.etl("read", documents);
    expect(stderr).toContain("读出");
    expect(status).toBe(0);
    expect(JSON.parse(stdout).cells).toHaveLength(200);
    expect(copy.etl("load", documents).stdout).toContain("收到 1 份 = 已载入 1");
    expect(copy.etl("read", "--help").stdout).toContain("JSON（.json）");
  });
});
