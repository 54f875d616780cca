import { Form } from "@remix-run/react";
import type { ReviewTable } from "#domain/desk/review-cells";
import { formatCellLabel } from "#domain/form/cell-label";
import { tableOf } from "#domain/form/cells";
import { SCOPE_CODES, SCOPES } from "#domain/report/body";
import { SEVERITIES } from "#domain/report/severity";
import controls from "../../components/controls.module.css";
import styles from "./review.module.css";
import type { IdentityChoice, ReviewRead } from "./review-data";

interface Sent {
  readonly token: string;
}

function Hidden({ token, action }: Sent & { readonly action: string }) {
  return (
    <>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="do" value={action} />
    </>
  );
}

/** Whose report a document is: chosen from the registers, never typed. */
export function IdentityForm({
  identity,
  token,
  isOpen,
  isUnread,
  stated,
}: Sent & {
  readonly identity: IdentityChoice;
  readonly isOpen: boolean;
  /** Whether nothing could be read of the document, so that all of it must be stated. */
  readonly isUnread: boolean;
  /** What was chosen and not saved. */
  readonly stated: Readonly<Record<string, string>>;
}) {
  const { body, kind, year, years, scope, publishedOn, source, typed, choices, isStated } =
    identity;
  const isRefused = Object.keys(stated).length > 0;
  const unstated = isUnread ? "请选择" : "以文件所写为准";
  return (
    <details open={isOpen || typed !== "" || isRefused} className={styles.side} id="identity">
      <summary>
        <strong>是谁的、哪一年的报告</strong>{" "}
        {body === null ? "没有认出机关" : `${body}（${kind ?? "机关类别不明"}）`}，
        {year === "" ? "没有认出年度" : `${year}年度`}
        {isStated ? "，人工指定" : ""}
      </summary>
      <Form method="get" className={controls.row} role="search">
        <label className={controls.field}>
          找机关（名称、拼音首字母或区划代码）
          <input name="q" defaultValue={typed} placeholder="如：洪泽区、hzq、320813" />
        </label>
        <button type="submit" className={controls.submit}>
          查找
        </button>
      </Form>
      {typed !== "" && choices.length === 0 ? (
        <p>
          区划表和机关表中没有“{typed}”。请换一个写法，或在数据文件夹的 bodies-added.csv 中补充。
        </p>
      ) : null}
      <Form method="post" className={controls.fields} preventScrollReset>
        <Hidden token={token} action="identity" />
        <fieldset>
          <legend>机关</legend>
          <label>
            <input type="radio" name="body" value="" defaultChecked={!stated["body"]} />{" "}
            {body === null ? "暂不指定（先查找再选）" : `不改：${body}`}
          </label>
          {choices.map(({ value, body: name, place }) => (
            <label key={value}>
              <input
                type="radio"
                name="body"
                value={value}
                defaultChecked={stated["body"] === value}
              />{" "}
              {name} <small>{place}</small>
            </label>
          ))}
        </fieldset>
        <label className={controls.field}>
          年度
          <select name="year" defaultValue={stated["year"] ?? year}>
            <option value="">{unstated}</option>
            {years.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <label className={controls.field}>
          数据范围
          <select name="scope" defaultValue={stated["scope"] ?? (scope === "unknown" ? "" : scope)}>
            <option value="">{unstated}</option>
            {SCOPE_CODES.filter((code) => code !== "unknown").map((code) => (
              <option key={code} value={code}>
                {SCOPES[code].name}
              </option>
            ))}
          </select>
        </label>
        <label className={controls.field}>
          公布日期
          <input
            type="date"
            name="published_on"
            defaultValue={stated["published_on"] ?? publishedOn}
          />
        </label>
        <label className={controls.field}>
          网址或来源
          <input name="source" defaultValue={stated["source"] ?? source} />
        </label>
        <label className={controls.field}>
          理由
          <input
            name="reason"
            defaultValue={stated["reason"] ?? ""}
            placeholder="如：标题没有写明机关，见网站栏目"
          />
        </label>
        {isRefused && !isUnread ? (
          <label className={styles.confirm}>
            <input type="checkbox" name="confirmed" value="yes" /> 与文件所写不同，已经核实
          </label>
        ) : null}
        <button type="submit" className={controls.submit}>
          按此指定，重新读取
        </button>
      </Form>
    </details>
  );
}

/** Corrects a figure that the body misprinted. */
export function CorrectionForm({
  tables,
  token,
}: Sent & { readonly tables: readonly ReviewTable[] }) {
  return (
    <details className={styles.side} id="correct">
      <summary>
        <strong>更正印错的数字</strong> 原件印错、机关已说明的；原印的数字保留，只换参与计算的
      </summary>
      <Form method="post" className={controls.fields} preventScrollReset>
        <Hidden token={token} action="correct" />
        <label className={controls.field}>
          哪一格
          <select name="cell" required>
            <option value="">请选择</option>
            {tables.map(({ code, cells }) => (
              <optgroup key={code} label={`表${tableOf(code).numeral}`}>
                {cells
                  .filter(({ state, entered }) => state !== "missing" || entered !== null)
                  .map(({ name, seen, entered }) => (
                    <option key={name} value={name}>
                      {formatCellLabel(name)}：{(entered ?? seen.trim()) || "空白"}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </label>
        <label className={controls.field}>
          更正为
          <input name="corrected" inputMode="decimal" required />
        </label>
        <label className={controls.field}>
          理由
          <input name="reason" required placeholder="如：多写一个0，与分项之和不符" />
        </label>
        <label className={controls.field}>
          依据
          <input name="source" required placeholder="如：该局2026年3月5日书面说明" />
        </label>
        <button type="submit" className={controls.submit}>
          更正
        </button>
      </Form>
    </details>
  );
}

/** What the findings of a document of the desk are found in: other documents of the desk are not looked at. */
const COMPARED_WITH =
  "按读出、录入的数字和现在已发布的上年、下级报告核查，工作台上还没发布的报告没有对照；准备发布时连它们一起再核查。";

/** Accepts findings that a person has examined. */
export function FindingForms({
  findings,
  isLoaded,
  mayChange,
  token,
}: Sent & {
  readonly findings: ReviewRead["findings"];
  readonly isLoaded: boolean;
  readonly mayChange: boolean;
}) {
  const open = findings.filter(({ standing }) => standing !== "accepted");
  const accepted = findings.filter(({ standing }) => standing === "accepted");
  if (findings.length === 0)
    return isLoaded ? null : (
      <p className={styles.side}>
        勾稽核查没有发现问题。
        <span className={styles.quiet}>{COMPARED_WITH}</span>
      </p>
    );
  return (
    <details
      className={styles.side}
      id="findings"
      open={!isLoaded && open.length > 0 && open.length < 6}
    >
      <summary>
        <strong>待反馈的核查发现</strong> {open.length}项
        {accepted.length === 0 ? "" : `，另有${accepted.length}项已接受`}
        ；核实无误的可以接受，不再列为问题
      </summary>
      {isLoaded ? null : (
        <p className={styles.quiet}>{COMPARED_WITH}数值变了的，接受过的要重新接受。</p>
      )}
      <ul className={styles.list}>
        {open.map(({ fingerprint, rule, severity, message, standing }) => (
          <li key={fingerprint}>
            <p>
              <em>{SEVERITIES[severity].name}</em> {rule}：{message}
              {standing === "changed" ? "（接受过，但数值已变，要重新接受）" : ""}
            </p>
            {mayChange ? (
              <Form method="post" className={controls.row} preventScrollReset>
                <Hidden token={token} action="accept" />
                <input type="hidden" name="fingerprint" value={fingerprint} />
                <label className={controls.field}>
                  接受的理由
                  <input name="reason" required placeholder="如：该局说明并附台账，已核对" />
                </label>
                <button
                  type="submit"
                  className={controls.plain}
                  aria-label={`接受：${rule}，${message}`}
                >
                  接受
                </button>
              </Form>
            ) : null}
          </li>
        ))}
        {accepted.map(({ fingerprint, rule, message }) => (
          <li key={fingerprint}>
            <p>
              <em>已接受</em> {rule}：{message}（发布后生效，可在下面的改动记录中撤销）
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Every row that was written about the document, the newest first, each to be undone while it stands. */
export function Changes({
  changes,
  token,
  mayChange,
}: Sent & { readonly changes: ReviewRead["changes"]; readonly mayChange: boolean }) {
  if (changes.length === 0) return null;
  return (
    <details className={styles.side} id="changes" open={changes.length < 6}>
      <summary>
        <strong>改动记录</strong> {changes.length}条，最新的在前
      </summary>
      <ol className={styles.list}>
        {changes.map(({ line, at, actor, action, about, before, after, reason, canUndo }) => (
          <li key={line}>
            <p>
              {action}
              {about === "" ? "" : ` ${about}`}：{before} → {after}
            </p>
            <p className={styles.quiet}>
              {at}，{actor}
              {reason === "" ? "" : `，${reason}`}
            </p>
            {canUndo && mayChange ? (
              <Form method="post" preventScrollReset>
                <Hidden token={token} action="undo" />
                <input type="hidden" name="line" value={line} />
                <button
                  type="submit"
                  className={controls.plain}
                  aria-label={`撤销第${line}行：${action}${about}`}
                >
                  撤销
                </button>
              </Form>
            ) : null}
          </li>
        ))}
      </ol>
    </details>
  );
}
