import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellName } from "#domain/form/cell-name";
import { DivisionNames } from "#etl/intake/division-names";
import { loadDivisions } from "#etl/intake/register";
import { readReport } from "#etl/recognise/recognise-report";
import { type FormatName, FORMATS } from "../../support/documents/formats";
import { layOut } from "../../support/documents/layout";
import { MARK_TROUBLES, withMark } from "../../support/documents/marks";
import { Random } from "../../support/documents/random";
import { inventTruth } from "../../support/documents/truth";
import { fuzz } from "../../support/fuzz";

const register = new DivisionNames(loadDivisions());
const EVERY = Object.keys(MARK_TROUBLES);

/** A sheet hides whole cells, and shifts nothing; not every writer writes what is pale or lowered. */
const IN_SHEETS = EVERY.filter((name) => !/hidden|shown|lifted/.test(name));
const IN_OPEN_DOCUMENTS = EVERY.filter((name) => !/lifted|pale/.test(name));
const IN_OLD_SHEETS = IN_SHEETS.filter((name) => !/pale|lowered/.test(name));

const TROUBLES: readonly (readonly [FormatName, readonly string[]])[] = [
  ["HTML（UTF-8）", EVERY],
  ["DOCX", EVERY],
  ["DOC", EVERY],
  ["RTF（存为.doc）", EVERY],
  ["XLSX", IN_SHEETS],
  ["XLS", IN_OLD_SHEETS],
  ["ODT", IN_OPEN_DOCUMENTS],
  ["ODS", IN_OPEN_DOCUMENTS],
  ["OFD", EVERY],
  ["PDF", EVERY],
];

describe.each(TROUBLES)("a figure of a report as %s", (format, names) => {
  const { ending, write } = FORMATS[format];

  it.each(names)("with %s is read right or refused, and every other is exact", async (name) => {
    const trouble = MARK_TROUBLES[name];
    if (!trouble) throw new Error(`No trouble called ${name}`);
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000_000), async (seed) => {
        const random = new Random(seed);
        const truth = inventTruth(random, { year: 2023 });
        const marked = withMark(layOut(truth), trouble, random);
        fc.pre(marked !== undefined);
        const bytes = await write(marked.sample, random);
        const { cells, problems } = await readReport(bytes, `示例.${ending}`, { register });
        for (const cell of cells) {
          const name = cellName(cell.line, cell.column);
          const due = truth.cells.get(name);
          if (name !== marked.name || cell.state !== "illegible")
            expect(cell).toMatchObject({ value: due?.value, state: due?.state });
          if (name !== marked.name) continue;
          if (trouble.isCertain !== undefined)
            expect(cell.state).toBe(trouble.isCertain ? "number" : "illegible");
          if (cell.state === "illegible")
            expect(problems).toContainEqual(expect.objectContaining({ code: "cell_illegible" }));
        }
        expect(cells).toHaveLength(truth.cells.size);
      }),
      fuzz(3),
    );
  });
});
