import { expect, it } from "vitest";
import { loader as change } from "../../../app/routes/compare_.change[.]csv/route";
import { loader as checks } from "../../../app/routes/checks[.]csv/route";
import { loader as compare } from "../../../app/routes/compare[.]csv/route";
import { loader as districts } from "../../../app/routes/districts[.]csv/route";
import { loader as district } from "../../../app/routes/districts.$code[.]csv/route";
import { loader as method } from "../../../app/routes/method[.]csv/route";
import { loader as outcomes } from "../../../app/routes/outcomes[.]csv/route";
import { loader as overview } from "../../../app/routes/overview[.]csv/route";
import { loader as proactive } from "../../../app/routes/proactive[.]csv/route";
import { loader as report } from "../../../app/routes/reports.$id[.]csv/route";
import { loader as review } from "../../../app/routes/review[.]csv/route";
import { withRealReports } from "../../support/real-reports";

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
