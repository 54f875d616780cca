import { createContext, useContext } from "react";

/** The nonce under which the page's own scripts are allowed to run. */
export const Nonce = createContext<string | undefined>(undefined);

export function useNonce(): string | undefined {
  return useContext(Nonce);
}
