import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closeDatabase } from "#db/engine/connection.server";
import { loadReport } from "#pages/report/data.server";
import { dataStore } from "#store/data-folder";
import { RowGuard } from "../../../app/pages/report/notes";
import { loadInto, writeReports } from "../../support/load";
import { VariantReport } from "../../support/variant-report";

let folder: string;

/** Of two years the second prints a damaged label in the 不掌握 row, which its neighbours still name. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gongkai-label-"));
  const documents = join(folder, "documents");
  const damaged = new VariantReport({ year: 2024 }).cells((cell) =>
    cell.prints ? cell : { ...cell, text: cell.text.replace("不掌握", "口口口") },
  );
  writeReports(documents, [
    { file: "a.html", year: 2023, text: new VariantReport({ year: 2023 }).html },
    { file: "b.html", year: 2024, text: damaged.html },
  ]);
  await loadInto(dataStore(folder), [documents]);
  vi.stubEnv("GONGKAI_DATA", folder);
}, 60_000);
afterAll(() => {
  closeDatabase();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function labelGuard(year: number): Promise<string> {
  const { rowGuard } = await loadReport(`990101-government-${year}-jurisdiction`);
  if (!rowGuard) throw new Error("The report has no table 三");
  const [shown = ""] =
    /行标签已读取并匹配.*?<\/dd>/u.exec(renderToStaticMarkup(<RowGuard {...rowGuard} />)) ?? [];
  return shown
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

describe("the label of the 不掌握 row on the page of a report", () => {
  it("is shown as read where the document prints it", async () => {
    expect(await labelGuard(2023)).toBe("行标签已读取并匹配 通过");
  });

  it("is shown as not read where the row was placed by its neighbours alone", async () => {
    expect(await labelGuard(2024)).toBe("行标签已读取并匹配 未通过，请核对原件");
  });
});
