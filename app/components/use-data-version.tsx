import { useRouteLoaderData } from "@remix-run/react";

/** Which data the page shows, in words, as the root of the site says it. */
export function useDataVersion(): string {
  const root = useRouteLoaderData<{ readonly dataVersion: string | null }>("root");
  return root?.dataVersion ?? "";
}
