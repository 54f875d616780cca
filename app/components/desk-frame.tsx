import { NavLink, useLocation } from "@remix-run/react";
import styles from "./desk-frame.module.css";

/** Where the desk stands; its pages stand there and below. */
const DESK = "/desk";

interface DeskFrameProps {
  readonly links: readonly { readonly to: string; readonly name: string }[];
}

/**
 * The row of links of the desk. The frame of the site sets it on every page of the desk by its address, so that no
 * page has to; the pages are listed in `app/pages/pages.ts`.
 */
export function DeskFrame({ links }: DeskFrameProps) {
  const { pathname } = useLocation();
  if (pathname !== DESK && !pathname.startsWith(`${DESK}/`)) return null;
  return (
    <nav aria-label="工作台" className={styles.desk}>
      <ul>
        {links.map(({ to, name }) => (
          <li key={to}>
            <NavLink to={to} end={to === DESK}>
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
