/** The way to the same page and filters in another year: `?area=…&year=2024#bodies`. */
export function addressOfYear(parameters: URLSearchParams, year: number, anchor: string): string {
  const next = new URLSearchParams(parameters);
  next.set("year", String(year));
  return `?${next.toString()}#${anchor}`;
}
