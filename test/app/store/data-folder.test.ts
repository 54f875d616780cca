import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { dataFolder, dataStore } from "#store/data-folder";
import { PROJECT } from "../../../app/store/project.js";

const started = process.cwd();
afterEach(() => {
  process.chdir(started);
  vi.unstubAllEnvs();
});

describe("the data folder", () => {
  it("is the project's where GONGKAI_DATA says nothing, wherever the program was started", () => {
    for (const nothing of [undefined, ""]) {
      vi.stubEnv("GONGKAI_DATA", nothing);
      for (const folder of [PROJECT, tmpdir(), "/"]) {
        process.chdir(folder);
        expect(dataFolder()).toBe(join(PROJECT, "data"));
      }
    }
  });

  it("is taken from the project's folder where GONGKAI_DATA is relative", () => {
    vi.stubEnv("GONGKAI_DATA", "elsewhere/data");
    process.chdir(tmpdir());
    expect(dataStore().pointer).toBe(
      join(PROJECT, "elsewhere", "data", "generations", "current.json"),
    );
  });

  it("is what GONGKAI_DATA names where that is absolute", () => {
    vi.stubEnv("GONGKAI_DATA", "/srv/gongkai");
    expect(dataFolder()).toBe("/srv/gongkai");
  });

  it("is read from the environment, and the pointer from the store, in one file each", () => {
    expect(filesWith(/env(\.|\[["'`])GONGKAI_DATA\b/)).toEqual(["app/store/data-folder.ts"]);
    expect(filesWith(/\bpointerSchema\b/)).toEqual([
      "app/store/current-version.ts",
      "app/store/version.ts",
    ]);
  });
});

/** The source files of the product that match a pattern. */
function filesWith(pattern: RegExp): string[] {
  return ["app", "cli", "etl", "server", "tools"]
    .flatMap((folder) =>
      readdirSync(join(PROJECT, folder), { recursive: true, encoding: "utf8" }).map((file) =>
        join(folder, file),
      ),
    )
    .filter((file) => /\.(ts|tsx|js)$/.test(file))
    .filter((file) => pattern.test(readFileSync(join(PROJECT, file), "utf8")))
    .sort();
}
