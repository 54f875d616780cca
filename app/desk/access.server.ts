import type { AppLoadContext } from "@remix-run/node";

/**
 * Lets the desk be used by whoever sits at the computer that serves it, and by nobody else: the server says in the
 * context of a request whether it came from there.
 * @throws Response 403 in Chinese.
 */
export function requireDesk({ isFromHere }: AppLoadContext): void {
  if (isFromHere === true) return;
  throw new Response("工作台只在运行本系统的计算机上开放。请在那台计算机上打开。", { status: 403 });
}
