import { colourOfVerdict, VERDICT_MARKS } from "#charts/palette";
import type { ConcernSide } from "#domain/indicators/indicator";
import { type Verdict, VERDICTS } from "#domain/statistics/verdict";

interface VerdictWordsProps {
  readonly verdict: Verdict;
  readonly concern: ConcernSide | undefined;
}

/** A verdict as sign, colour and words. */
export function VerdictWords({ verdict, concern }: VerdictWordsProps) {
  return (
    <span title={VERDICTS[verdict].name} style={{ whiteSpace: "nowrap" }}>
      <span aria-hidden style={{ color: colourOfVerdict(verdict, concern) }}>
        {VERDICT_MARKS[verdict].sign}
      </span>{" "}
      {VERDICTS[verdict].short}
    </span>
  );
}
