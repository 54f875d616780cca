import { cellName } from "#domain/form/cell-name";
import { normal, poisson, type RandomStream } from "./random";
import { positionOf, type Figures } from "./figures";
import type { Traits } from "./traits";

const DOCUMENTS = ["regulations", "normative_documents"] as const;
const POWERS = ["licensing", "other_services", "penalty", "coercion"] as const;

/** The figures of table 二 that carry over from one year to the next. */
export interface Holdings {
  readonly inForce: readonly number[];
  readonly everPublished: readonly number[];
  /** Power items of POWERS and, last, of the fees. */
  readonly items: readonly number[];
  /** Logarithms of the decisions of POWERS, then of the fees in 万元, then of procurement. */
  readonly levels: readonly number[];
}

const ORDINARY_ITEMS = [210, 140, 820, 46, 18];
const ORDINARY_LEVELS = [8.9, 8.2, 7.6, 5.6, 8.4, 4.2];

/** Only provinces and cities make 规章 (立法法); their departments' figures hold them. */
function makesRegulations(traits: Traits): boolean {
  return traits.level !== "county" && traits.organ === "departments";
}

/** The holdings before the first year. */
export function openHoldings(next: RandomStream, traits: Traits): Holdings {
  const office = traits.organ === "office";
  const regulations = makesRegulations(traits) ? 15 + poisson(next, 25) : 0;
  const documents = office ? 30 + poisson(next, 40) : 25 + poisson(next, 60);
  const size = Math.exp(traits.logSize * 0.3);
  return {
    inForce: [regulations, documents],
    everPublished: [
      regulations === 0 ? 0 : regulations + poisson(next, 20),
      documents + poisson(next, 90),
    ],
    items: ORDINARY_ITEMS.map((items) => (office ? 0 : Math.round(items * size))),
    levels: ORDINARY_LEVELS.map((log) => log + traits.logSize + 0.35 * normal(next)),
  };
}

const cell = (line: string, column: string): number => positionOf(cellName(line, column));
const DOCUMENT_CELLS = DOCUMENTS.map((line) => ({
  issued: cell(line, "issued"),
  repealed: cell(line, "repealed"),
  inForce: cell(line, "in_force"),
  made: cell(line, "made"),
  published: cell(line, "newly_published"),
  total: cell(line, "total_public"),
}));
const POWER_CELLS = [...POWERS, "fees"].map((line) => ({
  prior: cell(line, "items_prior_year"),
  change: cell(line, "items_change"),
}));
const DECISION_CELLS = POWERS.map((line) => cell(line, "decisions"));
const FEES = cell("fees", "amount_wan");
const PROCUREMENT_ITEMS = cell("procurement", "items");
const PROCUREMENT_AMOUNT = cell("procurement", "amount");

function issueDocuments(figures: Figures, next: RandomStream, holdings: Holdings): Holdings {
  const stocks = DOCUMENT_CELLS.map((at, d) => {
    const stock = holdings.inForce[d] ?? 0;
    if (stock === 0) return { inForce: 0, ever: 0 };
    const issued = d === 0 ? poisson(next, 1.4) : 1 + poisson(next, 6);
    let repealed = Math.min(stock, poisson(next, d === 0 ? 0.9 : 6));
    // Without this an office whose other cells are zero would print the same table in two years.
    if (d === 1 && repealed === issued) repealed -= 1;
    const ever = (holdings.everPublished[d] ?? 0) + issued;
    figures[at.issued] = figures[at.made] = figures[at.published] = issued;
    figures[at.repealed] = repealed;
    figures[at.inForce] = stock + issued - repealed;
    figures[at.total] = ever;
    return { inForce: stock + issued - repealed, ever };
  });
  return {
    ...holdings,
    inForce: stocks.map((stock) => stock.inForce),
    everPublished: stocks.map((stock) => stock.ever),
  };
}

/**
 * Writes table 二 of a year in both editions into the figures.
 *
 * @returns the holdings at the end of the year
 */
export function simulateDisclosure(
  figures: Figures,
  next: RandomStream,
  traits: Traits,
  before: Holdings,
): Holdings {
  const holdings = issueDocuments(figures, next, before);
  const [, , , , fees = 0, procurement = 0] = holdings.levels;
  const purchases = 1 + poisson(next, traits.organ === "office" ? 5 : Math.exp(procurement));
  figures[PROCUREMENT_ITEMS] = purchases;
  figures[PROCUREMENT_AMOUNT] = purchases * 20_000 + Math.floor(next() * 9_000_000);
  if (traits.organ === "office") return holdings;
  const items = holdings.items.map((prior, p) => {
    const change = Math.max(-prior, Math.round(normal(next) * Math.sqrt(prior) * 0.6));
    const at = POWER_CELLS[p];
    if (at) {
      figures[at.prior] = prior;
      figures[at.change] = change;
    }
    return prior + change;
  });
  DECISION_CELLS.forEach((at, p) => {
    const decisions = poisson(next, Math.exp(holdings.levels[p] ?? 0));
    figures[at] = decisions === items[p] ? decisions + 1 : decisions;
  });
  const places = next() < 0.3 ? 10_000 : 100;
  figures[FEES] = Math.round(Math.exp(fees) * places) / places;
  return { ...holdings, items, levels: holdings.levels.map((log) => log + 0.12 * normal(next)) };
}
