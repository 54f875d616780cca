import type { loadReview } from "./data.server";

type ReviewData = Awaited<ReturnType<typeof loadReview>>;
export type ReviewRead = NonNullable<ReviewData["read"]>;
export type ReviewView = ReviewRead["view"];
export type IdentityChoice = NonNullable<ReviewRead["identity"]>;
