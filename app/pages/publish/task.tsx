import { Form, Link } from "@remix-run/react";
import type { PublishProgress } from "#domain/desk/plan";
import controls from "../../components/controls.module.css";
import styles from "./publish.module.css";

const NAMES = {
  plan: { doing: "正在准备发布", done: "准备好了", failed: "没有准备成" },
  publish: { doing: "正在发布", done: "已发布", failed: "没有发布" },
  restore: { doing: "正在恢复", done: "已恢复", failed: "没有恢复" },
} as const;

interface RunningTaskProps {
  readonly task: PublishProgress;
  readonly token: string;
  readonly mayCancel: boolean;
}

/** How far planning or publishing has come; without JavaScript the page looks again by itself. */
export function RunningTask({ task, token, mayCancel }: RunningTaskProps) {
  const { stage } = task;
  const doing = NAMES[task.task].doing;
  return (
    <section className={`${controls.box} ${styles.box}`} aria-labelledby="task-title">
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <h2 id="task-title">{doing}</h2>
      <p role="status">{stage === null ? "正在开始…" : `${stage.name}：${formatStage(stage)}`}</p>
      <progress
        aria-label={doing}
        className={styles.progress}
        {...(stage !== null && stage.total > 0 ? { value: stage.done, max: stage.total } : {})}
      />
      <p className={styles.quiet}>读者看到的数据此时不变。可以离开本页，稍后再来看。</p>
      {mayCancel && task.task === "plan" ? (
        <Form method="post">
          <input type="hidden" name="token" value={token} />
          <button type="submit" name="intent" value="cancel" className={controls.plain}>
            取消
          </button>
        </Form>
      ) : null}
    </section>
  );
}

function formatStage({ done, total }: NonNullable<PublishProgress["stage"]>): string {
  return total === 1 ? `${Math.round(done * 100)}%` : `${done}/${total}份`;
}

/** How the last one ended. */
export function LastTask({ task }: { readonly task: PublishProgress }) {
  const { state, reason, published } = task;
  const names = NAMES[task.task];
  if (state === "cancelled")
    return (
      <p role="status" className={styles.notice}>
        已取消准备，使用中的数据没有改动。
      </p>
    );
  if (state === "failed")
    return (
      <div role="status" className={styles.refused}>
        <p>
          <strong>{names.failed}。</strong>
          {reason}
        </p>
        <p>读者看到的仍是原来的一版。</p>
      </div>
    );
  if (published === null) return null;
  return (
    <div role="status" className={styles.published}>
      <p>
        <strong>
          {names.done}第{published.generation}版
        </strong>
        （{published.reports}份报告，校验码
        {published.dataHash.slice(0, 12)}）。{reason}
      </p>
      <p>
        看看读者看到的：<Link to="/">总览</Link>、<Link to="/compare">区县比较</Link>、
        <Link to="/checks">质量核查</Link>、<Link to="/briefing">简报</Link>。
      </p>
    </div>
  );
}
