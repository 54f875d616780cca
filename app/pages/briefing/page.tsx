import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { BRIEFING_FORMATS } from "#briefing/formats";
import { Page, Section } from "#components/page";
import { Choices } from "./choices";
import { Paper } from "./paper";
import { loadBriefing } from "./data.server";
import { selectionsOf } from "./data.server";
import { drawBriefing } from "./data.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.briefing.title.join("")} · 简报 · 公开` : "简报 · 公开" },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const { available, main, districts, facts, briefing } = await loadBriefing(searchParams);
  return json({
    ...selectionsOf(facts.choices, { available, main }, districts),
    briefing: drawBriefing(briefing, request),
    figures: briefing.evidence.length,
    files: Object.entries(BRIEFING_FORMATS).map(([format, { name }]) => {
      const parameters = new URLSearchParams(searchParams);
      parameters.set("format", format);
      return { name, href: `/briefing/file?${parameters.toString()}` };
    }),
  });
}

export default function BriefingPage() {
  const { selections, ticks, briefing, files, figures } = useLoaderData<typeof loader>();
  return (
    <Page
      title="简报"
      lead="正文由数据按固定句式写成，不作数字之外的形容；每个数字均可点开查到依据。"
      dataset={briefing.dataset}
    >
      <Choices selections={selections} ticks={ticks} />
      <Section
        title="预览"
        id="preview-title"
        lead={`正文引用${figures}个数字，每个数字都有编号、算法、单元格和报告，列在“数字依据”中。打印或存为PDF请用浏览器的打印。`}
        files={
          <>
            {files.map(({ name, href }) => (
              <a key={href} href={href} download>
                下载{name}
              </a>
            ))}
            <Link to="/briefing/verify">校验已有文件</Link>
          </>
        }
      >
        <Paper briefing={briefing} />
      </Section>
    </Page>
  );
}
