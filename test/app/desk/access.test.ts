import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { closeDatabase } from "#db/engine/connection.server";
import { hasRole, type Role, ROLE_CODES } from "#domain/desk/actor";
import type { DeskSettings } from "#server/desk-access";
import { UPLOAD_ADDRESSES } from "../../../app/pages/pages";
import routes from "../../../app/routes";
import { openSite, type Site } from "../../support/site";

/** Which role each address of the desk needs, by what is asked of it: GET reads, POST changes. */
const NEEDS: Readonly<Record<string, { readonly GET?: Role; readonly POST?: Role }>> = {
  "/desk": { GET: "view", POST: "review" },
  "/desk/upload": { POST: "review" },
  "/desk/progress": { GET: "view" },
  "/desk/review": { GET: "view" },
  "/desk/review/:id": { GET: "view", POST: "review" },
  "/desk/review/:id/picture": { GET: "view" },
  "/desk/review/:id/original": { GET: "view" },
  "/desk/filings": { GET: "view", POST: "review" },
  "/desk/draft": { GET: "review", POST: "review" },
  "/desk/journal": { GET: "view" },
  "/desk/journal.csv": { GET: "view" },
  "/desk/publish": { GET: "view", POST: "publish" },
};

const PAGES = import.meta.glob<Readonly<Record<string, unknown>>>(
  "../../../app/pages/*/*.{ts,tsx}",
);

const configSchema = z.array(
  z.object({ id: z.string().optional(), path: z.string().optional(), file: z.string() }),
);

interface DeskRoute {
  readonly path: string;
  readonly id: string;
  readonly isPage: boolean;
  readonly methods: readonly ("GET" | "POST")[];
}

/** Every route below /desk, and the site's others that take something in, from the routes and what their modules export. */
async function deskRoutes(): Promise<DeskRoute[]> {
  const found: DeskRoute[] = [];
  for (const { id, path = "", file } of configSchema.parse(routes)) {
    const module = (await PAGES[`../../../app/${file}`]?.()) ?? {};
    if (!/^desk(?:[/.]|$)/u.test(path) && !("action" in module)) continue;
    const methods = [
      ...("loader" in module ? (["GET"] as const) : []),
      ...("action" in module ? (["POST"] as const) : []),
    ];
    found.push({
      path: `/${path}`,
      id: id ?? file.replace(/\.tsx?$/u, ""),
      isPage: "default" in module,
      methods,
    });
  }
  return found;
}

const folder = mkdtempSync(join(tmpdir(), "gongkai-access-"));
const PROXY: DeskSettings = { by: "proxy", header: "x-user", proxies: ["127.0.0.0/8", "10.0.0.5"] };
const FAR: DeskSettings = { by: "proxy", header: "x-user", proxies: ["10.0.0.5"] };
let known: readonly DeskRoute[] = [];
let site: Site;
let far: Site;
let alone: Site;
let open: Site;

beforeAll(async () => {
  vi.stubEnv("GONGKAI_DATA", folder);
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  writePeople();
  known = await deskRoutes();
  [site, far, alone, open] = [
    await openSite(PROXY),
    await openSite(FAR),
    await openSite(),
    await openSite({ by: "nobody" }),
  ];
}, 60_000);

