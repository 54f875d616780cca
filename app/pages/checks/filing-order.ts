import { type Filing, type FilingState, filingStateOf } from "#domain/checks/filing";

/** How grave a state is; late weighs beside it. */
const WEIGHTS: Partial<Readonly<Record<FilingState, number>>> = {
  unpublished: 8,
  not_loaded: 8,
  failing: 4,
  questions: 1,
};
const LATE = 2;

/**
 * The filings of bodies that each have one a year, the bodies with most to answer for first: in the year asked about,
 * then in all years together. Equals keep their order.
 */
export function orderByGravity<Row extends Filing>(
  filings: readonly Row[],
  years: readonly number[],
  year: number,
): Row[] {
  const bodies = filings.flatMap((_, index) =>
    index % years.length === 0 ? [filings.slice(index, index + years.length)] : [],
  );
  const weigh = (body: readonly Row[]) => body.reduce((sum, filing) => sum + gravityOf(filing), 0);
  const weighed = bodies.map((body) => ({
    body,
    now: weigh(body.filter((filing) => filing.year === year)),
    ever: weigh(body),
  }));
  return weighed.toSorted((a, b) => b.now - a.now || b.ever - a.ever).flatMap(({ body }) => body);
}

function gravityOf(filing: Filing): number {
  return (WEIGHTS[filingStateOf(filing)] ?? 0) + (filing.late ? LATE : 0);
}
