import type { Answer, Question } from "../answers/answer";

/** What the server sends to a process that renders. */
export type ToProcess =
  | { readonly id: number; readonly question: Question }
  /** Nobody waits for it any more. */
  | { readonly cancelled: number };

/** What a process that renders sends back: first that it is ready, then an answer to each question. */
export type FromProcess =
  | { readonly ready: true }
  | {
      readonly id: number;
      readonly outcome: Answer | { readonly failure: string };
      /** What the process takes, in bytes. */
      readonly memory: number;
    };
