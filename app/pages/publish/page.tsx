import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Page } from "#components/page";
import { requireRole } from "#desk/access.server";
import { formToken } from "#desk/form-token.server";
import type { PublishProgress } from "#domain/desk/plan";
import { answerPublish } from "./action.server";
import { type KeptVersion, type PublishData, loadPublish } from "./data.server";
import { PrepareButton } from "./prepare-button";
import { PlanSections } from "./plan-sections";
import { PublishForm } from "./publish-form";
import { LastTask, RunningTask } from "./task";
import { Versions } from "./versions";
import controls from "../../components/controls.module.css";
import styles from "./publish.module.css";

export const meta: MetaFunction = () => [{ title: "发布 · 公开" }];

export async function loader({ context }: LoaderFunctionArgs) {
  const actor = requireRole(context, "view");
  return json({ token: formToken(actor), ...(await loadPublish(actor)) });
}

export async function action({ context, request }: ActionFunctionArgs) {
  const actor = requireRole(context, "publish");
  const refusal = await answerPublish(await request.formData(), actor);
  return refusal === null ? redirect("/desk/publish") : json(refusal, { status: 400 });
}

/** Milliseconds from one look at how far it has come to the next. */
const LOOK_EVERY = 1_500;

export default function Publish() {
  const data = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const isRunning = data.task?.state === "running";
  const awaited = findAwaited(data);
  const isChanging = isRunning || awaited !== null;
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isChanging) return;
    const timer = setTimeout(revalidate, LOOK_EVERY);
    return () => clearTimeout(timer);
    // Each answer is another object, and the next look waits for it. The state of the revalidator does not tell: where
    // the browser is busy, that it began and that it ended are drawn at once, and nothing seems to have changed.
  }, [isChanging, revalidate, data]);
  const { token, task, plan, versions } = data;
  const outcome = useRef<HTMLDivElement>(null);
  const seen = useRef("");
  const stage = `${task?.startedAt ?? ""} ${task?.state ?? ""}`;
  useEffect(() => {
    const isNew = seen.current !== "" && seen.current !== stage;
    seen.current = stage;
    // The button that began it is gone, and the keyboard with it: it goes on from what is said of it.
    if (isNew && document.activeElement === document.body) outcome.current?.focus();
  }, [stage]);
  return (
    <Page
      title="发布"
      lead="发布前逐项看清会变什么；发布后几秒内，读者看到新的一版。以前的几版都留着，发错了一步恢复。"
    >
      <div role="alert">{refusal ? <p className={styles.refused}>{refusal.reason}</p> : null}</div>
      <div ref={outcome} tabIndex={-1}>
        {task === null ? null : isRunning ? (
          <RunningTask task={task} token={token} mayCancel={data.mayPublish} />
        ) : isPast(task, versions) ? null : (
          <LastTask task={task} />
        )}
      </div>
      {awaited === null ? null : (
        <p role="status" className={styles.notice}>
          读者此刻看到的还是第{data.shown}版：常用页面准备好以后，自动换成第{awaited}版。
        </p>
      )}
      {isRunning ? null : plan === null ? (
        <Prepare {...data} />
      ) : (
        <>
          <PublishForm {...data} plan={plan} ticked={refusal?.ticked ?? []} />
          <PlanSections plan={plan} links={data.links} />
        </>
      )}
      <Versions
        versions={versions}
        restored={data.restored}
        token={token}
        mayRestore={data.mayPublish && !isRunning}
      />
    </Page>
  );
}

/** The version in use that readers do not see yet; null where they see it. */
function findAwaited({ versions, shown }: Pick<PublishData, "versions" | "shown">): number | null {
  const inUse = versions.find(({ isInUse }) => isInUse);
  return inUse === undefined || shown === null || shown === inUse.generation
    ? null
    : inUse.generation;
}

/** Whether another version is in use than the one that was published then. */
function isPast({ published }: PublishProgress, versions: readonly KeptVersion[]): boolean {
  const inUse = versions.find(({ isInUse }) => isInUse);
  return published !== null && published.generation !== inUse?.generation;
}

type PrepareProps = Pick<
  ReturnType<typeof useLoaderData<typeof loader>>,
  "documents" | "versions" | "token" | "mayPublish"
>;

/** Before anything is planned: what there is to publish, and the first step. */
function Prepare({ documents, versions, token, mayPublish }: PrepareProps) {
  const isFirst = versions.length === 0;
  return (
    <section className={`${controls.box} ${styles.box}`} aria-labelledby="prepare-title">
      <h2 id="prepare-title">{isFirst ? "还没有发布过" : "准备下一版"}</h2>
      {documents === 0 ? (
        <p>
          还没有收进报告。先到<Link to="/desk">收件</Link>
          ，把年度报告文件拖进去，读过、核对过再回来发布。
        </p>
      ) : (
        <p>
          收件里有{documents}份文件。准备发布会把它们和以前的报告一起核查，做成下一版，列出
          {isFirst ? "其中有什么、有什么要留意" : "与现在相比会变什么"}。读者看到的数据此时不变。
        </p>
      )}
      <PrepareButton token={token} mayPublish={mayPublish} words="准备发布" />
    </section>
  );
}
