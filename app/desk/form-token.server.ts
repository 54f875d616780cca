import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Known to this process alone: a form that an earlier one sent must be opened again. */
const SECRET = randomBytes(32);

/** What the forms of the desk carry, so that no other site's form can be sent in their place. */
export function formToken(): string {
  return createHmac("sha256", SECRET).update("desk").digest("base64url");
}

/** Whether a token is that of the forms. */
export function isFormToken(given: string): boolean {
  const [own, other] = [Buffer.from(formToken()), Buffer.from(given)];
  return own.length === other.length && timingSafeEqual(own, other);
}
