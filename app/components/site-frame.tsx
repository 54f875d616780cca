import { NavLink, useLocation } from "@remix-run/react";
import { type ReactNode, useEffect, useState } from "react";
import { carriedSearch } from "#domain/filters/carried";
import { DeskFrame } from "./desk-frame";
import { DistrictSearch } from "./district-search";
import { useHintKeys } from "./hint";
import { RequestState } from "./request-state";
import styles from "./site-frame.module.css";
import { useLoading } from "./use-loading";

interface SiteFrameProps {
  readonly navigation: readonly { readonly to: string; readonly name: string }[];
  /** The desk's own row of links, which stands below the navigation on its pages. */
  readonly desk: readonly { readonly to: string; readonly name: string }[];
  /** When the data shown were loaded, in words; left out where no data are loaded. */
  readonly dataVersion?: string | undefined;
  /** Whether the choices of the address were refused. */
  readonly isRefused: boolean;
  readonly children: ReactNode;
}

/** What stands round every page: skip link, name, search, navigation with what was chosen, foot. */
export function SiteFrame({ navigation, desk, dataVersion, isRefused, children }: SiteFrameProps) {
  const carried = useCarriedSearch(isRefused);
  const loading = useLoading();
  useHintKeys();
  return (
    <>
      <a className={styles.skip} href="#content">
        跳到正文
      </a>
      <header className={styles.header}>
        <div className={styles.inner}>
          <p className={styles.name}>
            <NavLink to={`/${carried}`} end>
              公开
            </NavLink>
            <span>政府信息公开工作年度报告监督</span>
          </p>
          <DistrictSearch />
          <details className={styles.fold}>
            <summary>菜单</summary>
          </details>
          <nav aria-label="主导航" className={styles.navigation}>
            <ul className={styles.pages}>
              {navigation.map(({ to, name }) => (
                <li key={to}>
                  <NavLink to={`${to}${carried}`} end={isAbove(to, navigation)}>
                    {name}
                  </NavLink>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <DeskFrame links={desk} />
      <RequestState />
      <main
        id="content"
        className={styles.main}
        tabIndex={-1}
        data-loading={loading}
        aria-busy={loading === "figures"}
      >
        {children}
      </main>
      <footer className={styles.footer}>
        <p>
          数字出自各机关公布的年度报告；有链接的数字可以逐级查到报告原表。
          {dataVersion === undefined ? null : <> {dataVersion}</>}
          <PrintDate />
        </p>
      </footer>
    </>
  );
}

/** Whether another link of the navigation stands below this one: only one of them is the page that is shown. */
function isAbove(to: string, navigation: SiteFrameProps["navigation"]): boolean {
  return to === "/" || navigation.some((other) => other.to.startsWith(`${to}/`));
}

/** Addresses of pages without filters: there the menu keeps what was chosen on the page before. */
const WITHOUT_FILTERS = /^\/(?:reports\/|method|help|desk|briefing\/verify)/u;

/** What the links of the menu take along: no choice that was refused, such as an area of which nothing is loaded. */
function useCarriedSearch(isRefused: boolean): string {
  const { pathname, search } = useLocation();
  const chosen = isRefused ? "" : carriedSearch(new URLSearchParams(search));
  const [kept, setKept] = useState(chosen);
  if (WITHOUT_FILTERS.test(pathname) && chosen === "") return kept;
  if (kept !== chosen) setKept(chosen);
  return chosen;
}

/** On paper the day of printing, as the browser knows it. */
function PrintDate() {
  const [day, setDay] = useState("");
  useEffect(() => {
    const note = () =>
      setDay(new Intl.DateTimeFormat("zh-CN", { dateStyle: "long" }).format(new Date()));
    window.addEventListener("beforeprint", note);
    return () => window.removeEventListener("beforeprint", note);
  }, []);
  return day === "" ? null : <span className="print-only">打印于{day}。</span>;
}
