/** A page of the site. */
interface PageEntry {
  /** Its address; a part that differs from one request to the next is written `:code`. */
  readonly path: string;
  /** What the addresses of its files start with, where that is not `path`. */
  readonly files?: string;
  /** Its name in the navigation; a page without one is not listed there. */
  readonly name?: string;
  /** Its name in the desk's own row of links. */
  readonly desk?: string;
}

/**
 * Every page by its folder in `app/pages`, in the order of the navigation. The routes (`app/routes.ts`), the
 * downloads and the navigation derive from this list and from the files in the folders.
 */
export const PAGES = {
  overview: { path: "/", files: "/overview", name: "总览" },
  compare: { path: "/compare", name: "区县比较" },
  change: { path: "/compare/change" },
  districts: { path: "/districts", name: "区县档案" },
  district: { path: "/districts/:code" },
  "district-years": { path: "/districts/:code/years" },
  "district-outcomes": { path: "/districts/:code/outcomes" },
  "district-sums": { path: "/districts/:code/sums" },
  "district-sheet": { path: "/districts/:code/sheet" },
  "side-by-side": { path: "/districts/compare" },
  outcomes: { path: "/outcomes", name: "申请办理" },
  review: { path: "/review", name: "复议诉讼" },
  proactive: { path: "/proactive", name: "主动公开" },
  checks: { path: "/checks", name: "质量核查" },
  report: { path: "/reports/:id" },
  changes: { path: "/reports/:id/changes" },
  briefing: { path: "/briefing", name: "简报" },
  verify: { path: "/briefing/verify", name: "核验" },
  desk: { path: "/desk", name: "工作台", desk: "收件" },
  "desk-review": { path: "/desk/review", desk: "核对" },
  "desk-review-document": { path: "/desk/review/:id" },
  "desk-filings": { path: "/desk/filings", desk: "期限" },
  draft: { path: "/desk/draft", desk: "试核" },
  publish: { path: "/desk/publish", desk: "发布" },
  journal: { path: "/desk/journal", desk: "记录" },
  method: { path: "/method", name: "指标与方法" },
  help: { path: "/help", name: "帮助" },
} as const satisfies Readonly<Record<string, PageEntry>>;

const ENTRIES: Readonly<Record<string, PageEntry>> = PAGES;

interface PageLink {
  readonly to: string;
  readonly name: string;
}

/** The links of the navigation. */
export const NAVIGATION: readonly PageLink[] = Object.values(ENTRIES).flatMap(({ path, name }) =>
  name === undefined ? [] : [{ to: path, name }],
);

/** The links that stand on every page of the desk, below those of the navigation. */
export const DESK_NAVIGATION: readonly PageLink[] = Object.values(ENTRIES).flatMap(
  ({ path, desk }) => (desk === undefined ? [] : [{ to: path, name: desk }]),
);

const EXPLAINING: ReadonlySet<string> = new Set([PAGES.method.path, PAGES.help.path]);

/** Whether a page is shown where nothing is published yet: those that explain, and those where documents are taken in. */
export function needsNoData(pathname: string): boolean {
  const { path } = PAGES.desk;
  return EXPLAINING.has(pathname) || pathname === path || pathname.startsWith(`${path}/`);
}

/** Where files are handed in; what is sent to any other address of the desk is a form of some words. */
export const UPLOAD_ADDRESSES: ReadonlySet<string> = new Set([
  PAGES.desk.path,
  "/desk/upload",
  PAGES.draft.path,
]);

/**
 * What the addresses of each page's files start with. Of two addresses that rank alike, such as
 * `/districts/compare.csv` and `/districts/:code.csv`, a router takes the first: those without parameters
 * come before the others.
 */
export function listFileBases(): { readonly folder: string; readonly path: string }[] {
  return Object.entries(ENTRIES)
    .map(([folder, { path, files = path }]) => ({ folder, path: files }))
    .toSorted((a, b) => Number(a.path.includes(":")) - Number(b.path.includes(":")));
}

/**
 * The files that a page may offer: the module of its folder that makes them, what their address ends with
 * after the page's own, and the module that serves them for all pages.
 */
export const PAGE_FILES = {
  csv: { module: "tables.server.ts", ending: ".csv", server: "pages/downloads/csv.ts" },
  xlsx: { module: "workbook.server.ts", ending: ".xlsx", server: "pages/downloads/xlsx.ts" },
  chart: { module: "chart.server.ts", ending: "/chart", server: "pages/downloads/chart.ts" },
} as const;

export type PageFileKind = keyof typeof PAGE_FILES;

/** Address of a page's file of one kind, from the address of the page: `/compare/chart`, `/overview/chart`. */
export function fileAddress(pathname: string, kind: PageFileKind): string {
  const page = pathname.replace(/\/+$/u, "");
  return `${page === "" ? PAGES.overview.files : page}${PAGE_FILES[kind].ending}`;
}
