import { useNavigation } from "@remix-run/react";
import { type RefObject, useEffect, useRef } from "react";
import type { ReviewAnswer } from "./data.server";

/** What a person asks for cell by cell or for the whole document: then he goes on with what is left. */
const GOES_ON: ReadonlySet<string> = new Set(["enter", "identity"]);

/**
 * Brings the keyboard to where the work goes on once a form is answered and the page shows it: to the first cell that is
 * left, else to the way to the next document; after other forms to what is said of them. The button or field that it was
 * at is often gone by then.
 */
export function useFocusAfterAnswer(
  answer: ReviewAnswer | undefined,
  said: RefObject<HTMLElement>,
): void {
  const { state } = useNavigation();
  const seen = useRef<ReviewAnswer>();
  useEffect(() => {
    if (answer === undefined || state !== "idle" || seen.current === answer) return;
    seen.current = answer;
    // What could not be saved is put right where it was typed.
    if (!answer.ok && document.activeElement !== document.body) return;
    const left =
      answer.ok && GOES_ON.has(answer.action)
        ? (document.querySelector<HTMLElement>("details[open] > form input[data-left]") ??
          said.current?.querySelector<HTMLElement>("a"))
        : null;
    (left ?? said.current)?.focus();
  }, [answer, state, said]);
}
