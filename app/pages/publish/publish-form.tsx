import { timeInChina } from "#domain/desk/china-time";
import { Form } from "@remix-run/react";
import { Link } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { PlanNote } from "#domain/desk/plan";
import type { PublishData, ShownPlan } from "./data.server";
import { PrepareButton } from "./prepare-button";
import controls from "../../components/controls.module.css";
import styles from "./publish.module.css";

interface PublishFormProps extends Pick<
  PublishData,
  "isOutdated" | "links" | "mayPublish" | "refusal"
> {
  readonly plan: ShownPlan;
  readonly token: string;
  readonly ticked: readonly string[];
}

/** What becomes of the reports, what must be put right, what must be read, and the button. */
export function PublishForm({
  plan,
  token,
  ticked,
  isOutdated,
  links,
  mayPublish,
  refusal,
}: PublishFormProps) {
  const { to, from, errors, warnings } = plan;
  const form = useRef<HTMLFormElement>(null);
  // Before JavaScript arrives the button is free, and the server counts.
  const [unread, setUnread] = useState(0);
  const count = (): void => {
    const boxes = form.current?.querySelectorAll("input[name=read]:not(:checked)");
    setUnread(boxes?.length ?? 0);
  };
  useEffect(count, [plan.madeAt]);
  if (to === null)
    return (
      <section className={`${controls.box} ${styles.box}`} aria-labelledby="plan-title">
        <h2 id="plan-title">没有要发布的变化</h2>
        <p>收进的文件和核对的记录，与使用中的第{from?.generation ?? ""}版完全相同。</p>
        <PrepareButton token={token} mayPublish={mayPublish} words="再看一次" />
      </section>
    );
  const isBlocked = errors.length > 0 || isOutdated || refusal !== null || !mayPublish;
  return (
    <section className={`${controls.box} ${styles.box}`} aria-labelledby="plan-title">
      <h2 id="plan-title">
        {from === null ? "第一版" : `第${from.generation}版 → 第${to.generation}版`}
      </h2>
      <p>{summarise(plan)}</p>
      {isOutdated ? (
        <div className={styles.refused}>
          <p>
            准备之后，收进的文件、核对的记录或使用中的数据又有改动。下面列的已不是最新，请重新准备。
          </p>
        </div>
      ) : null}
      {refusal === null ? null : <p className={styles.refused}>{refusal}</p>}
      {errors.length === 0 ? null : (
        <div className={styles.refused}>
          <h3>先解决这些问题，才能发布</h3>
          <ul>
            {errors.map((error) => (
              <li key={error.sentence}>
                <Note note={error} links={links} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <Form method="post" ref={form} onChange={count}>
        <input type="hidden" name="token" value={token} />
        {warnings.length === 0 ? (
          <p>没有要提醒的。</p>
        ) : (
          <fieldset className={styles.warnings}>
            <legend>逐项看过，再勾选（{warnings.length}项）</legend>
            {warnings.map((warning) => (
              <div key={warning.id} className={styles.warning}>
                <label>
                  <input
                    type="checkbox"
                    name="read"
                    value={warning.id}
                    defaultChecked={ticked.includes(warning.id)}
                  />
                  <span>{warning.sentence}</span>
                </label>
                <Details details={warning.details} links={links} />
                {warning.link === null ? null : (
                  <p className={styles.details}>
                    <Link to={warning.link}>在收件里看全部</Link>
                  </p>
                )}
              </div>
            ))}
          </fieldset>
        )}
        {isBlocked ? (
          <p className={styles.quiet}>{whyBlocked(errors.length, isOutdated, mayPublish)}</p>
        ) : (
          <button
            type="submit"
            name="intent"
            value="publish"
            className={controls.submit}
            disabled={unread > 0}
          >
            {unread > 0 ? `还有${unread}项没有勾选` : `发布第${to.generation}版`}
          </button>
        )}
      </Form>
      <PrepareButton
        token={token}
        mayPublish={mayPublish}
        words="重新准备"
        isSecond={!isOutdated && errors.length === 0}
      />
    </section>
  );
}

function whyBlocked(errors: number, isOutdated: boolean, mayPublish: boolean): string {
  if (!mayPublish) return "";
  if (isOutdated) return "重新准备之后才能发布。";
  return errors > 0 ? "问题解决并重新准备之后才能发布。" : "";
}

function summarise({ counts, from, to, madeAt }: ShownPlan): string {
  const parts = [
    counts.added > 0 && `新增${counts.added}份报告`,
    counts.replaced > 0 && `换成新文件的${counts.replaced}份`,
    counts.withdrawn > 0 && `撤下${counts.withdrawn}份`,
    counts.reckonedAnew > 0 && `文件没变而数字有变的${counts.reckonedAnew}份`,
  ].filter((part) => part !== false);
  const total =
    from === null
      ? `共${to?.reports ?? 0}份报告`
      : `发布后共${to?.reports ?? 0}份（现在${from.reports}份）`;
  return `${parts.length === 0 ? "报告没有增减，核查或记录有变" : parts.join("、")}。${total}。${timeInChina(madeAt)}准备。`;
}

function Note({ note, links }: { readonly note: PlanNote } & Pick<PublishData, "links">) {
  return (
    <>
      {note.sentence}。{note.link === null ? null : <Link to={note.link}>去核对</Link>}
      <Details details={note.details} links={links} />
    </>
  );
}

interface DetailsProps extends Pick<PlanNote, "details">, Pick<PublishData, "links"> {}

function Details({ details, links }: DetailsProps) {
  if (details.length === 0) return null;
  return (
    <ul className={styles.details}>
      {details.map(({ words, report }) => {
        const link = links[report ?? ""];
        return <li key={words}>{link === undefined ? words : <Link to={link}>{words}</Link>}</li>;
      })}
    </ul>
  );
}
