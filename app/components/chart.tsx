import { type RefObject, useEffect, useId, useRef, useState } from "react";
import { CHART_ATTRIBUTE } from "#charts/embedded-drawings";
import { type ChartCaption, type Drawing, footLinesOf } from "#charts/page-chart";
import { ChartTools, TableCopy } from "./chart-tools";
import { Folded } from "./folded";
import styles from "./chart.module.css";

interface ChartProps extends ChartCaption {
  /** Its name among the charts of the page. */
  readonly id: string;
  readonly drawing: Drawing;
  readonly dataVersion: string;
  /** Addresses of its files by their ending (csv, png), in the order of the links. */
  readonly downloads?: Readonly<Record<string, string>>;
  /** Id of the table with the same figures. */
  readonly tableId?: string;
  /** Accessible name of the picture; the title when left out. */
  readonly label?: string;
}

/**
 * A chart with what it takes to quote it: finding, definition, source, n, what is missing, data
 * version, files. A picture with links is a group of links; any other is one image with a name.
 */
export function Chart(props: ChartProps) {
  const { drawing, title, subtitle, downloads = {}, tableId, label = title } = props;
  const titleId = useId();
  const figure = useRef<HTMLElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const tip = useChartTip(frame);
  const [isTable, setTable] = useState(false);
  const linked = drawing.wide.includes("<a ");
  const pictures = (
    <>
      <Picture svg={drawing.wide} className={styles.wide} hidden={!linked} />
      <Picture svg={drawing.narrow} className={styles.narrow} hidden={!linked} />
    </>
  );
  return (
    <figure
      ref={figure}
      className={styles.chart}
      aria-labelledby={titleId}
      {...{ [CHART_ATTRIBUTE]: props.id }}
    >
      <figcaption>
        <p id={titleId} className={styles.title}>
          {title}
        </p>
        {subtitle ? <p className={styles.subtitle}>{subtitle}</p> : null}
        {tableId ? (
          <a className={styles.skip} href={`#${tableId}`}>
            跳过图形，看同样数字的表格
          </a>
        ) : null}
      </figcaption>
      {isTable && tableId ? <TableCopy tableId={tableId} /> : null}
      <div ref={frame} className={styles.frame} hidden={isTable}>
        {linked ? (
          <div role="group" aria-label={label}>
            {pictures}
          </div>
        ) : (
          <div role="img" aria-label={label}>
            {pictures}
          </div>
        )}
        <div ref={tip} className={styles.tip} aria-hidden="true" hidden />
      </div>
      <footer className={styles.foot}>
        <FootLines lines={footLinesOf(props, props.dataVersion)} />
        <p className={styles.files}>
          {tableId ? <a href={`#${tableId}`}>数据表</a> : null}
          {Object.entries(downloads).map(([ending, href]) => (
            <a
              key={ending}
              href={href}
              download
              aria-label={`下载${ending.toUpperCase()}：${title}`}
            >
              {ending.toUpperCase()}
            </a>
          ))}
          <ChartTools
            figure={figure}
            picture={downloads["png"]}
            tableId={tableId}
            isTable={isTable}
            onTable={setTable}
          />
        </p>
      </footer>
    </figure>
  );
}

/** More notes than these stand folded, in print open. */
const NOTES_SHOWN = 2;

/** Where the figures are from, then the notes. */
function FootLines({ lines: [source, ...notes] }: { readonly lines: readonly string[] }) {
  const all = notes.map((note) => <p key={note}>{note}</p>);
  return (
    <>
      <p>{source}</p>
      {notes.length > NOTES_SHOWN ? (
        <Folded summary={`说明（${notes.length}条）`}>{all}</Folded>
      ) : (
        all
      )}
    </>
  );
}

function Picture({
  svg,
  className,
  hidden,
}: {
  readonly svg: string;
  readonly className: string | undefined;
  readonly hidden: boolean;
}) {
  return (
    <div
      className={className}
      data-picture
      aria-hidden={hidden || undefined}
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  );
}

/**
 * Shows the words of a mark (its `<title>`) at once on hover and keyboard focus. Without JavaScript
 * the browser's own slow tooltip shows the same words.
 */
function useChartTip(frame: RefObject<HTMLElement>): RefObject<HTMLDivElement> {
  const tip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const around = frame.current;
    const box = tip.current;
    if (!around || !box) return;
    let shown: { readonly title: Element; readonly words: string } | null = null;

    const hide = (): void => {
      if (shown) shown.title.textContent = shown.words;
      shown = null;
      box.hidden = true;
    };
    const show = (event: Event): void => {
      const mark = event.target instanceof Element ? event.target : null;
      const title =
        mark?.querySelector("title") ?? mark?.closest("a")?.querySelector("title") ?? null;
      if (title && title === shown?.title) return;
      hide();
      if (!mark || !title?.textContent || mark.localName === "svg" || mark.localName === "g")
        return;
      shown = { title, words: title.textContent };
      box.textContent = shown.words;
      // Emptied while our own is shown, else the browser shows the words a second time.
      if (event.type === "pointerover") title.textContent = "";
      box.hidden = false;
      positionTip(box, mark.getBoundingClientRect(), around.getBoundingClientRect());
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape") hide();
    };

    around.addEventListener("pointerover", show);
    around.addEventListener("focusin", show);
    around.addEventListener("pointerleave", hide);
    around.addEventListener("focusout", hide);
    around.addEventListener("keydown", onKey);
    return () => {
      hide();
      around.removeEventListener("pointerover", show);
      around.removeEventListener("focusin", show);
      around.removeEventListener("pointerleave", hide);
      around.removeEventListener("focusout", hide);
      around.removeEventListener("keydown", onKey);
    };
  }, [frame]);
  return tip;
}

/** Above the mark where there is room, else below, and never outside the frame. */
function positionTip(box: HTMLElement, mark: DOMRect, around: DOMRect): void {
  const middle = mark.left + mark.width / 2 - around.left - box.offsetWidth / 2;
  const left = Math.max(0, Math.min(middle, around.width - box.offsetWidth));
  const above = mark.top - around.top - box.offsetHeight - 8;
  box.style.left = `${String(Math.round(left))}px`;
  box.style.top = `${String(Math.round(above >= 0 ? above : mark.bottom - around.top + 8))}px`;
}
