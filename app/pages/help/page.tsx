import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { Definitions } from "#components/definitions";
import { Page, Section } from "#components/page";
import { formatWindowTitle } from "#request/subject";
import { json } from "../loaded-data.server";
import { toBodies } from "../district/links";
import { loadHelp } from "./data.server";
import styles from "./help.module.css";

export const meta: MetaFunction = () => [{ title: formatWindowTitle("帮助") }];

export async function loader() {
  const { examples, glossary } = await loadHelp();
  return json({ examples: examples && describeExamples(examples), glossary });
}

function describeExamples({
  year,
  province,
  city,
  departments,
}: NonNullable<Awaited<ReturnType<typeof loadHelp>>["examples"]>) {
  return {
    year,
    province: province.name,
    city: city ? { code: city.code, name: city.name } : null,
    departments: departments && {
      words: `${departments.name}${departments.year}年度的${departments.reports}个部门`,
      to: toBodies("department", departments, departments.year),
    },
  };
}

export default function Help() {
  const { examples, glossary } = useLoaderData<typeof loader>();
  return (
    <Page
      title="帮助"
      lead={`第一次使用先看下面四步${examples === null ? "" : "，再照着一个例子做一遍"}；不认识的词在后面查。`}
    >
      <nav aria-label="本页内容" className="screen-only">
        <ul className={styles.contents}>
          <li>
            <a href="#start">第一次使用</a>
          </li>
          {examples === null ? null : (
            <li>
              <a href="#examples">三个例子</a>
            </li>
          )}
          <li>
            <a href="#glossary">名词解释</a>
          </li>
        </ul>
      </nav>
      <Section title="第一次使用" id="start">
        <ol className={styles.steps}>
          <Step title="载入报告">
            打开<Link to="/desk">工作台</Link>
            ，把各地报告（网页、Word、WPS、Excel、PDF等，整个文件夹也可以）拖进去；读过、核对过，再发布。读不准的不会猜，会写明是哪张表、哪一行、哪一列；
            <Link to="/checks">质量核查</Link>列出谁的报告还没有载入。
          </Step>
          <Step title="选年度、地区、层级">
            每页上方的筛选条件连起来就是一句话。换到别的页面，年度、地区、层级和数据范围会带过去；网址记着全部选择，可以收藏、转发。
          </Step>
          <Step title="点数字，看出处">
            任何一个数字都可以点，一直点到报告原表的那一格。“—”是没有可用的数字（没有填写、分母为0，或者数字勾稽不符未计入），不是0；“未载入”是系统里没有这份报告，不等于没有公布。
          </Step>
          <Step title="拿走结果">
            <Link to="/briefing">简报</Link>
            写成通报、反馈函和问题清单（Word、Excel）；表格可以下载CSV，图形可以存为图片，每页都可以直接打印。
          </Step>
        </ol>
        <p>
          找一个地区：在页首输入名称的一两个字，或拼音首字母（如“jtq”），按“/”键可随时输入。标题旁的ⓘ说明这一列是什么意思。
        </p>
      </Section>
      {examples === null ? null : <Examples {...examples} />}
      <Section
        title="名词解释"
        id="glossary"
        lead="各页用到的词；怎样计算见“指标与方法”。"
        files={<Link to="/method">指标与方法</Link>}
      >
        {glossary.map(({ id, name, entries }) => (
          <section key={id} aria-labelledby={id}>
            <h3 id={id}>{name}</h3>
            <Definitions
              definitions={entries.map((entry) => [entry.name, entry.meaning] as const)}
            />
          </section>
        ))}
      </Section>
    </Page>
  );
}

/** Three things to try, with what is loaded. */
function Examples({ year, province, city, departments }: ReturnType<typeof describeExamples>) {
  const since = (search: string) => `?${search}${year === null ? "" : `&year=${year}`}`;
  return (
    <Section title="三个例子" id="examples">
      <ol className={styles.steps}>
        <Step title="哪些地区不掌握率偏高，自哪一年起？">
          打开
          <Link to={`/compare${since("indicator=not_held_rate")}`}>
            {province}
            {year}年度不掌握率的区县比较
          </Link>
          ：图中高于99.8%上限的点就是显著偏高的地区，标题写明有几个。点地区名称，档案的第一句话写着自哪一年起、连续几年。
          {departments === null ? null : (
            <>
              部门只与已载入的部门比较，如<Link to={departments.to}>{departments.words}</Link>。
            </>
          )}
        </Step>
        <Step title={`写一份${city?.name ?? "市"}的通报`}>
          打开
          <Link to={`/briefing${since(city ? `area=${city.code}` : "template=circular")}`}>
            {city?.name ?? province}
            {year}年度的情况通报
          </Link>
          ，填写文号、主送、成文日期和答复期限（没有填的留空，不会编造），看过预览后下载Word文档。数字的依据另存为“数字依据”文件，在同一页下载。
        </Step>
        <Step title="收到的通报，数字有没有被改过？">
          打开<Link to="/briefing/verify">核验</Link>
          ，选择那份Word、Excel或ZIP文件。文件只在浏览器中读取，不上传；结果先写Word文档改了哪里，再写现在的数据是否还是这样。
        </Step>
      </ol>
    </Section>
  );
}

/** One step of what to do. */
function Step({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <li>
      <strong>{title}</strong>
      <p>{children}</p>
    </li>
  );
}
