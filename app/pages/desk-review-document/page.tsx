import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData, useRevalidator } from "@remix-run/react";
import { useCallback, useEffect, useRef } from "react";
import { Page } from "#components/page";
import { requireRole } from "#desk/access.server";
import type { NextDocument } from "#desk/next-document.server";
import { isLeft, placeKey, type ReviewCell, type ReviewTable } from "#domain/desk/review-cells";
import { formatCellLabel } from "#domain/form/cell-label";
import { CellForm } from "./cell-form";
import { changeReview, loadReview, type ReviewAnswer } from "./data.server";
import { OriginalPane } from "./original-pane";
import type { ReviewRead } from "./review-data";
import styles from "./review.module.css";
import { Changes, CorrectionForm, FindingForms, IdentityForm } from "./side-forms";
import { useFocusAfterAnswer } from "./use-focus-after-answer";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `核对 ${data?.read?.title ?? data?.name ?? ""} · 公开` },
];

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const actor = requireRole(context, "view");
  return json(await loadReview(params["id"] ?? "", new URL(request.url), actor));
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const actor = requireRole(context, "review");
  const answer = await changeReview(params["id"] ?? "", await request.formData(), actor);
  return json(answer, { status: answer.ok ? 200 : 400 });
}

export default function DeskReviewDocument() {
  const data = useLoaderData<typeof loader>();
  const { id, name, read, failure, token, mayChange, state, next, dataset } = data;
  const answer = useActionData<typeof action>();
  const isWaiting = state?.isSettled === false;
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(revalidate, LOOK_AGAIN);
    return () => clearTimeout(timer);
    // Each answer is another object: a look that is not over yet is not given up for the next one.
  }, [isWaiting, revalidate, data]);
  return (
    <Page
      title={read?.title ?? name}
      eyebrow={
        <>
          <Link to="/desk/review">核对</Link>
          {next === null ? null : (
            <>
              {"　"}
              <NextLink next={next} />
            </>
          )}
        </>
      }
      {...(dataset === "demo" ? { dataset } : {})}
      lead={`文件“${name}”${state === null ? "，已载入" : `，${state.name}`}${read?.report ? `，报告编号${read.report}` : ""}`}
    >
      <Answer key={id} answer={answer} next={next} isOfDesk={state !== null} />
      {isWaiting ? (
        <p role="status">
          正在按新的信息读取，读完后本页自动更新。
          {answer?.ok === false ? null : (
            <noscript>
              <meta httpEquiv="refresh" content="3" />
            </noscript>
          )}
        </p>
      ) : null}
      {failure === null ? null : <p className={styles.refusal}>没有读成：{failure}</p>}
      {read === null ? null : (
        <Review
          key={id}
          {...{ id, name, read, token, mayChange }}
          typed={answer?.typed ?? {}}
          stated={answer?.stated ?? {}}
        />
      )}
    </Page>
  );
}

interface AnswerProps {
  readonly answer: ReviewAnswer | undefined;
  readonly next: NextDocument | null;
  readonly isOfDesk: boolean;
}

/** What came of the last form, with where to go on; the keyboard goes on from there. */
function Answer({ answer, next, isOfDesk }: AnswerProps) {
  const own = useRef<HTMLDivElement>(null);
  useFocusAfterAnswer(answer, own);
  return (
    <div role={answer?.ok === false ? "alert" : "status"} ref={own} tabIndex={-1}>
      {answer === undefined ? null : (
        <p className={answer.ok ? styles.ok : styles.refusal}>
          {answer.sentence}
          {!answer.ok || !isOfDesk ? null : next === null ? (
            <>
              {" "}
              没有别的文件要核对了：<Link to="/desk/publish">去发布</Link>
            </>
          ) : (
            <>
              {" "}
              <NextLink next={next} />
            </>
          )}
        </p>
      )}
    </div>
  );
}

function NextLink({ next: { id, name, left } }: { readonly next: NextDocument }) {
  return (
    <Link to={`/desk/review/${id}`} title={name}>
      下一份（还有{left}份要核对）
    </Link>
  );
}

interface ReviewProps {
  readonly id: string;
  readonly name: string;
  readonly read: ReviewRead;
  readonly token: string;
  readonly mayChange: boolean;
  readonly typed: Readonly<Record<string, string>>;
  readonly stated: Readonly<Record<string, string>>;
}

function Review({ id, name, read, token, mayChange, typed, stated }: ReviewProps) {
  const { tables, view, identity, findings, isLoaded, changes, report, refusal, problems } = read;
  const { isUnread } = read;
  const isUntyped = isUnread && tables.every(({ left }) => left > 0);
  const isTypedWhole = report !== null && tables.some(({ isBlank, left }) => isBlank && left === 0);
  const pane = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const own = pane.current;
    own?.addEventListener("click", goToField);
    return () => own?.removeEventListener("click", goToField);
  }, []);
  const look = useCallback(({ where }: ReviewCell) => showPlace(pane.current, placeKey(where)), []);
  return (
    <div className={styles.review} ref={pane}>
      <OriginalPane id={id} name={name} view={view} />
      <div className={styles.forms}>
        {refusal === null || isTypedWhole ? null : (
          <p className={styles.refusal}>
            {report === null && tables.length > 0 && identity !== null
              ? "没有认定是哪个机关、哪一年的报告，还不能采用：请查找机关，在下面指定。"
              : `还不能采用：${refusal}`}
          </p>
        )}
        {isUnread ? <Unread isStated={report !== null} /> : null}
        {identity === null || !mayChange ? null : (
          <IdentityForm {...{ identity, token, stated, isUnread }} isOpen={report === null} />
        )}
        {report === null ? null : <ToDo tables={tables} mayChange={mayChange} />}
        {report === null && tables.length > 0 ? (
          <p>先指定机关和年度，才能录入单元格。</p>
        ) : (
          tables.map((table) => (
            <CellForm key={table.code} {...{ table, token, mayChange, typed }} onFocus={look} />
          ))
        )}
        {mayChange && report !== null ? <CorrectionForm tables={tables} token={token} /> : null}
        {report === null || isUntyped ? null : (
          <FindingForms {...{ findings, token, isLoaded, mayChange }} />
        )}
        <Problems problems={problems} />
        <Changes changes={changes} token={token} mayChange={mayChange} />
      </div>
    </div>
  );
}

