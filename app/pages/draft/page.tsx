import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Page, Section } from "#components/page";
import { formatCellLabel } from "#domain/form/cell-label";
import { BODY_KINDS, SCOPES } from "#domain/report/body";
import { SEVERITIES, SEVERITY_CODES } from "#domain/report/severity";
import { reportLink } from "#tables/links";
import { requireRole } from "#desk/access.server";
import type { DraftCheck, DraftFinding } from "#desk/draft-check.server";
import { formToken } from "#desk/form-token.server";
import { UPLOAD_LIMIT } from "#desk/upload.server";
import { answerDraft } from "./data.server";
import controls from "../../components/controls.module.css";
import styles from "./draft.module.css";

export const meta: MetaFunction = () => [{ title: "试核 · 公开" }];

export function loader({ context }: LoaderFunctionArgs) {
  const actor = requireRole(context, "review");
  return json({ token: formToken(actor), megabytes: UPLOAD_LIMIT / 1024 / 1024 });
}

export async function action({ context, request }: ActionFunctionArgs) {
  const actor = requireRole(context, "review");
  const answer = await answerDraft(request, actor);
  return json(answer, { status: answer.state === "refused" ? 400 : 200 });
}

export default function Draft() {
  const { token, megabytes } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const isBusy = useNavigation().state === "submitting";
  return (
    <Page
      title="试核"
      lead="报告公布之前先核查一遍：选择草稿，列出数字是否平衡、正文与表格是否一致、缺少什么。文件核查完即删除，不载入，别人看不到。"
    >
      <Form
        method="post"
        encType="multipart/form-data"
        className={`${controls.box} ${styles.form}`}
      >
        <input type="hidden" name="token" value={token} />
        <label className={styles.file}>
          年度报告草稿（网页、Word、WPS、Excel、PDF、OFD、文本，或装有几份的ZIP；不超过{megabytes}
          MB）
          <input type="file" name="document" required />
        </label>
        <button type="submit" className={controls.submit}>
          {isBusy ? "正在核查…" : "核查"}
        </button>
      </Form>
      <div role="status">
        {answer?.state === "refused" ? <p className={styles.problem}>{answer.reason}</p> : null}
      </div>
      {answer?.state === "checked"
        ? answer.checks.map((check) => <Check key={check.file} check={check} />)
        : null}
    </Page>
  );
}

function Check({ check }: { readonly check: DraftCheck }) {
  if (check.state === "refused")
    return (
      <Section title={check.file} lead={`没有核查：${check.reason}`}>
        {null}
      </Section>
    );
  const { file, identity, division, cells, unread, warnings, findings } = check;
  return (
    <Section title={`${identity.body}${identity.year}年度报告`} lead={summarise(check)}>
      <p className={styles.facts}>
        文件“{file}”；{division}，{BODY_KINDS[identity.kind]}，{SCOPES[identity.scope].name}；读出
        {cells}格。
        {check.hasLastYear ? "" : "上一年度的报告没有载入，跨年核对没有做。"}
        与其他报告是否雷同，要载入后才核对。
        {check.loaded === null ? null : (
          <>
            {" "}
            已载入过<Link to={reportLink(check.loaded)}>同一机关同一年度的报告</Link>。
          </>
        )}
      </p>
      <Sentences title="没能读取" sentences={unread} />
      <Sentences title="读取时的提醒" sentences={warnings} />
      {SEVERITY_CODES.map((severity) => (
        <Findings
          key={severity}
          title={SEVERITIES[severity].name}
          findings={findings.filter((finding) => finding.severity === severity)}
        />
      ))}
    </Section>
  );
}

type Checked = Extract<DraftCheck, { readonly state: "checked" }>;

/** What came of the check, in one sentence. */
function summarise({ findings, unread }: Checked): string {
  const counts = SEVERITY_CODES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : `${SEVERITIES[severity].name}${count}项`;
  });
  const found = counts.length === 0 ? "没有核查发现" : `核查发现${counts.join("、")}`;
  return unread.length === 0
    ? `${found}。`
    : `有${unread.length}处没能读取，没有核查；其余${found}。`;
}

interface SentencesProps {
  readonly title: string;
  readonly sentences: readonly string[];
}

function Sentences({ title, sentences }: SentencesProps) {
  if (sentences.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

interface FindingsProps {
  readonly title: string;
  readonly findings: readonly DraftFinding[];
}

function Findings({ title, findings }: FindingsProps) {
  if (findings.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ol className={styles.findings}>
        {findings.map(({ check, rule, request, cells, sentence }, index) => (
          <li key={index}>
            <p>{request}</p>
            <p className={styles.rule}>
              <a href={`/method#${check}`}>{rule}</a>
              {cells[0] === undefined ? "" : `　${formatCellLabel(cells[0])}`}
              {sentence === null ? "" : `　正文：“${sentence}”`}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}
