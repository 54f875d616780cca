import { Link } from "@remix-run/react";
import type { Dataset } from "#domain/report/division";
import type { FilterControl } from "#request/filter-bar";
import { FilterBar } from "./filter-bar";
import { Page } from "./page";
import { ABSENCES } from "#domain/report/absence";

/** Links shown before the rest is folded away. */
const SHOWN = 8;

interface GroupLink {
  readonly words: string;
  readonly to: string;
  readonly reports: number;
}

export interface NotLoadedProps {
  /** 示例省 · 2019年度 · 县级 · 人民政府全辖区报告 */
  readonly what: string;
  /** What is loaded of the same area, the newest first. */
  readonly loaded: readonly GroupLink[];
  /** What is loaded of the same year elsewhere. */
  readonly elsewhere: readonly GroupLink[];
}

/** In place of figures where no report is loaded: of what, what that does not mean, what is loaded, where to go. */
export function NotLoaded({ what, loaded, elsewhere }: NotLoadedProps) {
  return (
    <div role="status">
      <p>
        {ABSENCES.not_loaded.name}：{what}。{ABSENCES.not_loaded.meaning}。
      </p>
      {loaded.length === 0 ? null : (
        <>
          <p>已载入、可以查看的：</p>
          <LoadedList loaded={loaded.slice(0, SHOWN)} />
          {loaded.length > SHOWN ? (
            <details>
              <summary>其余{loaded.length - SHOWN}组</summary>
              <LoadedList loaded={loaded.slice(SHOWN)} />
            </details>
          ) : null}
        </>
      )}
      {elsewhere.length === 0 ? null : (
        <>
          <p>其他地区同一年度已载入的：</p>
          <LoadedList loaded={elsewhere} />
        </>
      )}
    </div>
  );
}

function LoadedList({ loaded }: Pick<NotLoadedProps, "loaded">) {
  return (
    <ul>
      {loaded.map(({ words, to, reports }) => (
        <li key={to}>
          <Link to={to}>{words}</Link>（{reports}份）
        </li>
      ))}
    </ul>
  );
}

interface NotLoadedPageProps {
  readonly title: string;
  readonly inWords: string;
  readonly dataset: Dataset;
  readonly controls: readonly FilterControl[];
  readonly idle: readonly string[];
  readonly absence: NotLoadedProps;
}

/** A page with its filters and without figures; invented names are said to be invented all the same. */
export function NotLoadedPage({
  title,
  inWords,
  dataset,
  absence,
  ...filters
}: NotLoadedPageProps) {
  return (
    <Page title={title} lead={inWords} {...(dataset === "demo" ? { dataset } : {})}>
      <FilterBar {...filters} />
      <NotLoaded {...absence} />
    </Page>
  );
}