/** What to do with a document of which nothing could be read. */
function Unread({ isStated }: { readonly isStated: boolean }) {
  return (
    <div className={styles.todoList}>
      <p>
        <strong>读取程序读不了这份文件，可以照原件录入：</strong>
      </p>
      <ol>
        <li>{isStated ? "机关、年度、数据范围已经指定。" : "在下面指定机关、年度和数据范围。"}</li>
        <li>
          {isStated ? "在下面的空表里" : "然后出现三张空表，"}
          对照左边的原件，印的是什么就录什么；录全一张表，这份报告就能采用。
        </li>
      </ol>
      <p>
        手里有能读的（docx、xlsx、带文字的PDF）更好：到<Link to="/desk">收件</Link>
        放入，这一份可以移除。
      </p>
    </div>
  );
}

/** Milliseconds between looks at whether a document has been read. */
const LOOK_AGAIN = 1_500;

/** Cells that are named first; the others stand in their tables. */
const MOST_NAMED = 8;

function ToDo({
  tables,
  mayChange,
}: {
  readonly tables: readonly ReviewTable[];
  readonly mayChange: boolean;
}) {
  // A table that is copied whole says for itself how much of it is left.
  const left = tables.flatMap(({ cells, isBlank }) => (isBlank ? [] : cells.filter(isLeft)));
  const isTyping = tables.some((table) => table.isBlank && table.left > 0);
  if (left.length === 0 && !isTyping)
    return tables.length === 0 ? null : <p className={styles.ok}>没有待核对的格。</p>;
  return (
    <div className={styles.todoList}>
      {left.length === 0 ? null : (
        <p>
          <strong>待核对{left.length}格</strong>
          {mayChange ? "（点一格就到那里）：" : "："}
        </p>
      )}
      <ul>
        {left.slice(0, MOST_NAMED).map(({ name, need }) => (
          <li key={name}>
            <a href={`#f-${name}`} onClick={() => focusId(`f-${name}`)}>
              {formatCellLabel(name)}
            </a>
            {need === "missing" ? "没有读出" : "有疑问"}
          </li>
        ))}
      </ul>
      {left.length > MOST_NAMED ? <p>还有{left.length - MOST_NAMED}格，见下表。</p> : null}
      {mayChange ? (
        <p className={styles.keys}>
          照原件写：<kbd>12</kbd> 数字；<kbd>/</kbd> 斜线；<kbd>空</kbd> 原件是空白
          {left.length === 0 ? null : (
            <>
              ；<kbd>=</kbd> 与读出的一致
            </>
          )}
          。<kbd>回车</kbd> 下一格，<kbd>Shift</kbd>+<kbd>回车</kbd> 上一格，
          <kbd>↑</kbd> <kbd>↓</kbd> 上下一行，<kbd>Ctrl</kbd>+<kbd>回车</kbd> 保存。没有写的格不动。
        </p>
      ) : null}
    </div>
  );
}

function Problems({ problems }: Pick<ReviewRead, "problems">) {
  if (problems.length === 0) return null;
  return (
    <details className={styles.side} id="problems">
      <summary>
        <strong>读取提示</strong> {problems.length}条
      </summary>
      <ul className={styles.list}>
        {problems.map(({ severity, message }) => (
          <li key={message}>
            <em>{severity === "error" ? "未采用" : "已采用，请留意"}</em> {message}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Brings a place of the original into view beside the field that has the focus. */
function showPlace(pane: HTMLElement | null, key: string | null): void {
  for (const marked of pane?.querySelectorAll("[data-current]") ?? [])
    marked.removeAttribute("data-current");
  const place = key === null ? null : document.getElementById(key);
  const paper = place?.closest<HTMLElement>(`.${styles.paper ?? "paper"}`);
  if (!place || !paper) return;
  place.setAttribute("data-current", "");
  const [from, to] = [paper.getBoundingClientRect(), place.getBoundingClientRect()];
  // Only the paper scrolls: the field stays where the eye is.
  paper.scrollTop += to.top - from.top - paper.clientHeight / 3;
  paper.scrollLeft += to.left - from.left - paper.clientWidth / 3;
}

/** Goes to the field of a place that was touched in the original. */
function goToField({ target }: MouseEvent): void {
  const place = target instanceof Element ? target.closest("[data-place]") : null;
  const key = place?.getAttribute("data-place");
  if (!key) return;
  const fields = document.querySelectorAll<HTMLInputElement>("input[data-review-field]");
  [...fields].find((field) => field.dataset["reviewField"] === key)?.focus();
}

function focusId(id: string): void {
  const field = document.getElementById(id);
  const folded = field?.closest("details");
  if (folded) folded.open = true;
  field?.focus();
}
