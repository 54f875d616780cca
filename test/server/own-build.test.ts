import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { ownBuild } from "#server/own-build";

const folder = mkdtempSync(join(tmpdir(), "gongkai-build-"));
const [site, own] = [join(folder, "site"), join(folder, "served")];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function build(program: string): void {
  rmSync(site, { recursive: true, force: true });
  for (const [file, content] of Object.entries({
    "server/index.js": program,
    "client/favicon.svg": "<svg/>",
    "client/assets/entry-a1.js": program,
  })) {
    mkdirSync(dirname(join(site, file)), { recursive: true });
    writeFileSync(join(site, file), content);
  }
}

it("a server keeps what it serves when it is built again beside it, and the next takes the new build", () => {
  build("export const page = 1;");
  const first = ownBuild(site, own);
  build("export const page = 2;");
  expect(readFileSync(first.program, "utf8")).toBe("export const page = 1;");
  expect(readFileSync(join(first.client, "assets", "entry-a1.js"), "utf8")).toContain("page = 1");
  const second = ownBuild(site, own);
  expect(second.code).not.toBe(first.code);
  expect(readFileSync(second.program, "utf8")).toBe("export const page = 2;");
  build("export const page = 1;");
  expect(ownBuild(site, own)).toEqual(first);
});

it("of many builds the last five are kept", () => {
  const made = [1, 2, 3, 4, 5, 6].map((page) => {
    build(`export const page = ${String(page)}0;`);
    return ownBuild(site, own).program;
  });
  expect(made.slice(1).every((program) => existsSync(program))).toBe(true);
  expect(existsSync(made[0] ?? "")).toBe(false);
});

it("where no copy can be made the build itself is served", () => {
  build("export const page = 7;");
  writeFileSync(join(folder, "file"), "");
  expect(ownBuild(site, join(folder, "file")).program).toBe(join(site, "server", "index.js"));
});
