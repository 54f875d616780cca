import type { LoaderFunctionArgs } from "@remix-run/node";
import { download } from "#export/download";
import { BRIEFING_FORMATS, briefingFileName, isBriefingFormat } from "#briefing/formats";
import { writeLetterArchive } from "#briefing/letters";
import { LETTERS_FORMAT, loadBriefing, loadLetters } from "./data.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const parameters = new URL(request.url).searchParams;
  const format = parameters.get("format") ?? "docx";
  if (format === LETTERS_FORMAT) {
    const archive = await writeLetterArchive(await loadLetters(parameters));
    if (archive === null) throw new Response("所选范围内没有需要发的函。", { status: 404 });
    return download(archive.name, archive.content, BRIEFING_FORMATS.zip.type);
  }
  if (!isBriefingFormat(format)) {
    const known = Object.keys(BRIEFING_FORMATS).join("、");
    throw new Response(`没有这种文件格式：${format.slice(0, 40)}。可选${known}。`, { status: 400 });
  }
  const { write, type } = BRIEFING_FORMATS[format];
  const { briefing, refusal } = await loadBriefing(parameters);
  if (refusal !== null) throw new Response(refusal, { status: 404 });
  return download(briefingFileName(briefing, format), await write(briefing), type);
}
