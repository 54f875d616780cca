import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closeDatabase } from "#db/engine/connection.server";
import { dataStore } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { loadInto, writeReports, figuresCsv } from "../../support/load";
import { openSite, type Site } from "../../support/site";
import { VariantReport } from "../../support/variant-report";

const folder = mkdtempSync(join(tmpdir(), "gongkai-draft-"));
const store = dataStore(join(folder, "data"));
const PAGE = "/desk/draft";
let site: Site;
let token = "";
let origin = "";

beforeAll(async () => {
  vi.stubEnv("GONGKAI_DATA", store.root);
  vi.stubEnv("TMPDIR", folder);
  writeReports(join(folder, "documents"), [{ file: "a.csv", text: figuresCsv(2021) }]);
  await loadInto(store, [join(folder, "documents")]);
  site = await openSite();
  const response = await site.send(PAGE);
  origin = new URL(response.url).origin;
  token = /name="token" value="([^"]+)"/u.exec(await response.text())?.[1] ?? "";
}, 60_000);

afterAll(() => {
  site.close();
  closeDatabase();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** Every file below the folder with its content, those of the database in use too. */
function contents(): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    statSync(join(folder, file)).isFile(),
  );
  return Object.fromEntries(
    files.map((file) => [
      file,
      createHash("sha256")
        .update(readFileSync(join(folder, file)))
        .digest("hex"),
    ]),
  );
}

function formWith(
  content: string | Uint8Array<ArrayBuffer>,
  name: string,
  given = token,
): FormData {
  const form = new FormData();
  form.set("token", given);
  form.set("document", new Blob([content]), name);
  return form;
}

async function hand(form: FormData, headers: Record<string, string> = { Origin: origin }) {
  const response = await site.send(PAGE, { method: "POST", body: form, headers });
  // React parts neighbouring texts by comments.
  const html = (await response.text()).replaceAll(/<!--.*?-->/gu, "");
  return { status: response.status, html };
}

const report = new VariantReport();

describe("a draft that is handed in", { timeout: 60_000 }, () => {
  it("is checked beside what is loaded, and nothing of it is left anywhere", async () => {
    const before = contents();
    const { status, html } = await hand(formWith(report.html, "草稿.html"));
    expect(status).toBe(200);
    expect(html).toContain("文件“草稿.html”");
    expect(html).toMatch(/核查发现|没有核查发现/u);
    expect(html).toContain("上一年度的报告没有载入，跨年核对没有做。");
    expect(contents()).toEqual(before);
  });

  it("is refused with the reason where it is no report, empty, or none is given", async () => {
    const before = contents();
    expect((await hand(formWith("什么也不是", "草稿.html"))).html).toMatch(/没有核查：/u);
    const empty = await hand(formWith("", "空.html"));
    expect([empty.status, empty.html]).toEqual([400, expect.stringContaining("文件是空的")]);
    const two = formWith(report.html, "一.html");
    two.append("document", new Blob(["二"]), "二.html");
    expect((await hand(two)).html).toContain("一次只能核查一个文件");
    expect(contents()).toEqual(before);
  });

  it("keeps its name as data, whatever stands in it", async () => {
    const { html } = await hand(formWith(report.html, "../../etc/\u202e<b>草稿.html"));
    expect(html).toContain("文件“&lt;b&gt;草稿.html”");
  });

  it("is taken from this site's own form alone", async () => {
    const others: readonly Record<string, string>[] = [
      {},
      { Origin: "http://elsewhere.example" },
      { Origin: origin, "Sec-Fetch-Site": "cross-site" },
    ];
    for (const headers of others) {
      const { status, html } = await hand(formWith(report.html, "草稿.html"), headers);
      expect([status, html]).toEqual([403, expect.stringContaining("不是从本站的页面发出的")]);
    }
    const forged = await hand(formWith(report.html, "草稿.html", "forged"));
    expect([forged.status, forged.html]).toEqual([400, expect.stringContaining("重新选择文件")]);
  });

  it("is taken from this computer alone", async () => {
    const forwarded = { Origin: origin, "X-Forwarded-For": "10.0.0.1" };
    expect((await hand(formWith(report.html, "草稿.html"), forwarded)).status).toBe(403);
    const page = await site.send(PAGE, { headers: forwarded });
    expect([page.status, await page.text()]).toEqual([403, expect.stringContaining("工作台")]);
  });

  it("is handed in at the desk and nowhere else", async () => {
    const init = { method: "POST", body: formWith("", "a"), headers: { Origin: origin } };
    expect((await site.send("/compare", init)).status).toBe(405);
    expect((await site.send("/deskdraft", init)).status).toBe(405);
  });
});

