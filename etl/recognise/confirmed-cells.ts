import type { TableCode } from "#domain/form/cells";
import { cellName } from "#domain/form/cell-name";
import type { Edition } from "#domain/form/edition";
import { identitiesIn } from "#domain/form/identities";
import type { PrintedCell } from "#domain/report/printed-cell";
import { readIssue, type ReadIssue } from "#domain/report/read-issue";

/** The cells of a table whose text was recognised in a picture, and an issue where some are left out. */
interface ConfirmedTable {
  readonly cells: readonly PrintedCell[];
  readonly issues: readonly ReadIssue[];
}

/**
 * Keeps the figures that the form itself confirms: every identity that a cell stands in holds, all of its
 * cells read, and there is one. The others, blanks too, become illegible and go to a person with their
 * place. A table without an edition has no identities.
 */
export function refuseUnconfirmed(
  code: TableCode,
  edition: Edition | undefined,
  cells: readonly PrintedCell[],
): ConfirmedTable {
  const confirmed =
    edition === undefined ? new Set<string>() : confirmedNames(code, edition, cells);
  const refused = cells.filter((cell) => !confirmed.has(nameOf(cell)));
  const [first] = refused;
  return {
    cells: cells.map((cell) =>
      confirmed.has(nameOf(cell)) ? cell : { ...cell, value: null, state: "illegible" },
    ),
    issues: first
      ? [
          readIssue("cells_unconfirmed", {
            table: code,
            cells: refused.length,
            location: first.where,
            rows: [...new Set(refused.map(({ line }) => line))].map((line) => ({
              line,
              texts: refused.filter((cell) => cell.line === line).map(({ raw }) => raw),
            })),
          }),
        ]
      : [],
  };
}

function nameOf({ line, column }: PrintedCell): string {
  return cellName(line, column);
}

/** Names of the cells that stand in identities which all hold. */
function confirmedNames(
  code: TableCode,
  edition: Edition,
  cells: readonly PrintedCell[],
): Set<string> {
  const values = new Map(cells.map((cell) => [nameOf(cell), valueOf(cell)]));
  const confirmed = new Set<string>();
  const broken = new Set<string>();
  for (const { cells: names, left } of identitiesIn(code, edition)) {
    const sum = names.reduce((running, name, index) => {
      const value = values.get(name) ?? Number.NaN;
      return index < left.length ? running + value : running - value;
    }, 0);
    for (const name of names) (sum === 0 ? confirmed : broken).add(name);
  }
  for (const name of broken) confirmed.delete(name);
  return confirmed;
}

/** What a cell adds to a sum; not a number where it cannot be told. */
function valueOf({ state, value }: PrintedCell): number {
  if (value !== null) return value;
  return state === "blank" || state === "slash" ? 0 : Number.NaN;
}
