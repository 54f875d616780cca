import { useLocation, useParams } from "@remix-run/react";

interface FilesProps {
  /** Tables that can be downloaded: as the address names them, and in words. */
  readonly tables: Readonly<Record<string, string>>;
}

/** Links to the files of a section's tables, with the same filters. */
export function Files({ tables }: FilesProps) {
  const { search } = useLocation();
  const { code } = useParams();
  return (
    <>
      {Object.entries(tables).map(([table, name]) => {
        const parameters = new URLSearchParams(search);
        parameters.set("table", table);
        return (
          <a key={table} href={`/districts/${code}.csv?${parameters.toString()}`}>
            下载{name}CSV
          </a>
        );
      })}
    </>
  );
}
