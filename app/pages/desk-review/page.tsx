import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Page, Section } from "#components/page";
import { requireRole } from "#desk/access.server";
import { loadReviewList, type ReviewItem } from "./data.server";
import styles from "./desk-review.module.css";

export const meta: MetaFunction = () => [{ title: "核对 · 公开" }];

export async function loader({ context }: LoaderFunctionArgs) {
  return json(await loadReviewList(requireRole(context, "view")));
}

export default function DeskReview() {
  const { refused, doubtful, loaded, waiting, total } = useLoaderData<typeof loader>();
  const isEmpty = refused.total + doubtful.total + loaded.length === 0;
  return (
    <Page
      title="核对"
      lead="原件和读出的表格并排，把没读出、认不准的格照原件补上；每一次录入都留下何人、何时、为何，可以撤销，发布后才生效。"
    >
      {waiting > 0 ? (
        <p role="status">
          有{waiting}份正在读取，读完后列在这里：<Link to="/desk?show=waiting">看进度</Link>或
          <Link to="/desk/review">刷新</Link>。
        </p>
      ) : null}
      {isEmpty && waiting === 0 ? <Empty total={total} /> : null}
      <Items
        id="refused"
        title="还不能采用的文件"
        lead="认不出是谁的报告，或者三张表都没有读全。指定机关、年度，或照原件补齐后就能采用。"
        items={refused.items}
        total={refused.total}
        all="/desk?show=refused"
      />
      <Items
        id="doubtful"
        title="读出来了，有疑问的文件"
        lead="没有读出的格不计入合计；提醒处已按读到的采用，请看一眼原件。"
        items={doubtful.items}
        total={doubtful.total}
        all="/desk?show=doubtful"
      />
      <Items
        id="loaded"
        title="已经载入、还有疑问的报告"
        lead="疑问最多的在前。可以照原件录入、更正印错的数字，或接受核查发现。"
        items={loaded}
      />
    </Page>
  );
}

function Empty({ total }: { readonly total: number }) {
  return total === 0 ? (
    <p>
      这里还没有文件。请先在<Link to="/desk">收件</Link>放入年度报告；没读出或有疑问的会列在这里。
    </p>
  ) : (
    <p>
      收到的{total}份文件都没有疑问，不用核对，可以<Link to="/desk/publish">发布</Link>。
    </p>
  );
}

interface ItemsProps {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly items: readonly ReviewItem[];
  /** How many there are, where not all are listed, and the address of them all. */
  readonly total?: number;
  readonly all?: string;
}

function Items({ id, title, lead, items, total = items.length, all = "" }: ItemsProps) {
  if (items.length === 0) return null;
  return (
    <Section id={id} title={`${title}（${total}份）`} lead={lead}>
      <ul className={styles.items}>
        {items.map(({ id: item, title: name, file, marks, counts, why, settled }) => (
          <li key={item}>
            <p className={styles.title}>
              <Link to={`/desk/review/${encodeURIComponent(item)}`}>{name}</Link>
              {marks.map((words) => (
                <span key={words} className={styles.mark}>
                  {words}
                </span>
              ))}
              {counts.map((words) => (
                <span key={words} className={styles.count}>
                  {words}
                </span>
              ))}
              {settled === 0 ? null : (
                <span className={styles.settled}>已录入或更正{settled}格</span>
              )}
            </p>
            {file === null ? null : <p className={styles.why}>文件“{file}”</p>}
            {why === "" ? null : <p className={styles.why}>{why}</p>}
          </li>
        ))}
      </ul>
      {total > items.length ? (
        <p>
          先列最要紧的{items.length}份，处理完的不再列出；全部{total}份见<Link to={all}>收件</Link>
          。
        </p>
      ) : null}
    </Section>
  );
}
