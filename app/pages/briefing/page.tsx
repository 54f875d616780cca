import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { BRIEFING_FORMATS } from "#briefing/formats";
import { Page, Section } from "#components/page";
import { json } from "../loaded-data.server";
import { Choices } from "./choices";
import { LetterList } from "./letter-list";
import { Paper } from "./paper";
import {
  drawBriefing,
  LETTERS_FORMAT,
  listLetters,
  loadBriefing,
  selectionsOf,
} from "./data.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.briefing.title.join("")} · 简报 · 公开` : "简报 · 公开" },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const { available, main, districts, facts, briefing, letters, refusal } = await loadBriefing(
    searchParams,
    "unproven",
  );
  const fileAddress = (format: string): string => {
    const parameters = new URLSearchParams(searchParams);
    parameters.set("format", format);
    return `/briefing/file?${parameters.toString()}`;
  };
  return json({
    ...selectionsOf(
      facts.choices,
      { available, main, letter: searchParams.get("letter") },
      districts,
    ),
    briefing: drawBriefing(briefing, request),
    figures: briefing.evidence.length,
    letters: letters === null ? null : listLetters(letters, searchParams, facts.choices.filters),
    allLetters: fileAddress(LETTERS_FORMAT),
    refusal,
    files: Object.entries(BRIEFING_FORMATS).map(([format, { name }]) => ({
      name,
      href: fileAddress(format),
    })),
  });
}

export default function BriefingPage() {
  const { selections, ticks, fields, briefing, files, figures, letters, allLetters, refusal } =
    useLoaderData<typeof loader>();
  return (
    <Page
      title="简报"
      lead="正文由数据按固定句式写成，不作数字之外的形容；有链接的数字和附件各行可点开查到依据，比率后括号内的件数见该比率的依据。"
      dataset={briefing.dataset}
    >
      <Choices selections={selections} ticks={ticks} fields={fields} />
      {letters === null ? null : <LetterList letters={letters} href={allLetters} />}
      <Section
        title="预览"
        id="preview-title"
        lead={
          refusal ??
          `版式按GB/T 9704—2012。${explainEvidence(figures)}打印或存为PDF请用浏览器的打印。`
        }
        files={
          refusal === null ? (
            <>
              {files.map(({ name, href }) => (
                <a key={href} href={href} download>
                  下载{name}
                </a>
              ))}
              <Link to="/briefing/verify">核验已有文件</Link>
            </>
          ) : undefined
        }
      >
        {refusal === null ? <Paper briefing={briefing} /> : null}
      </Section>
    </Page>
  );
}

/** Where what the figures of a text rest on is listed; a letter may quote findings alone, which list none. */
function explainEvidence(figures: number): string {
  return figures === 0
    ? "正文没有另列依据的数字，所述情况出自对报告的核查，可在报告页逐项核对。"
    : `正文有${figures}个数字另列依据，算法、单元格和报告见“数字依据”文件；引自核查结果的数字可在报告页核对。`;
}
