import { Link } from "@remix-run/react";
import { Page } from "./page";

const KINDS: Readonly<Record<number, { readonly title: string; readonly advice: string }>> = {
  400: { title: "筛选条件无效", advice: "请改正地址中的筛选条件，或从总览重新选择。" },
  404: { title: "没有找到", advice: "请核对地址中的代码，或从总览逐级进入。" },
  503: {
    title: "尚无数据",
    advice: "请在项目目录运行 npm run etl -- load 文件夹，载入后刷新本页。",
  },
};
const OTHER = { title: "页面出错", advice: "请稍后重试；如仍出错，请把地址告诉系统维护人员。" };

interface ErrorPageProps {
  readonly status: number;
  /** What was wrong, in one sentence. */
  readonly reason: string;
}

/** What a visitor sees when a page cannot be shown: what was wrong and what to do. */
export function ErrorPage({ status, reason }: ErrorPageProps) {
  const { title, advice } = KINDS[status] ?? OTHER;
  return (
    <Page title={title} eyebrow={String(status)}>
      {reason === "" ? null : <p>{reason}</p>}
      <p>{advice}</p>
      <p>
        <Link to="/">回到总览</Link>
      </p>
    </Page>
  );
}
