import { StandingSentence } from "#components/standing-sentence";
import { YearStrip, YearStripLegend } from "#components/year-strip";
import type { StandingPart } from "#domain/comparison/standing";
import type { ConcernSide } from "#domain/indicators/indicator";
import type { AttentionItem } from "./attention";
import styles from "./attention-list.module.css";

interface AttentionListProps {
  readonly items: readonly AttentionItem[];
  readonly concern: ConcernSide | undefined;
  /** Address of the comparison of a year. */
  readonly toYear: (year: number) => string;
}

const SENTENCE: readonly StandingPart[] = [
  "figure",
  "rank",
  "course",
  "yardstick",
  "doubt",
  "report",
];
const BESIDE: readonly StandingPart[] = ["excess", "change"];

/** The bodies that need attention: one sentence each, its years, and how many cases that is. */
export function AttentionList({ items, concern, toYear }: AttentionListProps) {
  return (
    <>
      <ol className={styles.list}>
        {items.map(({ code, standing, strip, division, cell }) => (
          <li key={code}>
            <p>
              <StandingSentence
                standing={standing}
                whoHref={division}
                figureHref={cell}
                parts={SENTENCE}
              />
            </p>
            <div className={styles.beside}>
              <YearStrip
                name={standing.who}
                years={strip}
                concern={concern}
                hrefOf={({ year, gap }) => (gap === null ? toYear(year) : undefined)}
              />
              <p>{BESIDE.flatMap((part) => standing.parts[part] ?? []).join("；")}</p>
            </div>
          </li>
        ))}
      </ol>
      <YearStripLegend strips={items.map(({ strip }) => strip)} />
    </>
  );
}
