import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Page, Section } from "#components/page";
import { requireRole } from "#desk/access.server";
import { Changes } from "../desk-review-document/side-forms";
import { changeFilings, loadFilings } from "./data.server";
import controls from "../../components/controls.module.css";
import styles from "./desk-filings.module.css";

export const meta: MetaFunction = () => [{ title: "期限与未公布 · 公开" }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  return json(await loadFilings(new URL(request.url), requireRole(context, "view")));
}

export async function action({ context, request }: ActionFunctionArgs) {
  const answer = await changeFilings(await request.formData(), requireRole(context, "review"));
  return json(answer, { status: answer.ok ? 200 : 400 });
}

type FilingsData = ReturnType<typeof useLoaderData<typeof loader>>;

export default function DeskFilings() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { token, mayChange, absences, deadlines, changes } = data;
  return (
    <Page
      title="期限与未公布"
      lead="“没有载入”只说明系统里没有；核实过确实没有公布的，在这里登记。当地通知另定公布期限的，也在这里写明。发布后生效。"
    >
      <div role={answer?.ok === false ? "alert" : "status"}>
        {answer === undefined ? null : (
          <p className={answer.ok ? styles.ok : styles.refusal}>{answer.sentence}</p>
        )}
      </div>
      {mayChange ? <Search {...data} /> : null}
      <Section
        title={`确认未公布或撤下（${absences.length}个）`}
        id="absences"
        lead="登记后，质量核查、档案和简报写“未公布”或“已撤下”，并注明何人、何时核实；以后又收到报告的，先在这里删去。"
      >
        {mayChange ? <AbsenceForm key={`${data.typed} ${data.chosen}`} {...data} /> : null}
        {absences.length === 0 ? <p>还没有登记。</p> : null}
        <ul className={styles.rows}>
          {absences.map((row) => (
            <li key={row.seen}>
              <p>
                <strong>{row.title}</strong>（{row.kind}）：{row.words}
              </p>
              <p className={styles.quiet}>{row.by}</p>
              {mayChange && row.mayRemove ? (
                <Removal table="absences" token={token} row={row} />
              ) : null}
            </li>
          ))}
        </ul>
      </Section>
      <Section
        title={`另定的公布期限（${deadlines.length}条）`}
        id="deadlines"
        lead="没有另定的，部门按次年1月31日，政府按次年3月31日（《条例》第四十九条）。一个地区的规定先于它所在市、省的规定。"
      >
        {mayChange ? <DeadlineForm key={data.typed} {...data} /> : null}
        <ul className={styles.rows}>
          {deadlines.map((row) => (
            <li key={row.seen}>
              <p>
                <strong>{row.title}</strong>：{row.due}（依据：{row.basis}）
              </p>
              {mayChange && row.mayRemove ? (
                <Removal table="deadlines" token={token} row={row} />
              ) : null}
            </li>
          ))}
        </ul>
      </Section>
      <Changes changes={changes} token={token} mayChange={mayChange} />
    </Page>
  );
}

function Search({ typed, choices, year }: FilingsData) {
  return (
    <>
      <Form method="get" className={controls.row} role="search">
        <label className={controls.field}>
          找机关或地区（名称、拼音首字母或区划代码）
          <input name="q" defaultValue={typed} placeholder="如：葭塘区、jtq、990101" />
        </label>
        {year === "" ? null : <input type="hidden" name="year" value={year} />}
        <button type="submit" className={controls.submit}>
          查找
        </button>
      </Form>
      {typed !== "" && choices.length === 0 ? (
        <p>没有“{typed}”，或它不在您负责的地区。请换一个写法。</p>
      ) : null}
    </>
  );
}

function AbsenceForm({ token, choices, chosen, years, year }: FilingsData) {
  if (choices.length === 0) return <p>先在上面查找机关，再登记。</p>;
  return (
    <Form
      method="post"
      className={controls.fields}
      preventScrollReset
      aria-label="确认未公布或撤下"
    >
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="do" value="absence" />
      <fieldset>
        <legend>哪个机关</legend>
        {choices.map(({ value, body, place }) => (
          <label key={value}>
            <input
              type="radio"
              name="body"
              value={value}
              defaultChecked={value === chosen}
              required
            />{" "}
            {body} <small>{place}</small>
          </label>
        ))}
      </fieldset>
      <label className={controls.field}>
        年度
        <select name="year" defaultValue={years.includes(year) ? year : years[0]}>
          {years.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <label className={controls.field}>
        没有公布或撤下的原因
        <input name="reason" required placeholder="如：该局说明人员变动，未编制" />
      </label>
      <label className={controls.field}>
        依据
        <input name="source" required placeholder="如：查其网站专栏，2026年4月2日电话核实" />
      </label>
      <label className={controls.field}>
        撤下日期（公布后又撤下的才填）
        <input name="withdrawn" type="date" />
      </label>
      <button type="submit" className={controls.submit}>
        登记
      </button>
    </Form>
  );
}

function DeadlineForm({ token, divisions, maySetAll, kinds, years }: FilingsData) {
  if (divisions.length === 0 && !maySetAll) return <p>先在上面查找地区，再规定期限。</p>;
  return (
    <Form method="post" className={controls.fields} preventScrollReset aria-label="规定公布期限">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="do" value="deadline" />
      <label className={controls.field}>
        地区（先在上面查找，可以选到某地及其所辖）
        <select name="division" defaultValue={divisions[0]?.code ?? ""}>
          {maySetAll ? <option value="">全部地区</option> : null}
          {divisions.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}及所辖
            </option>
          ))}
        </select>
      </label>
      <label className={controls.field}>
        机关类别
        <select name="kind" defaultValue="department">
          {kinds.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className={controls.field}>
        报告年度
        <select name="years" defaultValue="">
          <option value="">各年度</option>
          {years.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <label className={controls.field}>
        次年几月几日前公布
        <input name="due" required placeholder="02-20；没有期限写：无" />
      </label>
      <label className={controls.field}>
        依据的通知
        <input name="basis" required placeholder="如：市政府办公室2026年1月8日通知" />
      </label>
      <button type="submit" className={controls.submit}>
        写入期限
      </button>
    </Form>
  );
}

interface RemovalProps {
  readonly table: string;
  readonly token: string;
  readonly row: { readonly at: number; readonly seen: string; readonly title: string };
}

function Removal({ table, token, row: { at, seen, title } }: RemovalProps) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="do" value="remove" />
      <input type="hidden" name="table" value={table} />
      <input type="hidden" name="row" value={at} />
      <input type="hidden" name="seen" value={seen} />
      <button type="submit" className={controls.plain} aria-label={`删去：${title}`}>
        删去
      </button>
    </Form>
  );
}
