import type { LoaderFunctionArgs } from "@remix-run/node";
import { download } from "#export/download";
import { BRIEFING_FORMATS, isBriefingFormat } from "#briefing/formats";
import { loadBriefing } from "./data.server";
import { runQueued } from "./queue";

export async function loader({ request }: LoaderFunctionArgs) {
  const parameters = new URL(request.url).searchParams;
  const format = parameters.get("format") ?? "docx";
  if (!isBriefingFormat(format)) {
    const known = Object.keys(BRIEFING_FORMATS).join("、");
    throw new Response(`没有这种文件格式：${format.slice(0, 40)}。可选${known}。`, { status: 400 });
  }
  const { write, type } = BRIEFING_FORMATS[format];
  return runQueued(async () => {
    request.signal.throwIfAborted();
    const { briefing } = await loadBriefing(parameters);
    return download(`${briefing.name}.${format}`, await write(briefing), type);
  });
}
