import { useSearchParams } from "@remix-run/react";

/** Link to one table of the page as a file, with the same filters. */
export function CsvLink({ table }: { readonly table: string }) {
  const [parameters] = useSearchParams();
  const search = new URLSearchParams(parameters);
  search.set("table", table);
  return (
    <a href={`/review.csv?${search.toString()}`} download>
      下载CSV
    </a>
  );
}
