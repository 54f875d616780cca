import { Link, useSearchParams } from "@remix-run/react";
import { addressOfTablePage, type TablePage } from "#tables/order";
import styles from "./table-page-links.module.css";

interface TablePageLinksProps extends TablePage {
  /** What the address calls it. */
  readonly name?: string;
}

/** Which rows of a long table stand above, and the ways to the others; nothing where all do. */
export function TablePageLinks({ number, pages, first, last, rows, name }: TablePageLinksProps) {
  const [parameters] = useSearchParams();
  if (pages === 1) return null;
  const to = (words: string, page: number) =>
    page === number || page < 1 || page > pages ? (
      <span aria-disabled className={`${styles.none} screen-only`}>
        {words}
      </span>
    ) : (
      <Link
        to={addressOfTablePage(parameters, page, name)}
        className="screen-only"
        preventScrollReset
      >
        {words}
      </Link>
    );
  return (
    <nav className={styles.links} aria-label="表格分页">
      <span>
        共{rows}行，分{pages}页；本页为第{first}至{last}行
        <span className="print-only">，其余{rows - (last - first + 1)}行在网页的其他各页</span>
      </span>
      {to("首页", 1)}
      {to("上一页", number - 1)}
      {to("下一页", number + 1)}
      {to("末页", pages)}
    </nav>
  );
}
