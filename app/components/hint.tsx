import { useEffect } from "react";
import styles from "./hint.module.css";

interface HintProps {
  /** What is explained: 95%区间. */
  readonly term: string;
  /** What it means, in two plain lines. */
  readonly children: string;
}

/** ⓘ beside a term, which opens what it means by touch, by key and without JavaScript. */
export function Hint({ term, children }: HintProps) {
  return (
    <details className={styles.hint} data-hint name="hint">
      <summary aria-label={`“${term}”是什么意思`} title={children}>
        <span aria-hidden>i</span>
      </summary>
      <span role="note" className={styles.text}>
        {children}
      </span>
    </details>
  );
}

/** Closes an open hint on Escape and on a click elsewhere; for the frame of the site. */
export function useHintKeys(): void {
  useEffect(() => {
    const opened = () => document.querySelectorAll<HTMLDetailsElement>("[data-hint][open]");
    const onClick = ({ target }: MouseEvent): void => {
      for (const hint of opened())
        if (!(target instanceof Node && hint.contains(target))) hint.open = false;
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      for (const hint of opened()) {
        hint.open = false;
        hint.querySelector("summary")?.focus();
      }
    };
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKey);
    document.addEventListener("toggle", placeHint, true);
    return () => {
      document.removeEventListener("click", onClick);
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("toggle", placeHint, true);
    };
  }, []);
}

/** Least distance of an explanation from the edges of the window, in pixels. */
const EDGE = 16;

/** Puts an explanation that has just been opened under its term, or above it where there is no room below. */
function placeHint({ target }: Event): void {
  if (!(target instanceof HTMLDetailsElement) || !target.open || !("hint" in target.dataset))
    return;
  const text = target.querySelector<HTMLElement>("[role=note]");
  if (!text || window.matchMedia("(max-width: 600px)").matches) return;
  const term = target.getBoundingClientRect();
  const { width, height } = text.getBoundingClientRect();
  const rightmost = document.documentElement.clientWidth - width - EDGE;
  const isRoomBelow = term.bottom + height + EDGE < window.innerHeight;
  text.style.right = "auto";
  text.style.left = `${String(Math.max(EDGE, Math.min(term.left, rightmost)))}px`;
  text.style.top = `${String(isRoomBelow ? term.bottom : term.top - height - EDGE)}px`;
}
