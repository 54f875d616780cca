import { type RefObject, useState, useSyncExternalStore } from "react";
import styles from "./chart.module.css";

interface ChartToolsProps {
  readonly figure: RefObject<HTMLElement>;
  /** Address of the chart as PNG, with its caption; no copying when left out. */
  readonly picture: string | undefined;
  /** Id of the table with the same figures. */
  readonly tableId: string | undefined;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
}

/** Nothing to listen to: a page is in a browser or it is not. */
const neverChanges = () => () => undefined;

/** What a browser can do with a chart beyond its links: shown once it is known to be able to. */
export function ChartTools({ figure, picture, tableId, isTable, onTable }: ChartToolsProps) {
  const isBrowser = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  const [copied, setCopied] = useState<"no" | "yes" | "failed">("no");
  if (!isBrowser) return null;

  async function copy(address: string): Promise<void> {
    try {
      const fetched = fetch(address).then((response) => {
        if (!response.ok) throw new Error(String(response.status));
        return response.blob();
      });
      await navigator.clipboard.write([new ClipboardItem({ "image/png": fetched })]);
      setCopied("yes");
    } catch {
      setCopied("failed");
    }
  }

  const fill = (): void => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void figure.current?.requestFullscreen();
  };
  return (
    <>
      {tableId !== undefined ? (
        <button type="button" aria-pressed={isTable} onClick={() => onTable(!isTable)}>
          {isTable ? "看图" : "看表"}
        </button>
      ) : null}
      {document.fullscreenEnabled ? (
        <button type="button" onClick={fill}>
          全屏
        </button>
      ) : null}
      {"clipboard" in navigator && "ClipboardItem" in window && picture !== undefined ? (
        <button type="button" onClick={() => void copy(picture)}>
          复制图片
        </button>
      ) : null}
      <span role="status">
        {copied === "yes" ? "已复制" : copied === "failed" ? "没有复制成功，请下载PNG" : ""}
      </span>
    </>
  );
}

/** A copy of the table with an id in the place of the picture: the same figures where the eye is. */
export function TableCopy({ tableId }: { readonly tableId: string }) {
  return (
    <div
      className={styles.copy}
      tabIndex={0}
      role="region"
      aria-label="图中数字的表格"
      ref={(place) => {
        const table = document.getElementById(tableId)?.cloneNode(true);
        if (!place || !(table instanceof HTMLElement)) return;
        for (const element of [table, ...table.querySelectorAll("[id]")]) {
          element.removeAttribute("id");
        }
        place.replaceChildren(table);
      }}
    />
  );
}
