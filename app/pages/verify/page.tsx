import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useSubmit } from "@remix-run/react";
import { type ChangeEvent, useState } from "react";
import { statedFiguresOf } from "#briefing/briefing";
import { type ChangedFigure, compareFigures, type StatedFigure } from "#briefing/file-changes";
import type { FileFingerprint } from "#briefing/file-fingerprint";
import { parseFingerprint, type Verification, verifyFingerprint } from "#briefing/fingerprint";
import { LIST_COLUMNS, type ListField } from "#briefing/request-list-columns";
import type { ReturnedList } from "#briefing/returned-list";
import {
  CHANGED_PLACES_HEADING,
  EDITED_FIGURES_HEADING,
  formatExaminedParts,
  formatReturnedList,
  formatVerification,
} from "#briefing/verification-words";
import { Page, Section } from "#components/page";
import { NOT_CALCULABLE } from "#domain/indicators/number-format";
import { json } from "../loaded-data.server";
import { loadBriefing } from "../briefing/data.server";
import controls from "../../components/controls.module.css";
import styles from "./verify.module.css";

export const meta: MetaFunction = () => [{ title: "核验 · 公开" }];

const RETURNED: readonly ListField[] = ["body", "problem", "deadline", "result"];

const NOT_OURS =
  "没有在这个文件中找到校验指纹或者问题编号。请选择由本系统生成的简报、函（docx、xlsx、zip）或者问题清单（xlsx）。";

export async function loader({ request }: LoaderFunctionArgs) {
  const given = new URL(request.url).searchParams.get("fingerprint")?.trim() ?? "";
  if (given === "") return json(null);
  const stated = parseFingerprint(given);
  if (!stated)
    throw new Response("校验指纹不完整。请完整复制“校验指纹.txt”里以“gk1:”开头的一行。", {
      status: 400,
    });
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
  const [list, setList] = useState<ReturnedList | null>(null);
  const [problem, setProblem] = useState("");
  const [chosenName, setChosenName] = useState("");

  const held = file !== null && file.fingerprint === answer?.stated ? file : null;

  async function read(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const chosen = event.target.files?.[0];
    if (!chosen) return;
    setChosenName(chosen.name);
    const [{ readFileFingerprint }, { readReturnedList }] = await Promise.all([
      import("#briefing/file-fingerprint"),
      import("#briefing/returned-list"),
    ]);
    const bytes = await chosen.arrayBuffer();
    const found = await readFileFingerprint(bytes);
    const returned = found ? null : await readReturnedList(bytes);
    setProblem(found || returned ? "" : NOT_OURS);
    setFile(found);
    setList(returned);
    if (found) submit({ fingerprint: found.fingerprint }, { method: "get" });
  }

  return (
    <Page
      title="核验"
      lead="检查一份已生成的文件：简报、函的数字是否被改过、现在还对不对；退回的问题清单哪些项已经答复、哪些内容被改过。文件只在浏览器中读取，不上传。"
    >
      <form method="get" className={`${controls.box} ${styles.form}`}>
        <div className={styles.file}>
          <label className={styles.choose}>
            选择或拖入文件（docx、xlsx、zip）
            <input type="file" accept=".docx,.xlsx,.zip" onChange={(event) => void read(event)} />
          </label>
          <span aria-live="polite">{chosenName}</span>
        </div>
        <label className={controls.field}>
          或者粘贴校验指纹（全部文件ZIP里的“校验指纹.txt”）
          <input
            key={answer?.stated}
            name="fingerprint"
            defaultValue={answer?.stated ?? ""}
            required
          />
        </label>
        <button type="submit" className={controls.submit}>
          核验
        </button>
      </form>
      <p role="status">{problem}</p>
      {list === null ? null : <ReturnedRows list={list} />}
      {answer === null || list !== null ? null : (
        <Section title={formatVerification(answer, held)} id="verdict">
          {held?.places && held.places.length > 0 ? (
            <Changes
              caption={CHANGED_PLACES_HEADING}
              changed={held.places}
              columns={["写成时", "文件中现在"]}
            />
          ) : null}
          {held === null || held.figures.length === 0 ? null : (
            <FileFigures file={held} now={answer.figures} />
          )}
          <p>{formatExaminedParts(held)}</p>
          <p>
            <Link to={answer.href}>{answer.title}</Link>
          </p>
          <FingerprintParts parts={answer.parts} />
        </Section>
      )}
    </Page>
  );
}

/** What the fingerprint was compared by, folded: codes that only programs read. */
function FingerprintParts({ parts }: { readonly parts: Verification["parts"] }) {
  return (
    <details>
      <summary>校验值（{parts.every(({ same }) => same) ? "均一致" : "有不一致"}）</summary>
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
          {parts.map((part) => (
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
    </details>
  );
}

/** A list of requests that came back: what was changed first, then each request with its answer. */
function ReturnedRows({ list }: { readonly list: ReturnedList }) {
  const edited = list.rows.filter(({ changed }) => changed.length > 0);
  const removed = list.removed ?? [];
  return (
    <Section title={formatReturnedList(list)} id="verdict">
      {edited.length + removed.length + list.unknown.length === 0 ? null : (
        <ul>
          {removed.map(({ sheet, id, body, problem }) => (
            <li key={id}>
              已删去（原在“{sheet}”）：{body}，{problem}
            </li>
          ))}
          {edited.map(({ sheet, row, changed, asked }) => (
            <li key={`${sheet}${row}`}>
              “{sheet}”第{row}行的{changed.map((head) => `“${head}”`).join("、")}与发出时不同：
              {asked.body}，{asked.problem}
            </li>
          ))}
          {list.unknown.map(({ sheet, row, problem, isRepeated }) => (
            <li key={`${sheet}${row}`}>
              “{sheet}”第{row}行
              {isRepeated ? "的编号与上面一行相同，是加上的" : "没有问题编号，不知道是哪一项"}：
              {problem}
            </li>
          ))}
        </ul>
      )}
      <table className={styles.table}>
        <caption>各项的整改结果</caption>
        <thead>
          <tr>
            {RETURNED.map((field) => (
              <th key={field} scope="col">
                {LIST_COLUMNS[field].header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.rows.map(({ sheet, row, fields }) => (
            <tr key={`${sheet}${row}`}>
              {RETURNED.map((field) => (
                <td key={field}>
                  {field === "result" && fields.result.trim() === "" ? "未填" : fields[field]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
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
      {file.edited.length === 0 || (file.places?.length ?? 0) > 0 ? null : (
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
