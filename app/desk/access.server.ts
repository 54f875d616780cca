import type { AppLoadContext } from "@remix-run/node";
import { z } from "zod";
import { type Actor, hasRole, type Role, ROLE_CODES, ROLES } from "#domain/desk/actor";

/** What the server says in the context of a request about who asks: somebody it knows, or why it lets nobody in. */
const accessSchema = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("open"),
    actor: z.object({
      name: z.string().min(1),
      role: z.enum(ROLE_CODES),
      divisions: z.union([z.literal("all"), z.array(z.string()).readonly()]),
    }),
  }),
  z.object({ state: z.literal("closed"), reason: z.string() }),
]);
export type DeskAccess = z.infer<typeof accessSchema>;

/**
 * Who asks, where he may do what a role may: the first line of every loader and action of the desk.
 * @param context holds a `DeskAccess` under `desk`; without one the desk is closed
 * @throws Response 403 in Chinese.
 */
export function requireRole({ desk }: AppLoadContext, needed: Role): Actor {
  const access = accessSchema.safeParse(desk).data;
  if (access?.state !== "open")
    throw refusal(access?.reason ?? "工作台没有开放。请从本系统的网址打开。");
  const { actor } = access;
  if (hasRole(actor, needed)) return actor;
  throw refusal(
    `“${actor.name}”的权限是${ROLES[actor.role].name}，这里需要${ROLES[needed].name}的权限。请与系统维护人员联系。`,
  );
}

function refusal(reason: string): Response {
  return new Response(reason, { status: 403 });
}
