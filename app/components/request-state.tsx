import { useSyncExternalStore } from "react";
import { isAnyRequestHeld, listenToHeldRequests, retryHeldRequests } from "#request/held-requests";
import styles from "./request-state.module.css";
import { useLoading } from "./use-loading";

const SENTENCES = {
  page: "正在打开页面…",
  figures: "正在更新数字…",
  rows: "正在更新表格…",
} as const;

/** Tries again; the button goes, so what it stood above takes the focus. */
function retryFromContent(): void {
  document.querySelector<HTMLElement>("#content")?.focus({ preventScroll: true });
  retryHeldRequests();
}

/** Says that figures are on their way, or that they could not be fetched and how to try again. */
export function RequestState() {
  const loading = useLoading();
  const isHeld = useSyncExternalStore(listenToHeldRequests, isAnyRequestHeld, () => false);
  if (isHeld)
    return (
      <div role="alert" className={styles.failed}>
        没有取到新的数据，页面上仍是原来的内容。
        <button type="button" onClick={retryFromContent}>
          重试
        </button>
      </div>
    );
  return (
    <div role="status" className={loading === null ? styles.idle : styles.loading}>
      {loading === null ? "" : SENTENCES[loading]}
    </div>
  );
}
