import { PARAMETERS } from "../../app/pages/parameters";

/** Longer than any address that the site writes itself. */
const LONGEST = 4_000;
const ORIGIN = "http://localhost";

/** No address of the site. */
export class NoAddress extends Error {
  override readonly name = "NoAddress";
}

/**
 * The one address among all that lead to the same answer: parameters that no page reads are left out, the others
 * stand in the order of their names; those of one name keep their order.
 * @param target of a request: `/compare?year=2024`
 * @throws NoAddress
 */
export function canonicalAddress(target: string): string {
  if (!target.startsWith("/") || target.length > LONGEST) throw new NoAddress(target.slice(0, 80));
  const [path = "", ...rest] = target.split("?");
  // Two slashes at the beginning would name another host.
  const { pathname } = parse(path.replace(/^\/+/u, "/"));
  const asked = new URLSearchParams(rest.join("?"));
  const read = new URLSearchParams([...asked].filter(([name]) => PARAMETERS.has(name)));
  read.sort();
  return read.size === 0 ? pathname : `${pathname}?${read.toString()}`;
}

function parse(path: string): URL {
  try {
    decodeURIComponent(path);
    return new URL(path, ORIGIN);
  } catch {
    throw new NoAddress(path.slice(0, 80));
  }
}

/** The request that asks for a canonical address; of the reader's own nothing else decides what is answered. */
export function requestOf(address: string, signal: AbortSignal): Request {
  return new Request(new URL(address, ORIGIN), { signal });
}