afterAll(() => {
  for (const each of [site, far, alone, open]) each.close();
  closeDatabase();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

function writePeople(): void {
  const lines = ["name,role,divisions", "看的人,view,all", "核的人,review,990100;990200"];
  lines.push("发的人,publish,all", "无地区,publish,", "");
  writeFileSync(join(folder, "people.csv"), lines.join("\n"));
}

const PEOPLE: Readonly<Record<Role, string>> = {
  view: "看的人",
  review: "核的人",
  publish: "发的人",
};

/** The header as a proxy writes it, whose bytes are UTF-8. */
const named = (name: string) => ({ "X-User": Buffer.from(name).toString("latin1") });

const readable = () => known.filter(({ methods }) => methods.includes("GET"));

/** Asks for what a route answers of itself, without the frame of the site, which needs data. */
function ask(
  of: Site,
  { path, id, isPage }: DeskRoute,
  method: "GET" | "POST",
  headers: Record<string, string>,
): Promise<Response> {
  const address = path.replaceAll(/:\w+/gu, "0123456789abcdef");
  const query = isPage ? `?_data=${encodeURIComponent(id)}` : "";
  if (method === "GET") return of.send(`${address}${query}`, { headers });
  const form = new FormData();
  form.set("token", "forged");
  form.set("document", new Blob(["<p>什么也不是</p>"]), "../../../escaped.html");
  return of.send(`${address}${query}`, { method, body: form, headers });
}

async function originOf(of: Site): Promise<string> {
  return new URL((await of.send("/healthz")).url).origin;
}

const contents = () =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .sort()
    .filter((file) => existsSync(join(folder, file)));

describe("the routes of the desk", { timeout: 60_000 }, () => {
  it("each have their row in the table of who may ask them what", () => {
    const derived = Object.fromEntries(known.map(({ path, methods }) => [path, [...methods]]));
    const declared = Object.fromEntries(
      Object.entries(NEEDS).map(([path, needs]) => [path, Object.keys(needs)]),
    );
    expect(declared).toEqual(derived);
  });

  it("are open to the roles of the table and closed to all others", async () => {
    const Origin = await originOf(site);
    for (const route of known)
      for (const method of route.methods)
        for (const role of ROLE_CODES) {
          const needed = NEEDS[route.path]?.[method] ?? "publish";
          const headers = { ...named(PEOPLE[role]), Origin };
          const { status } = await ask(site, route, method, headers);
          const row = [route.path, method, role];
          if (hasRole({ role }, needed)) expect([...row, status]).not.toEqual([...row, 403]);
          else expect([...row, status]).toEqual([...row, 403]);
        }
  });

  it("change nothing for whoever may, where his form has no token of theirs", async () => {
    const Origin = await originOf(site);
    const before = contents();
    for (const route of known.filter(({ methods }) => methods.includes("POST"))) {
      const response = await ask(site, route, "POST", { ...named("发的人"), Origin });
      const isRefused = (await response.text()).includes('"state":"refused"');
      const isFault = response.status >= 400 && response.status < 500;
      expect([route.path, isRefused || isFault]).toEqual([route.path, true]);
    }
    expect(contents()).toEqual(before);
  });

  it("are closed to whoever is unknown, has no area or no name, in a sentence", async () => {
    const closed: readonly [Record<string, string>, string][] = [
      [named("生人"), "不在人员表里"],
      [named("无地区"), "写明地区"],
      [named("看的人, 发的人"), "不在人员表里"],
      [named(" "), "没有收到登录者的身份"],
      [{}, "没有收到登录者的身份"],
    ];
    for (const route of readable())
      for (const [headers, sentence] of closed) {
        const response = await ask(site, route, "GET", headers);
        const said = await response.text();
        expect([route.path, response.status, said]).toEqual([
          route.path,
          403,
          expect.stringContaining(sentence),
        ]);
      }
  });

  it("are closed to all while the table of people cannot be read as it is meant", async () => {
    writeFileSync(join(folder, "people.csv"), "name,role,divisions\n发的人,master,all\n");
    const [route] = readable();
    if (route === undefined) throw new Error("no route");
    const response = await ask(site, route, "GET", named("发的人"));
    expect([response.status, await response.text()]).toEqual([
      403,
      expect.stringContaining("人员表"),
    ]);
    writePeople();
  });

  it("are closed on an address that others reach, while nobody tells who asks", async () => {
    for (const route of readable()) {
      const response = await ask(open, route, "GET", named("发的人"));
      expect([route.path, response.status, await response.text()]).toEqual([
        route.path,
        403,
        expect.stringContaining("还没有配置怎样确认使用者的身份"),
      ]);
    }
  });

  it("are open at the computer itself, without a name, and to nothing that was handed on", async () => {
    const handedOn = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];
    for (const route of readable()) {
      expect([route.path, (await ask(alone, route, "GET", {})).status]).not.toEqual([
        route.path,
        403,
      ]);
      for (const name of handedOn) {
        const { status } = await ask(alone, route, "GET", { [name]: "10.0.0.1" });
        expect([route.path, name, status]).toEqual([route.path, name, 403]);
      }
    }
  });

  it("take nothing in that a page of another site sends", async () => {
    const Origin = await originOf(alone);
    const foreign: readonly Record<string, string>[] = [
      {},
      { Origin: "null" },
      { Origin: "http://elsewhere.example" },
      { Origin: Origin.replace("127.0.0.1", "localhost") },
      { Origin: `${Origin}.elsewhere.example` },
      { Origin, "Sec-Fetch-Site": "cross-site" },
      { Origin, "Sec-Fetch-Site": "same-site" },
    ];
    for (const route of known)
      for (const headers of foreign) {
        const response = await ask(alone, route, "POST", headers);
        expect([route.path, headers, response.status]).toEqual([route.path, headers, 403]);
        expect(await response.text()).toContain("不是从本站的页面发出的");
      }
  });

  it("take no form that is larger than any of theirs, but where files are handed in", async () => {
    const Origin = await originOf(alone);
    const form = new FormData();
    form.set("token", "字".repeat(500_000));
    const bodies = [form, new URLSearchParams({ token: "a".repeat(2_000_000) })];
    for (const { path } of known)
      for (const body of bodies) {
        const address = path.replaceAll(/:\w+/gu, "x");
        const init = { method: "POST", headers: { Origin }, body };
        const { status } = await alone.send(address, init);
        const isTaken = UPLOAD_ADDRESSES.has(path) && body instanceof FormData;
        expect([path, status === 413]).toEqual([path, !isTaken]);
      }
  });

  it("are not there under a name that somebody else made lead here", async () => {
    const port = Number(new URL(await originOf(alone)).port);
    for (const { path } of known) {
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const headers = { Host: `rebound.example:${String(port)}` };
        httpRequest({ host: "127.0.0.1", port, path, headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on("error", reject)
          .end();
      });
      expect([path, status]).toEqual([path, 421]);
    }
  });

  it.each(["PUT", "PATCH", "DELETE", "OPTIONS"])("take no %s", async (method) => {
    for (const { path } of known) {
      const response = await alone.send(path.replaceAll(/:\w+/gu, "x"), { method });
      expect([path, response.status]).toEqual([path, 405]);
    }
  });

  it("are asked for under the name in Host, whatever else is said of it", async () => {
    const Origin = await originOf(site);
    for (const said of ["elsewhere.example", "a:x", ":"]) {
      const headers = { ...named("核的人"), Origin, "X-Forwarded-Host": said };
      const { status } = await site.send("/desk/draft", { method: "POST", headers });
      expect([said, status]).not.toEqual([said, 500]);
    }
  });

  it("are kept by nobody on the way", async () => {
    for (const route of readable()) {
      const response = await ask(site, route, "GET", named("发的人"));
      expect(response.headers.get("Cache-Control")).toBe("no-store");
    }
  });
});

describe("the header that tells who asks", { timeout: 60_000 }, () => {
  it("is refused from whoever is no named proxy, whatever he asks for", async () => {
    for (const path of ["/", "/compare", "/desk/draft", "/desk/journal.csv", "/healthz"]) {
      const response = await far.send(path, { headers: named("发的人") });
      expect([path, response.status]).toEqual([path, 401]);
      expect(await response.text()).toMatch(/^身份不是由登记的代理服务器给出的/u);
    }
    expect((await far.send("/desk/draft", { headers: { "X-User": "" } })).status).toBe(401);
  });

  it("is missed from whoever asks past the proxy", async () => {
    for (const route of readable()) expect((await ask(far, route, "GET", {})).status).toBe(403);
  });
});
