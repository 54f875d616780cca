import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSubmit } from "@remix-run/react";
import { type ChangeEvent, useState } from "react";
import { statedFiguresOf } from "#briefing/briefing";
import { type ChangedFigure, compareFigures, type StatedFigure } from "#briefing/file-changes";
import type { FileFingerprint } from "#briefing/file-fingerprint";
import { parseFingerprint, verifyFingerprint } from "#briefing/fingerprint";
import {
  EDITED_FIGURES_HEADING,
  formatExaminedParts,
  formatVerification,
} from "#briefing/verification-words";
import { Page, Section } from "#components/page";
import { NOT_CALCULABLE } from "#domain/indicators/number-format";
import { loadBriefing } from "../briefing/data.server";
import styles from "./verify.module.css";

export const meta: MetaFunction = () => [{ title: "校验简报 · 公开" }];

const NOT_OURS = "没有在这个文件中找到校验指纹。请选择由本系统生成的docx、xlsx或者zip文件。";

export async function loader({ request }: LoaderFunctionArgs) {
  const given = new URL(request.url).searchParams.get("fingerprint")?.trim() ?? "";
  if (given === "") return json(null);
  const stated = parseFingerprint(given);
  if (!stated)
    throw new Response("校验指纹不完整。请从文件末尾完整复制以“gk1:”开头的一行。", { status: 400 });
  const { briefing } = await loadBriefing(new URLSearchParams(stated.parameters));
  const verification = verifyFingerprint(stated, briefing);
  return json({
    ...verification,
    title: briefing.title.join(""),
    figures: statedFiguresOf(briefing),
    href: `/briefing?${stated.parameters}`,
  });
}

export default function Verify() {
  const answer = useLoaderData<typeof loader>();
  const submit = useSubmit();
  const [file, setFile] = useState<FileFingerprint | null>(null);
  const [problem, setProblem] = useState("");

  const held = file !== null && file.fingerprint === answer?.stated ? file : null;

  async function read(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const chosen = event.target.files?.[0];
    if (!chosen) return;
    const { readFileFingerprint } = await import("#briefing/file-fingerprint");
    const found = await readFileFingerprint(await chosen.arrayBuffer());
    setProblem(found ? "" : NOT_OURS);
    setFile(found);
    if (found) submit({ fingerprint: found.fingerprint }, { method: "get" });
  }

  return (
    <Page
      title="校验简报"
      lead="把文件所载的校验指纹与现有数据重新计算的结果比较。docx文件的文字和其中带编号的数字是否在写成后被改动，也一并检查。文件只在浏览器中读取，不上传。"
    >
      <form method="get" className={styles.form}>
        <label className={styles.part}>
          选择或拖入文件（docx、xlsx、zip）
          <input type="file" accept=".docx,.xlsx,.zip" onChange={(event) => void read(event)} />
        </label>
        <label className={styles.part}>
          或者粘贴文件中的校验指纹
          <input
            key={answer?.stated}
            name="fingerprint"
            defaultValue={answer?.stated ?? ""}
            required
          />
        </label>
        <button type="submit" className={styles.submit}>
          校验
        </button>
      </form>
      <p role="status">{problem}</p>
      {answer === null ? null : (
        <Section title={formatVerification(answer, held)} id="verdict">
          <p>{formatExaminedParts(held)}</p>
          <p>
            <Link to={answer.href}>{answer.title}</Link>
          </p>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">内容</th>
                <th scope="col">文件所载</th>
                <th scope="col">现在</th>
                <th scope="col">结果</th>
              </tr>
            </thead>
            <tbody>
              {answer.parts.map((part) => (
                <tr key={part.name}>
                  <th scope="row">{part.name}</th>
                  <td>
                    <code>{part.stated}</code>
                  </td>
                  <td>
                    <code>{part.found}</code>
                  </td>
                  <td>{part.words}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {held === null || held.figures.length === 0 ? null : (
            <FileFigures file={held} now={answer.figures} />
          )}
        </Section>
      )}
    </Page>
  );
}

/** What has become of the figures of a file: in the data since, and in the file itself. */
function FileFigures({
  file,
  now,
}: {
  readonly file: FileFingerprint;
  readonly now: readonly StatedFigure[];
}) {
  const changed = compareFigures(file.figures, now);
  return (
    <>
      {file.edited.length === 0 ? null : (
        <Changes
          caption={EDITED_FIGURES_HEADING}
          changed={file.edited}
          columns={["写成时", "文件中现在"]}
        />
      )}
      {changed.length === 0 ? (
        <p>写成时所列数字与现有数据逐项比较，没有不同。</p>
      ) : (
        <Changes caption="有变化的数字" changed={changed} columns={["文件所载", "现在"]} />
      )}
    </>
  );
}

interface ChangesProps {
  readonly caption: string;
  readonly changed: readonly ChangedFigure[];
  /** What the two columns of values are. */
  readonly columns: readonly [string, string];
}

/** Figures that are no longer what they were. */
export function Changes({ caption, changed, columns }: ChangesProps) {
  return (
    <table className={styles.table}>
      <caption>
        {caption}（{changed.length}项）
      </caption>
      <thead>
        <tr>
          <th scope="col">数字</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changed.map(({ name, stated, found }) => (
          <tr key={`${name}${found ?? ""}`}>
            <th scope="row">{name}</th>
            <td>{stated ?? NOT_CALCULABLE}</td>
            <td>{found ?? NOT_CALCULABLE}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
