import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as httpRequest, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { closeDatabase } from "#db/engine/connection.server";
import { queryRows } from "#db/engine/rows.server";
import { Busy, type Renderer } from "#server/answers/answer";
import { AnswersOnDisk } from "#server/answers/answers-on-disk";
import { PageAnswers } from "#server/answers/page-answers";
import { createApplication } from "#server/application";
import type { DeskSettings } from "#server/desk-access";
import { type Build, rendererOf } from "#server/rendering";
import { databaseOf, dataStore, manifestOf } from "#store/data-folder";
import * as entry from "../../app/entry.server";
import { figuresCsv, loadInto, writeReports } from "../support/load";

const folder = mkdtempSync(join(tmpdir(), "gongkai-answers-"));
const store = dataStore(join(folder, "data"));
const SOUND = [1, 2] as const;
const DAMAGED = 9;

/** Two versions that differ in a figure, and one that is damaged; which is published is told by the pointer. */
beforeAll(async () => {
  vi.stubEnv("GONGKAI_DATA", store.root);
  for (const version of SOUND) {
    const figures = figuresCsv(2021, { regulations_issued: String(version) });
    writeReports(join(folder, "documents"), [{ file: "a.csv", text: figures }]);
    await loadInto(store, [join(folder, "documents")]);
  }
  writeFileSync(databaseOf(store, DAMAGED), "no database");
  writeFileSync(manifestOf(store, DAMAGED), "{}");
}, 120_000);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** What the version in use says, asked twice with other work between. */
async function figureTwice(): Promise<Response> {
  const ask = () =>
    queryRows(
      "SELECT regulations_issued AS issued FROM figures WHERE year = 2023",
      [],
      z.object({ issued: z.int() }),
    );
  const [first] = await ask();
  await new Promise((resolve) => setImmediate(resolve));
  const [second] = await ask();
  return new Response(`${String(first?.issued)} ${String(second?.issued)} ${"报告".repeat(500)}`, {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "max-age=5" },
  });
}

const ROUTE = { id: "figure", path: "/figure" };
const BUILD: Build = {
  mode: "production",
  entry: { module: entry },
  routes: { figure: { ...ROUTE, module: { loader: figureTwice } as never } },
  assets: {
    entry: { imports: [], module: "" },
    routes: {
      figure: {
        ...ROUTE,
        module: "",
        hasAction: false,
        hasLoader: true,
        hasClientAction: false,
        hasClientLoader: false,
        hasErrorBoundary: false,
      },
    },
    url: "",
    version: "",
  },
  publicPath: "/",
  assetsBuildDirectory: "",
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: false,
    v3_lazyRouteDiscovery: false,
  },
  isSpaMode: false,
};

let server: Server | undefined;
let now = 0;

/** The pointer is looked at once a second. */
function passSecond(): void {
  now = Math.max(now, Date.now()) + 1_500;
  vi.useFakeTimers({ toFake: ["Date"], now });
}

function publish(version: number): void {
  rmSync(store.pointer, { force: true });
  writeFileSync(store.pointer, JSON.stringify({ generation: version }));
}

