import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      resolved: z.string().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

const text = readFileSync("package-lock.json", "utf8");
const { packages } = lockSchema.parse(JSON.parse(text));

/** Whether a package that another one names is in the lock, beside it or above it. */
function isLocked(from: string, name: string): boolean {
  for (
    let folder = from;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))
  ) {
    const path = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (path in packages) return true;
    if (folder === "") return false;
  }
}

describe("the lock file", () => {
  it("holds every optional dependency that a package names, for every platform", () => {
    const lost = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(from, name))
        .map((name) => `${from} -> ${name}`),
    );
    expect(lost).toEqual([]);
  });

  it("names no address of a registry but the public one", () => {
    const addresses = Object.values(packages).flatMap(({ resolved }) => resolved ?? []);
    expect(
      addresses.filter((address) => !address.startsWith("https://registry.npmjs.org/")),
    ).toEqual([]);
  });
});
