import { Link } from "@remix-run/react";
import { Section } from "#components/page";
import { toDivision, toSideBySide, type Choice } from "./ways";
import styles from "./district.module.css";

interface PeersProps {
  readonly self: string;
  readonly name: string;
  readonly divisions: readonly { readonly code: string; readonly name: string }[];
  readonly choice: Choice;
}

/** Who the division is compared with, each with a way to stand side by side. */
export function Peers({ self, name, divisions, choice }: PeersProps) {
  const others = divisions.filter(({ code }) => code !== self);
  return (
    <Section
      title={`比较对象：${name}${others.length}个`}
      id="peers"
      lead="中位数、位次和判断都以这些地区为一组。可在筛选条件中改为同市同级，或勾选地区并列查看。"
    >
      {others.length === 0 ? (
        <p>没有同级地区可供比较。</p>
      ) : (
        <form action="/districts/compare" method="get" className={styles.peers}>
          <input type="hidden" name="codes" value={self} />
          <input type="hidden" name="year" value={choice.year} />
          <input type="hidden" name="scope" value={choice.scope} />
          <ul>
            {others.map((division) => (
              <li key={division.code}>
                <label>
                  <input type="checkbox" name="codes" value={division.code} />
                  <span className="visually-hidden">并列：{division.name}</span>
                </label>
                <Link to={toDivision(division.code, choice)}>{division.name}</Link>
                <Link
                  to={toSideBySide([self, division.code], choice)}
                  className={styles.beside}
                  aria-label={`与${division.name}并列`}
                >
                  并列
                </Link>
              </li>
            ))}
          </ul>
          <button type="submit">并列查看所选地区（至多5个）</button>
        </form>
      )}
    </Section>
  );
}
