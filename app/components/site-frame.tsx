import { NavLink } from "@remix-run/react";
import type { ReactNode } from "react";
import styles from "./site-frame.module.css";

interface SiteFrameProps {
  readonly navigation: readonly { readonly to: string; readonly name: string }[];
  /** When the data shown were loaded, in words; left out where no data are loaded. */
  readonly dataVersion?: string | undefined;
  readonly children: ReactNode;
}

/** What stands round every page: skip link, name, navigation, foot. */
export function SiteFrame({ navigation, dataVersion, children }: SiteFrameProps) {
  return (
    <>
      <a className={styles.skip} href="#content">
        跳到正文
      </a>
      <header className={styles.header}>
        <div className={styles.inner}>
          <p className={styles.name}>
            <NavLink to="/" end>
              公开
            </NavLink>
            <span>政府信息公开工作年度报告监督</span>
          </p>
          <nav aria-label="主导航">
            <ul className={styles.pages}>
              {navigation.map(({ to, name }) => (
                <li key={to}>
                  <NavLink to={to} end={to === "/"}>
                    {name}
                  </NavLink>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <main id="content" className={styles.main} tabIndex={-1}>
        {children}
      </main>
      <footer className={styles.footer}>
        <p>
          数字出自各机关公布的年度报告，每个数字均可查到原表单元格。
          {dataVersion === undefined ? null : <> {dataVersion}</>}
        </p>
      </footer>
    </>
  );
}
