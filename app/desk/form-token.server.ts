import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Actor } from "#domain/desk/actor";

/** Known to this process alone: a form that an earlier one sent must be opened again. */
const SECRET = randomBytes(32);

/** What the forms of the desk carry under `token`, so that no other site's form, nor another person's, can be sent in their place. */
export function formToken({ name }: Pick<Actor, "name">): string {
  return createHmac("sha256", SECRET).update(name).digest("base64url");
}

/** Whether a token is that of the forms of whoever sends it. */
export function isFormToken(given: string, actor: Pick<Actor, "name">): boolean {
  const [own, other] = [Buffer.from(formToken(actor)), Buffer.from(given)];
  return own.length === other.length && timingSafeEqual(own, other);
}
