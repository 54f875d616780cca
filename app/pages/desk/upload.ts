import { json, type ActionFunctionArgs } from "@remix-run/node";
import { requireRole } from "#desk/access.server";
import { receiveFiles } from "./data.server";

/** Takes some of the files of a batch from a page with JavaScript, and says what became of them. */
export async function action({ context, request }: ActionFunctionArgs) {
  const actor = requireRole(context, "review");
  const received = await receiveFiles(request, actor);
  return json(received, { status: received.state === "refused" ? 400 : 200 });
}
