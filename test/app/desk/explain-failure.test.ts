import { open } from "node:fs/promises";
import { expect, it } from "vitest";
import { explainFailure } from "#desk/explain-failure.server";
import { RowRefused } from "#domain/reviewed/edit-table";

it("tells people what was refused and what the system did not let happen, and hides no fault of the program", async () => {
  expect(explainFailure(new RowRefused("没有这条记录。"))).toBe("没有这条记录。");
  // A device that is always full.
  const full = await open("/dev/full", "a").catch(() => null);
  const error: unknown = await full?.writeFile("x").catch((each: unknown) => each);
  await full?.close();
  if (full !== null) expect(explainFailure(error)).toMatch(/^没有全部做成：磁盘已满；/u);
  expect(explainFailure(new TypeError("x is undefined"))).toBeNull();
});
