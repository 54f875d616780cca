import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import {
  Form,
  Link,
  useActionData,
  useLoaderData,
  useLocation,
  useNavigate,
  useRevalidator,
} from "@remix-run/react";
import { useCallback } from "react";
import { Page, Section } from "#components/page";
import { TablePageLinks } from "#components/table-page-links";
import { requireRole } from "#desk/access.server";
import { DESK_STATE_CODES, DESK_STATES } from "#domain/desk/desk-state";
import { keysOf } from "#domain/records";
import { type DeskChoice, DESK_CHOICES } from "./choices";
import { changeDesk, loadDesk, receiveFiles } from "./data.server";
import controls from "../../components/controls.module.css";
import styles from "./desk.module.css";
import { DocumentList } from "./document-list";
import { PrepareButton } from "../publish/prepare-button";
import { UploadForm } from "./upload-form";
import { useProgress } from "./use-progress";

export const meta: MetaFunction = () => [{ title: "收件 · 公开" }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = requireRole(context, "view");
  return json(await loadDesk(new URL(request.url), actor));
}

export async function action({ context, request }: ActionFunctionArgs) {
  const actor = requireRole(context, "review");
  const type = request.headers.get("Content-Type") ?? "";
  if (type.startsWith("multipart/form-data")) {
    const received = await receiveFiles(request, actor);
    if (received.state === "refused") return json({ problem: received.reason }, { status: 400 });
    const { batch, known } = received;
    const search = new URLSearchParams({
      ...(batch === "" ? {} : { batch }),
      ...(known === 0 ? {} : { known: String(known) }),
    });
    return redirect(`/desk?${search.toString()}`, 303);
  }
  const problem = await changeDesk(await request.formData(), actor);
  if (problem !== null) return json({ problem }, { status: 400 });
  const { search } = new URL(request.url);
  return redirect(`/desk${search}`, 303);
}

export default function Desk() {
  const loaded = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const problem = useActionData<typeof action>()?.problem;
  const list = useProgress(loaded, search);
  const { token, nextBatch, limits, total, known, choice, batch } = loaded;
  const { revalidate } = useRevalidator();
  const navigate = useNavigate();
  const showBatch = useCallback(
    (sent: string) => {
      const own = `?batch=${sent}`;
      if (search === own) revalidate();
      else navigate(`/desk${own}`, { preventScrollReset: true });
    },
    [search, navigate, revalidate],
  );
  return (
    <Page
      title="收件"
      lead="放进来的文件逐份读取：认出是哪个机关、哪一年的报告，哪些数字读出、哪些有疑问、哪些未采用。核对、发布之前，网页上的数据不变。"
    >
      <UploadForm token={token} batch={nextBatch} limits={limits} onSent={showBatch} />
      <div role="status">
        {problem === undefined ? null : <p className={styles.problem}>{problem}</p>}
        {known > 0 ? <p>有{known}份与已经收到的同名、内容也完全相同，没有重复收。</p> : null}
      </div>
      <Leaving {...loaded.leaving} />
      {total === 0 ? (
        <FirstSteps />
      ) : (
        <Section title="收到的文件" id="documents">
          <Progress list={list} token={token} cancelled={list.counts.cancelled} />
          {list.waiting === 0 && list.counts.all > 0 ? (
            <NextSteps list={list} token={token} mayPublish={loaded.mayPublish} />
          ) : null}
          <Choices counts={list.counts} choice={choice} batch={batch} />
          {loaded.batches.length > 1 ? (
            <Form method="get" action="/desk" className={styles.batch}>
              <label>
                哪一批{" "}
                <select name="batch" defaultValue={batch} key={batch}>
                  <option value="">全部批次</option>
                  {loaded.batches.map((option) => (
                    <option key={option.batch} value={option.batch}>
                      {option.words}
                    </option>
                  ))}
                </select>
              </label>
              <button type="submit" className={controls.plain}>
                查看
              </button>
            </Form>
          ) : null}
          <DocumentList rows={list.rows} token={token} />
          <TablePageLinks {...list.page} />
        </Section>
      )}
    </Page>
  );
}

type LeavingProps = ReturnType<typeof useLoaderData<typeof loader>>["leaving"];

/** The reports that the next version leaves out, since their documents were taken off the desk. */
function Leaving({ total, reports }: LeavingProps) {
  if (total === 0) return null;
  return (
    <div className={styles.leaving}>
      <p>有{total}份报告的文件已经移除，读者此刻还看得到；下次发布时撤下，另有文件的换成那一份：</p>
      <ul>
        {reports.map(({ to, title }) => (
          <li key={to}>
            <Link to={to}>{title}</Link>
          </li>
        ))}
      </ul>
      <p>
        {total > reports.length ? `只列出前${reports.length}份。` : ""}
        移错了的，把文件重新放入就行。
      </p>
    </div>
  );
}

interface ProgressProps {
  readonly list: ReturnType<typeof useProgress>;
  readonly token: string;
  readonly cancelled: number;
}

