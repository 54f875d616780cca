import { useEffect, useRef, type RefObject } from "react";

/**
 * Shows the words of a mark (its `<title>`) at once on hover and keyboard focus. Without JavaScript
 * the browser's own slow tooltip shows the same words.
 */
export function useChartTip(frame: RefObject<HTMLElement>): RefObject<HTMLDivElement> {
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
      place(box, mark.getBoundingClientRect(), around.getBoundingClientRect());
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
function place(box: HTMLElement, mark: DOMRect, around: DOMRect): void {
  const middle = mark.left + mark.width / 2 - around.left - box.offsetWidth / 2;
  const left = Math.max(0, Math.min(middle, around.width - box.offsetWidth));
  const above = mark.top - around.top - box.offsetHeight - 8;
  box.style.left = `${String(Math.round(left))}px`;
  box.style.top = `${String(Math.round(above >= 0 ? above : mark.bottom - around.top + 8))}px`;
}
