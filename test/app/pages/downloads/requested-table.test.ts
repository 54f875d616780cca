import { expect, it } from "vitest";
import { loader as change } from "#pages/change/csv";
import { loader as checks } from "#pages/checks/csv";
import { loader as compare } from "#pages/compare/csv";
import { loader as districts } from "#pages/districts/csv";
import { loader as district } from "#pages/district/csv";
import { loader as method } from "#pages/method/csv";
import { loader as outcomes } from "#pages/outcomes/csv";
import { loader as overview } from "#pages/overview/csv";
import { loader as proactive } from "#pages/proactive/csv";
import { loader as report } from "#pages/report/csv";
import { loader as review } from "#pages/review/csv";
import { withRealReports } from "../../../support/real-reports";

withRealReports();

it.each(
  Object.entries({
    change,
    checks,
    compare,
    districts,
    district,
    method,
    outcomes,
    overview,
    proactive,
    report,
    review,
  }),
)("a file of %s does not pass for a table that it has not", async (_name, loader) => {
  const answer = async () =>
    loader({
      params: { code: "330211", id: "330211-office-2023-organ" },
      request: new Request("http://localhost/file.csv?table=zzz"),
      context: {},
    });
  const thrown: unknown = await answer().catch((error: unknown) => error);
  if (!(thrown instanceof Response)) throw new Error("It should throw a response");
  expect(thrown.status).toBe(400);
  expect(await thrown.text()).toMatch(/^没有名为“zzz”的表。/);
});