describe("the page that takes documents in", { timeout: 60_000 }, () => {
  const desk = deskFolderOf(store);
  const formFor = (name: string, given = token): FormData => {
    const form = new FormData();
    form.set("token", given);
    form.append("documents", new Blob(["MZ"]), name);
    return form;
  };
  const send = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
    site.send(path, {
      method: "POST",
      body,
      headers: { Origin: origin, ...headers },
      redirect: "manual",
    });

  it("teaches what to do where nothing was handed in yet", async () => {
    const { status, text } = await site.get("/desk");
    expect(status).toBe(200);
    expect(text).toContain("还没有收到文件");
    // Else a browser without JavaScript would send its forms with the origin "null", which is refused.
    expect((await site.send("/desk")).headers.get("Referrer-Policy")).toBe("same-origin");
    expect((await site.send("/desk/progress")).status).toBe(200);
  });

  it("takes a form without JavaScript, names what it cannot use, and leads to its batch", async () => {
    const response = await send("/desk", formFor("程序.exe"));
    expect([response.status, response.headers.get("Location")]).toEqual([
      303,
      expect.stringMatching(/^\/desk\?batch=\d{14}$/u),
    ]);
    const { text } = await site.get(response.headers.get("Location") ?? "");
    expect(text).toMatch(/未采用.*程序\.exe.*从扩展名看不是年度报告/u);
    const [id] = readdirSync(desk.records).map((name) => name.replace(".json", ""));
    const removal = new URLSearchParams({ token, intent: "remove", id: id ?? "" });
    expect((await send("/desk", removal)).status).toBe(303);
    expect(readdirSync(desk.records)).toEqual([]);
    const actions = readFileSync(join(store.root, "journal", "journal.jsonl"), "utf8");
    expect(actions).toContain('"removed"');
  });

  it("leaves nothing of an upload that is forged, sent by another site, of another kind or cut off", async () => {
    expect((await send("/desk", formFor("a.html", "forged"))).status).toBe(400);
    expect(
      (await send("/desk/upload", formFor("a.html"), { Origin: "http://e.example" })).status,
    ).toBe(403);
    expect((await send("/desk/upload", "documents=a")).status).toBe(400);
    const head = [
      "POST /desk/upload HTTP/1.1",
      `Host: ${new URL(origin).host}`,
      `Origin: ${origin}`,
      "Content-Type: multipart/form-data; boundary=b",
      "Content-Length: 500000",
      "",
      "--b",
      `Content-Disposition: form-data; name="token"`,
      "",
      token,
      "--b",
      `Content-Disposition: form-data; name="documents"; filename="a.html"`,
      "",
      "<p>",
    ].join("\r\n");
    const socket = connect(Number(new URL(origin).port), "127.0.0.1");
    socket.write(head + "x".repeat(100_000));
    await vi.waitFor(() => expect(readdirSync(desk.incoming)).toHaveLength(1), { timeout: 10_000 });
    socket.destroy();
    await vi.waitFor(() => expect(readdirSync(desk.incoming)).toEqual([]), { timeout: 10_000 });
    expect(readdirSync(desk.records)).toEqual([]);
  });
});
