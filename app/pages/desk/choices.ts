import { DESK_STATES } from "#domain/desk/desk-state";

/** Which documents of the desk a list shows: what the address calls it, and what people do. */
export const DESK_CHOICES = { all: "全部", ...DESK_STATES } as const;
export type DeskChoice = keyof typeof DESK_CHOICES;
