import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  changeRow,
  putRow,
  readReviewedRows,
  undoingOf,
} from "../../../app/desk/reviewed-rows.server";
import { dataStore } from "#store/data-folder";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gongkai-rows-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const absence = (division: string, reason: string) => ({
  division,
  kind: "government",
  body: "",
  year: "2024",
  reason,
  source: "电话核实",
  by: "张三",
  date: "2026-01-05",
});

describe("the reviewed rows of a data folder", () => {
  it("are written by many at once, none lost, and put back by undoing", async () => {
    const store = dataStore(root);
    const codes = Array.from({ length: 12 }, (_, at) => String(990101 + at));
    await Promise.all(codes.map((code) => putRow(store, "absences", absence(code, "未公布"))));
    expect(await readReviewedRows(store, "absences")).toHaveLength(12);
    const before = readFileSync(join(root, "absences.csv"));
    const change = await putRow(store, "absences", absence("990103", "网站关闭"));
    expect(change.before?.["reason"]).toBe("未公布");
    await changeRow(store, undoingOf(change));
    expect(readFileSync(join(root, "absences.csv"))).toEqual(before);
    expect(readdirSync(root).sort()).toEqual(["absences.csv", "desk"]);
    expect(readdirSync(join(root, "desk"))).toEqual([]);
  });

  it("of the desk's documents lie beside them", async () => {
    const store = dataStore(root);
    await putRow(store, "manifest", { file: "0123.html", year: "2024", body: "某县人民政府" });
    expect(readFileSync(join(root, "desk", "documents", "manifest.csv"), "utf8")).toContain(
      "0123.html,,某县人民政府,",
    );
  });

  it("go on in UTF-8, with the same text, where the file was saved in GB18030", async () => {
    const store = dataStore(root);
    // "division,…" and 乙县 in GB18030
    const head = "division,kind,body,year,reason,source,by,date\r\n990101,government,,2023,";
    const gbk = Buffer.concat([
      Buffer.from(head),
      Buffer.from([0xd2, 0xd2, 0xcf, 0xd8]),
      Buffer.from(",x,y,2025-01-05\r\n"),
    ]);
    writeFileSync(join(root, "absences.csv"), gbk);
    const change = await putRow(store, "absences", absence("990102", "未公布"));
    expect(change.converted).toBe(true);
    const text = readFileSync(join(root, "absences.csv"), "utf8");
    expect(text.startsWith(`\uFEFF${head}乙县,x,y,2025-01-05\r\n990102,`)).toBe(true);
  });

  it("are left alone in a file of no encoding that can be told", async () => {
    const bytes = Buffer.from([0x64, 0xff, 0xff, 0x0a]);
    writeFileSync(join(root, "absences.csv"), bytes);
    const change = putRow(dataStore(root), "absences", absence("990102", "未公布"));
    await expect(change).rejects.toThrow("文字编码");
    expect(readFileSync(join(root, "absences.csv"))).toEqual(bytes);
  });
});
