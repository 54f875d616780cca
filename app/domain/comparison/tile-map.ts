import { absenceOf, type Filing } from "../checks/filing";
import type { Indicator } from "../indicators/indicator";
import { formatValue } from "../indicators/number-format";
import { ABSENCES } from "../report/absence";
import { type Verdict, VERDICTS } from "../statistics/verdict";
import type { Comparison } from "./comparison";

/** A body on the map of tiles. */
export interface Tile {
  readonly code: string;
  readonly division_code: string;
  readonly name: string;
  /** Null where nothing is judged: its report is not loaded, or does not state the rate. */
  readonly verdict: Verdict | null;
  readonly isLoaded: boolean;
  /** 葭塘区：不掌握率43.1%，显著偏高 */
  readonly words: string;
}

/** The tiles of a city; of bodies directly below the province without a name. */
export interface TileGroup {
  readonly city: string | null;
  readonly tiles: readonly Tile[];
}

/**
 * Every body that is due in the year of a comparison as a tile, city by city in the order of the register: no map of
 * boundaries, which would need an approval number, and each body as large as any other.
 * @param filings of any years, in the order of the register
 */
export function buildTileMap(
  indicator: Indicator,
  { bodies, year }: Pick<Comparison, "bodies" | "year">,
  filings: readonly Filing[],
): TileGroup[] {
  const judged = new Map(bodies.map((body) => [body.code, body]));
  const groups = new Map<string | null, Tile[]>();
  for (const filing of filings) {
    if (filing.year !== year || !filing.due) continue;
    const { code, division_code, name, city, report_id, confirmed } = filing;
    const body = judged.get(code);
    const words = (said: string): string => `${name}：${said}`;
    const tile: Tile = {
      code,
      division_code,
      name,
      verdict: body?.verdict ?? null,
      isLoaded: report_id !== null,
      words:
        report_id === null
          ? words(ABSENCES[absenceOf(confirmed)].name)
          : body?.verdict && body.value !== null
            ? words(
                `${indicator.name}${formatValue(body.value, indicator.format)}，${VERDICTS[body.verdict].short}`,
              )
            : words(`${indicator.name}没有可用的数值`),
    };
    const known = groups.get(city);
    if (known) known.push(tile);
    else groups.set(city, [tile]);
  }
  return [...groups].map(([city, tiles]) => ({ city, tiles }));
}
