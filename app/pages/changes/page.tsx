import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData, useLocation } from "@remix-run/react";
import { DataTable } from "#components/data-table";
import { Page, Section } from "#components/page";
import { json } from "../loaded-data.server";
import { fileAddress } from "../pages";
import { reportLink } from "#tables/links";
import { cellChangeColumns, FINDING_CHANGE_COLUMNS } from "./columns";
import { loadChanges, summariseChanges } from "./data.server";
import type { SectionChange, TextPart } from "./text-changes";
import controls from "../../components/controls.module.css";
import styles from "./changes.module.css";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title}改动对照 · 公开` : "改动对照 · 公开" },
];

export async function loader({ params, request }: LoaderFunctionArgs) {
  const changes = await loadChanges(params["id"] ?? "", new URL(request.url));
  const { comparison } = changes;
  return json({ ...changes, summary: comparison && summariseChanges(comparison) });
}

export default function Changes() {
  const { report, title, choices, from, comparison, summary } = useLoaderData<typeof loader>();
  return (
    <Page
      title={`${title}改动对照`}
      eyebrow={<Link to={reportLink(report.id)}>回到报告原表</Link>}
      {...(summary === null ? {} : { lead: summary })}
      dataset={report.dataset}
    >
      {comparison === null ? (
        <p>这份报告只载入过一份原件，上一年度的报告也没有载入，没有可以对照的。</p>
      ) : (
        <>
          <Form method="get" className={`${controls.box} ${controls.row} screen-only`}>
            <label className={controls.field}>
              与哪一份对照
              <select name="from" defaultValue={from ?? ""}>
                {choices.map(({ value, name }) => (
                  <option key={value} value={value}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <button type="submit" className={controls.submit}>
              查看
            </button>
          </Form>
          <Documents report={report} earlier={comparison.earlierDocument} />
          <Section
            title="数字"
            id="cells"
            files={<FileLink table="cells" />}
            {...(comparison.findings === null
              ? {}
              : { lead: "比较两份原件所印，与本系统中的更正无关。点现在的数字看报告原表。" })}
          >
            <DataTable
              name="印得不同的单元格"
              columns={cellChangeColumns(comparison.names, comparison.findings !== null)}
              rows={comparison.cells}
              rowKey={({ cell }) => cell}
              empty="各格所印相同。"
            />
          </Section>
          {comparison.findings === null ? null : (
            <Section title="核查结果" id="findings" files={<FileLink table="findings" />}>
              <DataTable
                name="核查结果的变化"
                columns={FINDING_CHANGE_COLUMNS}
                rows={comparison.findings}
                rowKey={(finding) => JSON.stringify(finding)}
                empty="改动前后都没有不符之处。"
              />
            </Section>
          )}
          <Section title="正文" id="text" files={<FileLink table="text" />}>
            {comparison.sections.length === 0 ? <p>正文相同。</p> : <Legend />}
            {comparison.sections.map((section) => (
              <ChangedSection key={section.heading} {...section} />
            ))}
          </Section>
        </>
      )}
    </Page>
  );
}

function FileLink({ table }: { readonly table: string }) {
  const { pathname, search } = useLocation();
  const parameters = new URLSearchParams(search);
  parameters.set("table", table);
  return (
    <a href={`${fileAddress(pathname, "csv")}?${parameters.toString()}`} download>
      下载CSV
    </a>
  );
}

interface DocumentsProps {
  readonly report: { readonly file: string; readonly document_hash: string };
  readonly earlier: { readonly file: string; readonly hash: string } | null;
}

/** The two files that are compared. */
function Documents({ report, earlier }: DocumentsProps) {
  if (earlier === null) return null;
  return (
    <p className={styles.documents}>
      原来的原件：<a href={`/documents/${earlier.hash}`}>{earlier.file}</a>；现在的原件：
      <a href={`/documents/${report.document_hash}`}>{report.file}</a>
    </p>
  );
}

function Legend() {
  return (
    <p className={styles.legend}>
      <del>删去的文字</del>，<ins>增加的文字</ins>
    </p>
  );
}

/** Characters of an unchanged run that are shown before and after what changed. */
const AROUND = 60;

function ChangedSection({ heading, parts }: SectionChange) {
  return (
    <>
      <h3>{heading}</h3>
      <p className={styles.text}>
        {parts.map((part, index) => (
          <Part key={index} part={part} isFirst={index === 0} isLast={index === parts.length - 1} />
        ))}
      </p>
    </>
  );
}

interface PartProps {
  readonly part: TextPart;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

function Part({ part: { kind, text }, isFirst, isLast }: PartProps) {
  if (kind === "removed") return <del>{text}</del>;
  if (kind === "added") return <ins>{text}</ins>;
  const [head, tail] = [isFirst ? 0 : AROUND, isLast ? 0 : AROUND];
  const left = text.length - head - tail;
  if (left <= AROUND) return <>{text}</>;
  return (
    <>
      {text.slice(0, head)}
      <span className={styles.skipped}>（此处{left}字相同）</span>
      {tail === 0 ? "" : text.slice(-tail)}
    </>
  );
}
