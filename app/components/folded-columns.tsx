import { Link, useSearchParams } from "@remix-run/react";
import type { TableColumn } from "#tables/column";
import { describeFolded, type FoldedColumns } from "#tables/folded-columns";

interface FoldedNoteProps<Row> {
  readonly columns: readonly TableColumn<Row>[];
  readonly folded: FoldedColumns;
}

/** Says in words which columns a table leaves out, with the way to see them; and the way back. */
export function FoldedNote<Row>({ columns, folded }: FoldedNoteProps<Row>) {
  const [parameters] = useSearchParams();
  const words = describeFolded(columns, folded);
  if (words === "") return null;
  const isAll = parameters.get("cols") === "all";
  const next = new URLSearchParams(parameters);
  if (isAll) next.delete("cols");
  else next.set("cols", "all");
  return (
    <p>
      {isAll ? "" : `没有列出${words}。`}
      <Link to={`?${next.toString()}`} preventScrollReset className="screen-only">
        {isAll ? "收起各行都是0或没有数字的栏" : "列出全部各栏"}
      </Link>
    </p>
  );
}