/** How many of what came are read, with the way to stop or to go on; refreshed by itself without JavaScript too. */
function Progress({ list, token, cancelled }: ProgressProps) {
  const { waiting, ofWaiting, isReading, counts } = list;
  const done = ofWaiting - waiting;
  return (
    <div className={styles.progress}>
      {waiting > 0 ? (
        <>
          <label>
            <span>
              已读{done}份，共{ofWaiting}份{isReading ? "" : "（正在准备读取）"}
            </span>
            <progress max={ofWaiting} value={done} />
          </label>
          <Change intent="cancel" token={token} words="取消读取" />
          <noscript>
            <meta httpEquiv="refresh" content="3" />
            <p>本页每3秒自动更新。</p>
          </noscript>
        </>
      ) : cancelled > 0 ? (
        <>
          <span>有{cancelled}份取消了读取。</span>
          <Change intent="resume" token={token} words="继续读取" />
        </>
      ) : null}
      <span role="status">
        {waiting === 0 && cancelled === 0 && counts.all > 0 ? formatOutcome(counts) : ""}
      </span>
    </div>
  );
}

interface NextStepsProps {
  readonly list: ReturnType<typeof useProgress>;
  readonly token: string;
  readonly mayPublish: boolean;
}

/** What to do once all is read: look at what needs it, then have the next version prepared. */
function NextSteps({ list, token, mayPublish }: NextStepsProps) {
  const { counts, leftElsewhere } = list;
  const doubted = counts.refused + counts.doubtful;
  return (
    <div className={styles.next}>
      {doubted === 0 ? null : (
        <p>
          有{doubted}份{DESK_STATES.refused}或{DESK_STATES.doubtful}：
          <Link to="/desk/review">逐份核对</Link>；也可以先发布，以后再补：{DESK_STATES.refused}
          的不会发布，没有读出的格不计入合计。
        </p>
      )}
      {leftElsewhere === 0 ? null : (
        <p>
          以前各批次里还有{leftElsewhere}份{DESK_STATES.refused}或{DESK_STATES.doubtful}：
          <Link to="/desk">查看全部批次</Link>
        </p>
      )}
      {mayPublish ? (
        <>
          <PrepareButton token={token} mayPublish words="准备发布" />
          <p>列出发布会改变什么；逐项看过、确认以前，读者看到的不变。</p>
        </>
      ) : (
        <p>
          发布由有发布权限的人在<Link to="/desk/publish">发布</Link>页做。
        </p>
      )}
    </div>
  );
}

/** 24份都已读完：未采用3份，有疑问19份，另有为准1份，读取无误1份。 */
function formatOutcome(counts: ReturnType<typeof useProgress>["counts"]): string {
  const parts = DESK_STATE_CODES.flatMap((state) =>
    counts[state] > 0 ? [`${DESK_STATES[state]}${counts[state]}份`] : [],
  );
  return `${counts.all}份都已读完：${parts.join("，")}。`;
}

interface ChangeProps {
  readonly intent: "cancel" | "resume";
  readonly token: string;
  readonly words: string;
}

function Change({ intent, token, words }: ChangeProps) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="token" value={token} />
      <button type="submit" name="intent" value={intent} className={controls.plain}>
        {words}
      </button>
    </Form>
  );
}

interface ChoicesProps {
  readonly counts: ReturnType<typeof useProgress>["counts"];
  readonly choice: DeskChoice;
  readonly batch: string;
}

/** The ways to the documents of one state; those without any are left out. */
function Choices({ counts, choice, batch }: ChoicesProps) {
  return (
    <nav aria-label="按读取结果筛选" className={styles.choices}>
      <ul>
        {keysOf(DESK_CHOICES).map((code) => {
          const count = counts[code];
          if (count === 0 && code !== "all" && code !== choice) return null;
          const search = new URLSearchParams({
            ...(batch === "" ? {} : { batch }),
            ...(code === "all" ? {} : { show: code }),
          }).toString();
          return (
            <li key={code}>
              <Link
                to={`/desk${search === "" ? "" : `?${search}`}`}
                aria-current={code === choice ? "true" : undefined}
                preventScrollReset
              >
                {DESK_CHOICES[code]} {count}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** What a desk without documents teaches. */
function FirstSteps() {
  return (
    <Section title="还没有收到文件" id="documents">
      <ol className={styles.steps}>
        <li>
          <strong>收件</strong>
          ：把收集到的年度报告整个文件夹拖进来，格式可以混着，也可以是ZIP。每份报告认出机关和年度，读不出的说明原因。
        </li>
        <li>
          <strong>核对</strong>：有疑问的逐份对照原件：确认、录入或更正，原来印的数字始终保留。
        </li>
        <li>
          <strong>发布</strong>：先看会改变什么，再发布成新一版数据；随时可以恢复旧版。
        </li>
      </ol>
      <p>
        只想在公布之前检查一份草稿，用<Link to="/desk/draft">试核</Link>，文件不会留下。
      </p>
    </Section>
  );
}
