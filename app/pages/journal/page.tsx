import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { Page, Section } from "#components/page";
import { TablePageLinks } from "#components/table-page-links";
import { requireRole } from "#desk/access.server";
import { formatVerdict } from "#domain/desk/journal";
import type { ShownLine } from "./columns";
import { type JournalData, loadJournal } from "./data.server";
import controls from "../../components/controls.module.css";
import styles from "./journal.module.css";

export const meta: MetaFunction = () => [{ title: "工作记录 · 公开" }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  requireRole(context, "view");
  return json(await loadJournal(new URL(request.url).searchParams));
}

export default function Journal() {
  const { verdict, lines, page, ...choices } = useLoaderData<typeof loader>();
  const [parameters] = useSearchParams();
  return (
    <Page
      title="工作记录"
      lead="谁、何时、做了什么、为什么：工作台上和命令行里的每次改动各记一行，只增不改。"
    >
      <p role={verdict.fault === null ? "status" : "alert"} className={verdictClass(verdict)}>
        {formatVerdict(verdict)}
      </p>
      {verdict.lines === 0 ? (
        <p>收件、录入、更正、发布之后，这里逐行列出经过。</p>
      ) : (
        <Section
          title="各行记录"
          id="lines"
          lead="最新的在前。"
          files={<a href={`/desk/journal.csv?${parameters.toString()}`}>下载（CSV）</a>}
        >
          <Choices {...choices} />
          <Lines lines={lines} />
          <TablePageLinks {...page} />
        </Section>
      )}
    </Page>
  );
}

/** What was done, line by line, with what stood before and stands now. */
function Lines({ lines }: Pick<JournalData, "lines">) {
  if (lines.length === 0) return <p>没有符合条件的记录。</p>;
  return (
    <ol className={styles.lines}>
      {lines.map(({ line, time, actor, action, subject, report, movedTo, ...more }) => (
        <li key={line}>
          <p className={styles.when}>
            第{line}行　{time}　{actor}
          </p>
          <div>
            <p>
              <strong>{action}</strong>{" "}
              {report === null ? (
                subject
              ) : (
                <>
                  <Link to={report.to}>{report.name}</Link>{" "}
                  <span className={styles.code}>{subject}</span>
                </>
              )}
            </p>
            {movedTo === null ? null : (
              <p>
                后来随文件转到 <Link to={movedTo.to}>{movedTo.name}</Link>{" "}
                <span className={styles.code}>{movedTo.id}</span>
              </p>
            )}
            <Outcome {...more} />
          </div>
        </li>
      ))}
    </ol>
  );
}

/** What stood before a line and stands since, and why. */
function Outcome({ before, after, reason }: Pick<ShownLine, "before" | "after" | "reason">) {
  return (
    <>
      {before === null && after === null ? null : (
        <dl>
          {before === null ? null : (
            <div>
              <dt>原来</dt> <dd>{before}</dd>
            </div>
          )}
          <div>
            <dt>现在</dt> <dd>{after ?? "没有了"}</dd>
          </div>
        </dl>
      )}
      {reason === "" ? null : <p>理由：{reason}</p>}
    </>
  );
}

function verdictClass({ fault }: JournalData["verdict"]): string | undefined {
  return fault === null ? styles.whole : styles.fault;
}

type ChoicesProps = Pick<JournalData, "chosen" | "actions" | "actors">;

function Choices({ chosen, actions, actors }: ChoicesProps) {
  return (
    <Form
      method="get"
      className={`${controls.box} ${controls.row} screen-only`}
      aria-label="筛选记录"
    >
      <label className={controls.field}>
        做了什么
        <select name="action" defaultValue={chosen.action}>
          <option value="">全部</option>
          {actions.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className={controls.field}>
        谁
        <select name="who" defaultValue={chosen.actor}>
          <option value="">全部</option>
          {actors.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className={controls.field}>
        报告编号或文件名
        <input name="subject" defaultValue={chosen.subject} placeholder="如 990101 或 某区2023" />
      </label>
      <button type="submit" className={controls.submit}>
        查看
      </button>
    </Form>
  );
}
