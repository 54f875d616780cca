import { expect, it } from "vitest";
import { loader } from "#pages/downloads/csv";
import { withRealReports } from "../../../support/real-reports";

withRealReports();

const refusal = async (address: string) => {
  const params = { code: "330211", id: "330211-office-2023-organ" };
  const request = new Request(`http://localhost${address}`);
  const thrown: unknown = await loader({ params, request }).catch((error: unknown) => error);
  if (!(thrown instanceof Response)) throw new Error("It should throw a response");
  return { status: thrown.status, words: await thrown.text() };
};

it.each([
  "/checks.csv?",
  "/compare.csv?",
  "/districts.csv?",
  "/districts/compare.csv?codes=320813,320831",
  "/districts/330211.csv?",
  "/method.csv?",
  "/outcomes.csv?",
  "/overview.csv?",
  "/proactive.csv?",
  "/reports/330211-office-2023-organ.csv?",
  "/review.csv?",
])("%s does not pass for a table that it has not", async (address) => {
  const { status, words } = await refusal(`${address}&table=zzz`);
  expect(status).toBe(400);
  expect(words).toMatch(
    /^没有名为“zzz”的表。(?:这里的表和它们的地址：\p{Script=Han}.* \/|这个文件只有一张表)/u,
  );
});

it("no file stands where no page does, or where the page has no tables", async () => {
  for (const address of ["/nowhere.csv", "/briefing.csv"])
    expect(await refusal(address)).toEqual({ status: 404, words: "没有这个文件。" });
});
