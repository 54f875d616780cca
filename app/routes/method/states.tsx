import styles from "./method.module.css";

const STATES = [
  ["0", "报告填写了数字0。"],
  ["空白", "单元格未填写。参与求和时按0计，但显示为空白；整项均未填写时，比率记“—”。"],
  ["／", "单元格填写斜线。处理与空白相同，显示为斜线。"],
  ["缺报", "没有载入该机关该年度的报告，不等于0，合计时注明缺报单位。"],
  ["—", "分母为0或所需数字未填写，无法计算。"],
  ["不完整", "某张表有行列缺失或无法辨认，该表的数字不计入任何合计，等待人工核对。"],
] as const;

/** How what is not a number is kept apart from 0. */
export function States() {
  return (
    <dl className={styles.list}>
      {STATES.map(([state, meaning]) => (
        <div key={state}>
          <dt>{state}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
