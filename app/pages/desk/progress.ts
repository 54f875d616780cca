import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { requireRole } from "#desk/access.server";
import { loadList } from "./data.server";

/** The list of the page at the same search, for a page that waits for documents to be read. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const actor = requireRole(context, "view");
  return json(await loadList(new URL(request.url), actor));
}