beforeEach(() => publish(1));
afterEach(() => {
  server?.close();
  closeDatabase();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function serve(
  renderer: Renderer,
  desk: DeskSettings = { by: "computer" },
  {
    code = "test",
    common = ["/figure"],
    disk,
  }: {
    readonly code?: string;
    readonly common?: readonly string[];
    readonly disk?: AnswersOnDisk;
  } = {},
): Promise<string> {
  const answers = new PageAnswers({
    renderer,
    code,
    common,
    ...(disk ? { disk } : {}),
  });
  server = createServer(
    createApplication({
      answers,
      names: [],
      desk,
      isAlive: () => true,
      client: join(folder, "client"),
      loadBuild: () => Promise.resolve(BUILD),
    }),
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${String(typeof address === "object" ? address?.port : 0)}`;
}

describe("an answer", () => {
  it("of a file that fails is one sentence in Chinese, with nothing of the program", async () => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const loader = (): never => {
      throw new TypeError("undefined is not a chart");
    };
    const failing = { ...BUILD, routes: { figure: { ...ROUTE, module: { loader } as never } } };
    const answer = await fetch(`${await serve(rendererOf(failing))}/figure`);
    expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([500, "no-store"]);
    expect(await answer.text()).toBe(
      "服务器出错，未能回答。如再次出错，请把网址告诉系统维护人员。\n",
    );
  });

  it("is not sent again to a reader who has it, under whatever address he asks, until the next version", async () => {
    const site = await serve(rendererOf(BUILD));
    const first = await fetch(`${site}/figure?year=2023&page=2`);
    expect(await first.text()).toMatch(/^1 1 /u);
    const tag = first.headers.get("ETag") ?? "";
    expect(first.headers.get("Cache-Control")).toBe("no-cache");
    const again = () =>
      fetch(`${site}/figure?utm_source=x&page=2&year=2023`, {
        headers: { "If-None-Match": tag, "Cache-Control": "max-age=0" },
      });
    const unchanged = await again();
    expect([unchanged.status, unchanged.headers.get("Content-Security-Policy")]).toEqual([
      304,
      null,
    ]);
    publish(2);
    passSecond();
    await vi.waitFor(async () => expect((await again()).status).toBe(200), { timeout: 10_000 });
    expect(await (await again()).text()).toMatch(/^2 2 /u);
  });

  it("is another once it is the next day in China, whatever day it is elsewhere", async () => {
    const site = await serve(rendererOf(BUILD));
    const tagAt = async (at: string) => {
      vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(at) });
      return (await fetch(`${site}/figure`)).headers.get("ETag");
    };
    const last = await tagAt("2031-03-31T15:59:00Z");
    const first = await tagAt("2031-03-31T16:01:00Z");
    expect(first).not.toBe(last);
    expect(await tagAt("2031-04-01T00:01:00Z")).toBe(first);
  });

  it("to what asks for a part of a page that there is not is one sentence in Chinese", async () => {
    const answer = await fetch(`${await serve(rendererOf(BUILD))}/figure?_data=constructor`);
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringMatching(/^\p{Script=Han}+/u),
    ]);
  });

  it("is rendered once and sent in the coding that the reader takes", async () => {
    const renderer = rendererOf(BUILD);
    const answer = vi.spyOn(renderer, "answer");
    const site = await serve(renderer);
    const codings = ["br", "gzip", "identity"];
    const texts = await Promise.all(
      codings.map(async (coding) => {
        const response = await fetch(`${site}/figure`, { headers: { "Accept-Encoding": coding } });
        expect(response.headers.get("Content-Encoding") ?? "identity").toBe(coding);
        return response.text();
      }),
    );
    expect(new Set(texts).size).toBe(1);
    expect(answer).toHaveBeenCalledOnce();
    const head = await fetch(`${site}/figure`, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  it("is kept for nobody else where a proxy tells who asks", async () => {
    const site = await serve(rendererOf(BUILD), {
      by: "proxy",
      header: "x-user",
      proxies: ["10.0.0.1"],
    });
    expect((await fetch(`${site}/figure`)).headers.get("Cache-Control")).toBe("private, no-cache");
  });

  it("that is none is kept by nobody", async () => {
    const site = await serve(rendererOf(BUILD));
    // The framework's own page for it tells the log; the site's does not.
    vi.spyOn(console, "error").mockReturnValue();
    vi.spyOn(console, "warn").mockReturnValue();
    const tell = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const nothing = await fetch(`${site}/nothing`);
    expect(tell.mock.calls).toEqual([["404 /nothing\n"]]);
    expect([
      nothing.status,
      nothing.headers.get("Cache-Control"),
      nothing.headers.get("ETag"),
    ]).toEqual([404, "no-store", null]);
  });
});

describe("while versions are published, damaged ones among them", () => {
  it("every request is answered, from one version, and the next is ready before it is shown", async () => {
    const renderer = rendererOf(BUILD);
    const rendered = vi.spyOn(renderer, "answer");
    const site = await serve(renderer);
    const answers: string[] = [];
    const tell = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const isShown = async (version: number) => {
      if (version === DAMAGED)
        expect(tell).toHaveBeenCalledWith(expect.stringMatching(/^第9版数据不能使用：文件已损坏/u));
      else {
        const text = await (await fetch(`${site}/figure`)).text();
        expect(text.slice(0, 1)).toBe(String(version));
      }
    };
    for (const version of [1, 2, DAMAGED, 1, 2, 1, DAMAGED, 2]) {
      tell.mockClear();
      publish(version);
      passSecond();
      const asked = Array.from({ length: 8 }, async (_, index) => {
        const response = await fetch(`${site}/figure?page=${String(index % 3)}`);
        expect(response.status).toBe(200);
        answers.push((await response.text()).slice(0, 3));
      });
      await Promise.all(asked);
      await vi.waitFor(() => isShown(version), { timeout: 10_000 });
    }
    tell.mockRestore();
    expect(answers.filter((answer) => answer !== "1 1" && answer !== "2 2")).toEqual([]);
    const own = rendered.mock.calls.filter(([, , isOwn]) => isOwn).map(([{ address }]) => address);
    expect(own).toContain("/figure");
    expect(own.filter((address) => address.startsWith("/figure?page="))).not.toEqual([]);
  });
});

describe("a server that is started again", () => {
  const disk = new AnswersOnDisk(join(folder, "answers"));
  const by = { by: "computer" } as const;
  const never: Renderer = { answer: () => new Promise(() => undefined) };
  const begin = async (renderer: Renderer, code?: string) => {
    server?.close();
    return serve(renderer, by, { disk, ...(code === undefined ? {} : { code }) });
  };
  const isWritten = () => vi.waitFor(() => readdirSync(join(folder, "answers")));

  it("has all that renders answer what is common, a profile that it leads to, a picture and a document", async () => {
    const warm = vi.fn(() => Promise.resolve());
    const body = Buffer.from('<a href="/districts/990100?year=2023">');
    const answer = () => Promise.resolve({ status: 200, headers: {}, bodies: { identity: body } });
    await fetch(`${await serve({ answer, warm })}/figure`);
    expect(warm.mock.calls).toEqual([
      [
        [
          { address: "/figure", version: 1 },
          { address: "/districts/990100", version: 1 },
          { address: "/compare/chart?chart=bodies&format=png", version: 1 },
          { address: "/briefing/file?format=docx", version: 1 },
        ],
      ],
    ]);
  });

  it("answers what is common before anything that renders is there, of the same version and program alone", async () => {
    expect((await fetch(`${await begin(rendererOf(BUILD))}/figure`)).status).toBe(200);
    await isWritten();
    const again = await (await fetch(`${await begin(never)}/figure`)).text();
    expect(again).toMatch(/^1 1 /u);
    publish(2);
    const next = await fetch(`${await begin(rendererOf(BUILD))}/figure`);
    expect(await next.text()).toMatch(/^2 2 /u);
    const renderer = rendererOf(BUILD);
    const rendered = vi.spyOn(renderer, "answer");
    expect((await fetch(`${await begin(renderer, "another")}/figure`)).status).toBe(200);
    expect(rendered).toHaveBeenCalled();
  });
});

describe("a server that is killed before it has answered all that is common", () => {
  const disk = new AnswersOnDisk(join(folder, "early"));
  const common = ["/figure", "/figure?page=2"];

  it("answers the first page at once when it is back", async () => {
    const renderer = rendererOf(BUILD);
    const answersFirst: Renderer = {
      answer: (question, signal) =>
        question.address === "/figure"
          ? renderer.answer(question, signal)
          : new Promise(() => undefined),
    };
    const by = { by: "computer" } as const;
    await fetch(`${await serve(answersFirst, by, { disk, common })}/figure`);
    await vi.waitFor(() => readdirSync(join(folder, "early")));
    server?.close();
    const never: Renderer = { answer: () => new Promise(() => undefined) };
    const again = await fetch(`${await serve(never, by, { disk, common })}/figure`);
    expect(again.status).toBe(200);
  });
});

describe("the first sight", () => {
  const firstSight = async (desk?: DeskSettings, address = "/", headers = {}) => {
    const site = await serve({ answer: () => Promise.reject(Busy.for(3)) }, desk);
    const sight = await fetch(`${site}${address}`, { redirect: "manual", headers });
    server?.close();
    return [sight.status, sight.headers.get("Location")];
  };

  it("of a site on which nothing was ever published is the desk, for whoever may work there", async () => {
    rmSync(store.pointer, { force: true });
    expect(await firstSight()).toEqual([302, "/desk"]);
    expect(await firstSight({ by: "nobody" })).toEqual([503, null]);
    expect(await firstSight(undefined, "/", { "X-Forwarded-For": "10.0.0.8" })).toEqual([
      503,
      null,
    ]);
    expect(await firstSight(undefined, "/?area=990000")).toEqual([503, null]);
    expect(await firstSight(undefined, "/?index&_data=root")).toEqual([503, null]);
  });

  it("of a site that has published, even what is damaged now, is its own", async () => {
    expect(await firstSight()).toEqual([503, null]);
    writeFileSync(store.pointer, "{");
    expect(await firstSight()).toEqual([503, null]);
  });
});

describe("when the server has enough to do", () => {
  it("a reader is told at once when to come again", async () => {
    const answer = () => Promise.reject(Busy.for(3));
    const site = await serve({ answer });
    const response = await fetch(`${site}/figure?page=5`);
    const again = ["Retry-After", "Refresh"].map((name) => response.headers.get(name));
    expect([response.status, ...again]).toEqual([503, "3", "3"]);
    expect(await response.text()).toMatch(/^服务器正忙.*请过3秒/u);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
  });

  it("who would have to be rendered is refused before anything is done for him, and nobody else", async () => {
    const pages = rendererOf(BUILD);
    let isBusy = false;
    const rendered = vi.fn(pages.answer);
    const site = await serve({ answer: rendered, busyFor: () => (isBusy ? Busy.for(2) : null) });
    const kept = await fetch(`${site}/figure?page=1`);
    isBusy = true;
    rendered.mockClear();
    const statusOf = async (path: string, headers: Record<string, string> = {}) =>
      (await fetch(`${site}${path}`, { headers })).status;
    const refused = await fetch(`${site}/figure?page=8`);
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([503, "2"]);
    expect(refused.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(await refused.text()).toMatch(/^服务器正忙.*请过2秒/u);
    expect(await statusOf("/figure?utm_source=x&page=1")).toBe(200);
    const revisit = {
      "If-None-Match": kept.headers.get("ETag") ?? "",
      "Cache-Control": "max-age=0",
    };
    expect(await statusOf("/figure?page=1", revisit)).toBe(304);
    expect(await statusOf("/healthz")).toBe(200);
    expect(await statusOf("/assets/none.js")).toBe(404);
    expect(await statusOf("/%ff")).toBe(400);
    expect(rendered).not.toHaveBeenCalled();
  });

  it("what nobody waits for any more is given up", async () => {
    let given: AbortSignal | undefined;
    const answer: Renderer["answer"] = ({ address }, signal, isOwn) =>
      isOwn
        ? Promise.resolve({ status: 200, headers: {}, bodies: { identity: Buffer.from(address) } })
        : new Promise((_, reject) => {
            given = signal;
            signal.addEventListener("abort", () => reject(signal.reason));
          });
    const site = await serve({ answer });
    const asking = httpRequest(`${site}/figure?page=7`).on("error", () => undefined);
    asking.end();
    await vi.waitFor(() => expect(given?.aborted).toBe(false));
    asking.destroy();
    await vi.waitFor(() => expect(given?.aborted).toBe(true));
  });
});
