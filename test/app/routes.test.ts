import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { matchRoutes } from "@remix-run/react";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import routes from "../../app/routes";

const configSchema = z.array(
  z.object({ id: z.string().optional(), path: z.string().optional(), file: z.string() }),
);
const ADDRESSES = `/ /briefing /briefing/chart /briefing/file /briefing/verify /checks /checks.csv
  /checks.xlsx /compare /compare.csv /compare/change /compare/change.csv /compare/change/chart
  /compare/chart /desk /desk/draft /desk/filings /desk/journal /desk/journal.csv /desk/progress /desk/publish /desk/review /desk/review/:id /desk/review/:id/original /desk/review/:id/picture /desk/upload /districts /districts.csv /districts/:code /districts/:code.csv
  /districts/:code/outcomes /districts/:code/outcomes/chart /districts/:code/sheet /districts/:code/sums
  /districts/:code/years /districts/:code/years/chart
  /districts/compare /districts/compare.csv /districts/compare/chart /districts/find /documents/:hash /help /method /method.csv /outcomes /outcomes.csv
  /outcomes/chart /overview.csv /overview/chart /proactive /proactive.csv /proactive/chart /reports/:id /reports/:id.csv /reports/:id/changes /reports/:id/changes.csv
  /review /review.csv /review/chart`.split(/\s+/u);

const addressesIn = (config: unknown): string[] =>
  configSchema
    .parse(config)
    .map(({ path = "" }) => `/${path}`)
    .sort();

describe("the routes", () => {
  it("lead to every address that the site has had", () => {
    expect(addressesIn(routes)).toEqual(ADDRESSES);
  });

  it.each([
    ["/districts/compare", "pages/side-by-side/page"],
    ["/districts/compare.csv", "pages/side-by-side/*.csv"],
    ["/districts/990101", "pages/district/page"],
    ["/districts/990101.csv", "pages/district/*.csv"],
  ])("lead from %s to %s, whichever else the address fits", (address, id) => {
    const known = configSchema.parse(routes);
    const entries = known.map(({ id = "", path = "", file }) => ({
      path,
      id: id === "" ? file.replace(/\.tsx?$/u, "") : id,
    }));
    expect(matchRoutes(entries, address)?.[0]?.route.id).toBe(id);
  });

  it("lead to the pages in all the folders, and to a file that stands", () => {
    const folders = readdirSync("app/pages", { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "downloads")
      .map(({ name }) => `pages/${name}/page.tsx`);
    const files = configSchema.parse(routes).map(({ file }) => file);
    expect(files).toEqual(expect.arrayContaining(folders));
    for (const file of files) expect(readFileSync(join("app", file), "utf8")).toContain("export");
  });
});

/** A copy of the pages inside the repository, so that its modules find the rest of the app. */
describe("a page that is added to a copy of the app", () => {
  mkdirSync("artifacts", { recursive: true });
  const copy = mkdtempSync(join("artifacts", "added-page-"));
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it("is one folder and its line in the list: address, navigation and downloads follow", async () => {
    cpSync("app/routes.ts", join(copy, "routes.ts"));
    cpSync("app/pages", join(copy, "pages"), { recursive: true });
    const added = {
      "pages/greeting/page.tsx": "export default function Greeting() { return null; }\n",
      "pages/greeting/tables.server.ts": `import { tableFile } from "../downloads/page-files";
        const columns = [{ id: "who", header: "谁", format: "text", value: (row: string) => row }] as const;
        export const loadTables = () => ({ table: tableFile({ name: "问候", columns, rows: ["你好"] }) });\n`,
    };
    mkdirSync(join(copy, "pages/greeting"));
    for (const [file, text] of Object.entries(added)) writeFileSync(join(copy, file), text);
    const list = join(copy, "pages/pages.ts");
    writeFileSync(
      list,
      readFileSync(list, "utf8").replace(
        /^export const PAGES = \{\n/mu,
        (head) => `${head}  greeting: { path: "/greeting", name: "问候" },\n`,
      ),
    );

    const at = (file: string) => `${process.cwd()}/${join(copy, file)}`;
    const { default: config } = await import(at("routes.ts"));
    expect(addressesIn(config)).toEqual([...ADDRESSES, "/greeting", "/greeting.csv"].sort());
    const { NAVIGATION } = await import(at("pages/pages.ts"));
    expect(NAVIGATION[0]).toEqual({ to: "/greeting", name: "问候" });
    const { loader } = await import(at("pages/downloads/csv.ts"));
    const request = new Request("http://localhost/greeting.csv");
    expect(await (await loader({ request, params: {} })).text()).toContain("你好");
  });
});
