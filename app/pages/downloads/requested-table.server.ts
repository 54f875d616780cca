/**
 * The table that `table` names among those of a file, the usual one where the address names none.
 * @throws Response 400 with those that there are.
 */
export function requestedTable<Table>(
  parameters: URLSearchParams,
  tables: ReadonlyMap<string, Table>,
  usual: string,
): Table {
  const asked = parameters.get("table") ?? usual;
  const table = tables.get(asked);
  if (table !== undefined) return table;
  const known = tables.size === 0 ? "按所选条件没有表" : `可选：${[...tables.keys()].join("、")}`;
  throw new Response(`没有名为“${asked.slice(0, 40)}”的表。${known}。`, { status: 400 });
}

/**
 * Makes sure that no table is named of a file that holds one only.
 * @throws Response 400 where one is.
 */
export function assertSingleTable(request: Request): void {
  const asked = new URL(request.url).searchParams.get("table");
  if (asked === null) return;
  throw new Response(
    `没有名为“${asked.slice(0, 40)}”的表。这个文件只有一张表，请去掉地址中的table。`,
    { status: 400 },
  );
}
