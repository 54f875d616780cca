import styles from "./review.module.css";
import type { ReviewView } from "./review-data";

interface OriginalPaneProps {
  readonly id: string;
  readonly name: string;
  readonly view: ReviewView;
}

/** The document as it was received: its pages as pictures, or its text and tables, never its own markup. */
export function OriginalPane({ id, name, view }: OriginalPaneProps) {
  return (
    <section className={styles.original} aria-labelledby="original">
      <h2 id="original">
        原件{" "}
        <a href={`/desk/review/${encodeURIComponent(id)}/original`} className={styles.open}>
          保存到本机打开
        </a>
      </h2>
      <div className={styles.paper} tabIndex={0} role="region" aria-label={`原件：${name}`}>
        {view.kind === "pages" ? (
          <Pages id={id} view={view} />
        ) : view.kind === "picture" ? (
          <Picture id={id} />
        ) : (
          <Blocks view={view} />
        )}
      </div>
    </section>
  );
}

function Pages({
  id,
  view,
}: {
  readonly id: string;
  readonly view: Extract<ReviewView, { readonly kind: "pages" }>;
}) {
  return view.pages.map(({ page, ratio, boxes, lines }) => (
    <figure key={page} className={styles.page} style={{ aspectRatio: String(ratio) }}>
      <div className={styles.drawing}>
        <p>
          <span className={styles.wait}>
            第{page}页的图片正在绘制；图片没有出来之前，先看读出的文字。
          </span>
          <span className={styles.failed}>
            第{page}页的图片画不出来，请看读出的文字，或点“保存到本机打开”。
          </span>
        </p>
        {lines.map((line, index) => (
          <p key={index}>{line}</p>
        ))}
      </div>
      <img
        src={`/desk/review/${encodeURIComponent(id)}/picture?page=${page}`}
        alt={`原件第${page}页`}
        loading="lazy"
        ref={markBroken}
        onError={({ currentTarget }) => currentTarget.setAttribute("data-failed", "")}
      />
      {boxes.map(({ key, marked, left, top, width, height }, index) => (
        <span
          key={index}
          id={key ?? undefined}
          data-place={key ?? undefined}
          className={marked ? styles.box : styles.place}
          style={{ left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` }}
        />
      ))}
    </figure>
  ));
}

/** A document that is itself a picture. */
function Picture({ id }: { readonly id: string }) {
  return (
    <figure className={styles.whole}>
      <img
        src={`/desk/review/${encodeURIComponent(id)}/picture`}
        alt="原件的图片"
        ref={markBroken}
        onError={({ currentTarget }) => currentTarget.setAttribute("data-failed", "")}
      />
      <p className={styles.failed}>图片显示不出来，请点“保存到本机打开”。</p>
    </figure>
  );
}

/** A picture may have failed before the page came to life. */
function markBroken(image: HTMLImageElement | null): void {
  if (image?.complete && image.naturalWidth === 0) image.setAttribute("data-failed", "");
}

function Blocks({ view }: { readonly view: Extract<ReviewView, { readonly kind: "blocks" }> }) {
  return (
    <>
      {view.blocks.map((block, index) =>
        block.kind === "text" ? (
          <p
            key={index}
            id={block.key ?? undefined}
            data-place={block.key ?? undefined}
            className={block.marked ? styles.marked : undefined}
          >
            {block.text}
          </p>
        ) : (
          <table key={index} className={styles.grid}>
            <tbody>
              {block.rows.map((cells, row) => (
                <tr key={row}>
                  {cells.map(({ text, key, rowSpan, columnSpan, marked }, column) => (
                    <td
                      key={column}
                      id={key ?? undefined}
                      data-place={key ?? undefined}
                      rowSpan={rowSpan}
                      colSpan={columnSpan}
                      className={marked ? styles.marked : undefined}
                    >
                      {text}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ),
      )}
      {view.blocks.length === 0 ? (
        <p>这份文件读不出内容，这里没有可以显示的；请点“保存到本机打开”，对照着录入。</p>
      ) : null}
      {view.isCut ? <p>后面还有内容，没有显示。</p> : null}
    </>
  );
}
