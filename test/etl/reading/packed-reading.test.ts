import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { packReading, unpackReading } from "#etl/reading/packed-reading";
import { readReport } from "#etl/recognise/recognise-report";
import { KNOWN_DOCUMENTS } from "../../support/documents/known-documents";
import { REGISTER } from "../../support/variant-report";

describe("a reading that is kept", () => {
  it.each(KNOWN_DOCUMENTS)("gives back every cell of $name with its place", async ({ path }) => {
    const read = await readReport(readFileSync(path), basename(path), { register: REGISTER });
    expect(read.cells.length).toBeGreaterThan(0);
    expect(unpackReading(packReading(read))).toStrictEqual(read);
  });
});
