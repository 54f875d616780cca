import { useLocation, useNavigation } from "@remix-run/react";

/** What is being fetched: another page, other figures of this one, or the rows of a table in another order. */
export type Loading = "page" | "figures" | "rows";

/** Keys of the address that only order a table or turn its pages. */
const OF_TABLES = new Set(["sort", "page", "q", "matrix"]);

/** What is being fetched while the page waits for it; null of nothing. */
export function useLoading(): Loading | null {
  const current = useLocation();
  const coming = useNavigation().location;
  return coming === undefined ? null : loadingBetween(current, coming);
}

interface Place {
  readonly pathname: string;
  readonly search: string;
}

/** What differs between two addresses, as the widest part of the page that it changes. */
function loadingBetween(current: Place, coming: Place): Loading {
  if (current.pathname !== coming.pathname) return "page";
  const before = new URLSearchParams(current.search);
  const after = new URLSearchParams(coming.search);
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => before.getAll(key).join() !== after.getAll(key).join(),
  );
  return changed.length > 0 && changed.every((key) => OF_TABLES.has(key)) ? "rows" : "figures";
}
