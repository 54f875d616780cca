import { Link, useLocation } from "@remix-run/react";
import type { Refusal } from "#request/refusal";
import { FilterBar } from "./filter-bar";
import { Page } from "./page";

interface ErrorKind {
  readonly title: string;
  readonly advice: string;
}

const KINDS: Readonly<Record<number, ErrorKind>> = {
  400: { title: "没有这样的数据", advice: "请重新选择：" },
  403: { title: "没有开放", advice: "其他各页照常可看：" },
  404: { title: "没有找到", advice: "请在页首按名称或拼音首字母查找，或从下面进入：" },
  503: {
    title: "没有可用的数据",
    advice: "报告发布以后，刷新本页就能看到。",
  },
};
const OTHER: ErrorKind = {
  title: "页面出错",
  advice: "请稍后重试；如仍出错，请把当时的操作告诉系统维护人员。",
};

interface ErrorPageProps extends Pick<Refusal, "reason"> {
  readonly status: number;
  /** Whether there is a desk where documents can be taken in, for those who may. */
  readonly hasDesk?: boolean;
  /** What the page can be chosen again from, where it refused a choice. */
  readonly refusal?: Refusal;
  /** The provinces and cities of which reports are loaded, the largest first. */
  readonly areas?: readonly {
    readonly code: string;
    readonly name: string;
    readonly reports: number;
  }[];
}

/** Areas that are named. */
const SHOWN = 8;

/** What a visitor sees when a page cannot be shown: what was wrong and what to do, with the form to do it. */
export function ErrorPage({
  status,
  reason,
  refusal,
  hasDesk = false,
  areas = [],
}: ErrorPageProps) {
  const { pathname, search } = useLocation();
  const { title, advice } = KINDS[status] ?? OTHER;
  return (
    <Page title={title}>
      {reason === "" ? null : <p role="alert">{reason}</p>}
      {refusal ? (
        <>
          <FilterBar controls={refusal.controls} />
          <ul>
            {refusal.offers.map(({ words, to }) => (
              <li key={to}>
                最接近的：<Link to={to}>{words}</Link>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p>{advice}</p>
          <ul>
            {hasDesk ? (
              <li>
                负责收报告的：<a href="/desk">到工作台</a>
                （要有权限），把年度报告文件拖进去，核对后发布
              </li>
            ) : null}
            {status >= 500 ? (
              <li>
                <a href={`${pathname}${search}`}>重试</a>
              </li>
            ) : null}
            <li>
              <Link to="/">总览</Link>
            </li>
            {areas.slice(0, SHOWN).map(({ code, name, reports }) => (
              <li key={code}>
                <Link to={`/districts?area=${code}`}>{name}</Link>（已载入{reports}份报告）
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}
