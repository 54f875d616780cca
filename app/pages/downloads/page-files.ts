import type { LoaderFunctionArgs } from "@remix-run/node";
import type { PageChart } from "#charts/page-chart";
import type { Dataset } from "#domain/report/division";
import type { NamedTable } from "#tables/column";

/** The address that names a file and, at the desk, who asks, as a loader gets them. */
export type FileRequest = Pick<LoaderFunctionArgs, "request" | "params"> &
  Partial<Pick<LoaderFunctionArgs, "context">>;

/** A table whatever its rows are: hands itself to whoever writes it. */
export type TableFile = <Result>(write: <Row>(table: NamedTable<Row>) => Result) => Result;

export function tableFile<Row>(table: NamedTable<Row>): TableFile {
  return (write) => write(table);
}

interface FilesOfData {
  /** Which kind of data they hold; left out where they hold none but the method. */
  readonly dataset?: Dataset;
}

/** The only table of a page. */
interface SingleTable extends FilesOfData {
  readonly table: TableFile;
}

/** Tables of a page by the name that the address gives them (`?table=`), and the one it gets without a name. */
interface SeveralTables extends FilesOfData {
  readonly tables: Readonly<Record<string, TableFile>>;
  readonly usual: string;
}

export type PageTables = SingleTable | SeveralTables;

/** Exported by a page's `tables.server.ts`. */
export type LoadTables = (request: FileRequest) => PageTables | Promise<PageTables>;

export interface PageCharts {
  /** Null where there is nothing to draw. */
  readonly charts: readonly (PageChart | null)[];
  /** The filters, for the foot and the name of the file. */
  readonly inWords: string;
  readonly dataset: Dataset;
}

/** Exported by a page's `chart.server.ts`. */
export type LoadCharts = (request: FileRequest) => Promise<PageCharts>;

interface PageWorkbook {
  readonly name: string;
  readonly dataset: Dataset;
  readonly content: BodyInit;
}

/** Exported by a page's `workbook.server.ts`. */
export type LoadWorkbook = (request: FileRequest) => Promise<PageWorkbook>;
