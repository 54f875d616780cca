import { useEffect, useState } from "react";
import type { DeskList } from "./data.server";

/** Milliseconds between two looks. */
const PAUSE = 1_000;

/**
 * The list of documents as it stands now: the one that came with the page, then, while something waits, what the
 * server says every second.
 */
export function useProgress(loaded: DeskList, search: string): DeskList {
  const [seen, setSeen] = useState<{ readonly of: DeskList; readonly list: DeskList } | null>(null);
  const list = seen?.of === loaded ? seen.list : loaded;
  const waits = list.waiting > 0;
  useEffect(() => {
    if (!waits) return;
    const over = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async (): Promise<void> => {
      try {
        const response = await fetch(`/desk/progress${search}`, { signal: over.signal });
        if (response.ok) {
          // What the server writes there is what the page was loaded with.
          const now: DeskList = await response.json();
          setSeen({ of: loaded, list: now });
        }
      } catch {
        // The server may be starting again; the next look will tell.
      }
      if (!over.signal.aborted) timer = setTimeout(() => void look(), PAUSE);
    };
    timer = setTimeout(() => void look(), PAUSE);
    return () => {
      over.abort();
      clearTimeout(timer);
    };
  }, [waits, search, loaded]);
  return list;
}
