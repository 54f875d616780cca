import { Link } from "@remix-run/react";
import { Page } from "./page";

const KINDS: Readonly<Record<number, { readonly title: string; readonly advice: string }>> = {
  400: { title: "没有这样的数据", advice: "请重新选择：" },
  404: { title: "没有找到", advice: "请核对地址中的代码，或从下面进入：" },
  503: { title: "没有可用的数据", advice: "在项目目录中载入之后，刷新本页即可，不必重新启动。" },
};
const OTHER = { title: "页面出错", advice: "请稍后重试；如仍出错，请把地址告诉系统维护人员。" };

interface ErrorPageProps {
  readonly status: number;
  /** What was wrong, in one sentence. */
  readonly reason: string;
  /** The provinces and cities of which reports are loaded, the largest first. */
  readonly areas?: readonly {
    readonly code: string;
    readonly name: string;
    readonly reports: number;
  }[];
}

/** Areas that are named. */
const SHOWN = 8;

/** What a visitor sees when a page cannot be shown: what was wrong and what to do. */
export function ErrorPage({ status, reason, areas = [] }: ErrorPageProps) {
  const { title, advice } = KINDS[status] ?? OTHER;
  return (
    <Page title={title} eyebrow={String(status)}>
      {reason === "" ? null : <p>{reason}</p>}
      <p>{advice}</p>
      <ul>
        <li>
          <Link to="/">总览</Link>
        </li>
        {areas.slice(0, SHOWN).map(({ code, name, reports }) => (
          <li key={code}>
            <Link to={`/districts?area=${code}`}>{name}</Link>（已载入{reports}份报告）
          </li>
        ))}
      </ul>
    </Page>
  );
}
