import { useLocation } from "@remix-run/react";
import { useEffect } from "react";

/**
 * Brings up the printed cell that the address names. `:target` alone does not: a browser sets it when
 * it loads a page or follows a link within one, not when a link of another page is followed by script.
 */
export function useAddressedCell(): void {
  const { hash, key } = useLocation();
  useEffect(() => {
    const cell = hash === "" ? null : document.getElementById(decodeURIComponent(hash.slice(1)));
    if (cell?.tagName === "TD") cell.querySelector("a")?.focus({ preventScroll: true });
  }, [hash, key]);
}
