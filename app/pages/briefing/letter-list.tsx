import { Link } from "@remix-run/react";
import { Section } from "#components/page";
import type { ListedLetters } from "./data.server";
import styles from "./paper.module.css";

interface LetterListProps {
  readonly letters: ListedLetters;
  /** Where all of them come as one file. */
  readonly href: string;
}

/** 发函清单: those that get a letter first, then those that get none and why. */
export function LetterList({
  letters: { count, divisions, reports, noun },
  href,
}: LetterListProps) {
  const asked = divisions.filter(({ letters }) => letters.length > 0);
  const others = divisions.filter(({ letters }) => letters.length === 0);
  return (
    <div className="screen-only">
      <Section
        title={
          count === 0
            ? `${divisions.length}个${noun}的${reports}都没有需要发的函`
            : `发函清单（${reports}）：${asked.length}个${noun}，${count}份`
        }
        id="letters"
        lead="只列所选数据范围的报告；其他报告的函件，请改选数据范围。"
        files={
          count === 0 ? undefined : (
            <a href={href} download>
              下载全部函件（ZIP，{count}份）
            </a>
          )
        }
      >
        {asked.length === 0 ? null : (
          <ul className={styles.letters}>
            {asked.map(({ code, name, letters }) => (
              <li key={code}>
                {name}：
                {letters.map((letter) => (
                  <Link key={letter.href} to={letter.href} preventScrollReset>
                    {letter.name}
                    {letter.number === null ? "" : `（${letter.number}）`}
                  </Link>
                ))}
              </li>
            ))}
          </ul>
        )}
        {others.length === 0 ? null : (
          <details>
            <summary>
              不发函的{others.length}个{noun}和原因
            </summary>
            <ul className={styles.letters}>
              {others.map(({ code, name, reason }) => (
                <li key={code}>
                  {name}：{reason}
                </li>
              ))}
            </ul>
          </details>
        )}
      </Section>
    </div>
  );
}
