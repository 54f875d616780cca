import { spawnSync } from "node:child_process";
import { once } from "node:events";
import type { Server } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PageAnswers } from "#server/answers/page-answers";
import { createApplication } from "#server/application";
import { type Build, rendererOf } from "#server/rendering";
import { createSiteServer } from "#server/serve";
import { parsePort } from "#server/settings";
import * as entry from "../../app/entry.server";
import { PROJECT } from "../../app/store/project.js";

/** A site without pages: what is asked here does not get that far. */
const EMPTY: Build = {
  mode: "production",
  entry: { module: entry },
  routes: {},
  assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "" },
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

let server: Server;
let port: number;

beforeAll(async () => {
  const answers = new PageAnswers({ renderer: rendererOf(EMPTY), code: "test", common: [] });
  const site = {
    answers,
    names: ["gongkai.example"],
    desk: { by: "computer" } as const,
    isAlive: () => true,
    client: "build/site/client",
    loadBuild: () => Promise.resolve(EMPTY),
  };
  server = createSiteServer(createApplication(site)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
});
afterAll(() => void server.close());

async function answer(line: string, host = "localhost"): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(`${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  return text(socket);
}

describe("a request that no page can answer", () => {
  it.each([
    ["a host that is none", "GET /", "a b", 400],
    ["a host with a name in front", "GET /", "a@b:c", 400],
    ["another host, which may lead to this machine", "GET /", "evil.example", 421],
    ["a request that is none", "GET / / /", undefined, 400],
    ["an address without end", `GET /${"a".repeat(20_000)}`, undefined, 431],
    ["a port that is none", "GET /", "localhost:99999", 400],
    ["another site's address", "GET http://evil.com/", undefined, 400],
    ["a path that is no text", "GET /%ff", undefined, 400],
    ["a code that is no text", "GET /districts/%ff", undefined, 400],
    ["a trace", "TRACE /", undefined, 405],
    ["something sent to a file", "POST /compare.csv", undefined, 405],
  ])("is refused in one plain Chinese sentence: %s", async (_name, line, host, status) => {
    const [head = "", body = ""] = (await answer(line, host)).split("\r\n\r\n");
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toMatch(/content-type: text\/plain; charset=utf-8/i);
    expect(head).toMatch(/x-content-type-options: nosniff/i);
    expect(head).toMatch(/content-security-policy: default-src 'self'/i);
    expect(body).toMatch(/^[\p{Script=Han}，。]+\n$/u);
  });

  it("is told which methods there are", async () => {
    expect(await answer("DELETE /")).toMatch(/allow: GET, HEAD/i);
  });
});

describe("the port", () => {
  it("is 3000 unless another is named", () => {
    expect([parsePort(), parsePort("0"), parsePort("65535")]).toEqual([3000, 0, 65535]);
  });

  it.each(["abc", "99999", "-1", "", "3e3"])("is refused by a sentence: “%s”", (given) => {
    expect(() => parsePort(given)).toThrow(`PORT的值“${given}”无效`);
  });

  it("that is refused ends the start with 1 and that sentence alone", () => {
    const { status, stderr } = spawnSync(process.execPath, ["tools/run.js", "server/start.ts"], {
      cwd: PROJECT,
      env: { ...process.env, PORT: "abc" },
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^端口应为.+\n$/);
  });
});
