import { Link } from "@remix-run/react";
import type { CSSProperties } from "react";
import { colourOfVerdict, VERDICT_MARKS } from "#charts/palette";
import type { Tile, TileGroup } from "#domain/comparison/tile-map";
import type { ConcernSide } from "#domain/indicators/indicator";
import { ABSENCES } from "#domain/report/absence";
import { VERDICT_CODES, VERDICTS } from "#domain/statistics/verdict";
import styles from "./tile-map.module.css";

interface TileMapProps {
  readonly groups: readonly TileGroup[];
  readonly concern: ConcernSide | undefined;
  readonly hrefOf: (tile: Tile) => string;
}

/** Every body as a tile in the colour, shape and words of its verdict, city by city; each leads to its own page. */
export function TileMap({ groups, concern, hrefOf }: TileMapProps) {
  return (
    <div>
      <div className={styles.map}>
        {groups.map(({ city, tiles }) => (
          <section key={city ?? ""} aria-label={nameOf(city, groups)}>
            <h3>{nameOf(city, groups)}</h3>
            <ul>
              {tiles.map((tile) => (
                <li key={tile.code} {...lookOf(tile, concern)}>
                  <Link to={hrefOf(tile)} title={tile.words}>
                    {tile.name}
                    <span aria-hidden>{signOf(tile)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <TileLegend tiles={groups.flatMap(({ tiles }) => tiles)} />
    </div>
  );
}

/** A city, or what stands directly below the province, beside cities or alone. */
function nameOf(city: string | null, groups: readonly TileGroup[]): string {
  return city ?? (groups.length > 1 ? "省直管" : "全省");
}

function signOf({ verdict, isLoaded }: Tile): string {
  if (verdict !== null) return VERDICT_MARKS[verdict].sign;
  return isLoaded ? "—" : ABSENCES.not_loaded.mark;
}

function lookOf({ verdict, isLoaded }: Tile, concern: ConcernSide | undefined) {
  if (!isLoaded) return { className: styles.missing };
  if (verdict === null || VERDICTS[verdict].side === null) return { className: styles.unjudged };
  if (verdict === "within") return {};
  const colour = colourOfVerdict(verdict, concern);
  const isFar = verdict === "high_998" || verdict === "low_998";
  const style: CSSProperties = isFar ? { background: colour } : { borderColor: colour };
  return { className: isFar ? styles.far : styles.near, style };
}

/** The shapes that occur, in words. */
function TileLegend({ tiles }: { readonly tiles: readonly Tile[] }) {
  const verdicts = VERDICT_CODES.flatMap((code) => {
    const count = tiles.filter(({ verdict }) => verdict === code).length;
    return count === 0 ? [] : [`${VERDICT_MARKS[code].sign} ${VERDICTS[code].short}${count}个`];
  });
  const valueless = tiles.filter(({ verdict, isLoaded }) => verdict === null && isLoaded).length;
  const missing = tiles.filter(({ isLoaded }) => !isLoaded).length;
  const { mark, name } = ABSENCES.not_loaded;
  return (
    <p className={styles.legend}>
      {[
        ...verdicts,
        ...(valueless === 0 ? [] : [`— 没有可用的数值${valueless}个`]),
        ...(missing === 0 ? [] : [`${mark} ${name}${missing}个`]),
      ].join("　")}
    </p>
  );
}
