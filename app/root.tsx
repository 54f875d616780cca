import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { ErrorPage } from "#components/error-page";
import { SiteFrame } from "#components/site-frame";
import { DataUnavailable } from "#db/engine/connection.server";
import { fetchDataFacts, formatDataVersion } from "#db/queries/loaded.server";
import { isRefusal, isUnavailable, type Unavailable } from "#request/refusal";
import { useNonce } from "./nonce";
import { DESK_NAVIGATION, NAVIGATION, needsNoData } from "./pages/pages";
import "@fontsource-variable/noto-sans-sc/wght.css";
import "./styles/tokens.css";
import "./styles/base.css";

export const meta: MetaFunction = () => [{ title: "公开 · 政府信息公开工作年度报告监督" }];

const NO_AREAS: Awaited<ReturnType<typeof fetchDataFacts>>["areas"] = [];

/** @throws Response 503 with the reason where there is no database to ask, for every page that shows what is in it. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const hasDesk = context["hasDesk"] === true;
  try {
    const [dataVersion, { areas }] = await Promise.all([formatDataVersion(), fetchDataFacts()]);
    return { dataVersion, areas, hasDesk };
  } catch (error) {
    if (!(error instanceof DataUnavailable)) throw error;
    if (needsNoData(new URL(request.url).pathname))
      return { dataVersion: null, areas: NO_AREAS, hasDesk };
    const unavailable: Unavailable = { reason: error.message, hasDesk };
    throw json(unavailable, { status: 503 });
  }
}

export function Layout({ children }: { readonly children: ReactNode }) {
  const nonce = useNonce();
  const error = useRouteError();
  const data = useRouteLoaderData<typeof loader>("root");
  const { search } = useLocation();
  return (
    <html lang="zh-CN" data-search={search}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        <SiteFrame
          navigation={NAVIGATION}
          desk={DESK_NAVIGATION}
          dataVersion={data?.dataVersion ?? undefined}
          isRefused={isRouteErrorResponse(error) && error.status === 400}
        >
          {children}
        </SiteFrame>
        <ScrollRestoration {...(nonce === undefined ? {} : { nonce })} />
        <Scripts {...(nonce === undefined ? {} : { nonce })} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  const loaded = useRouteLoaderData<typeof loader>("root");
  const { status, data } = isRouteErrorResponse(error) ? error : { status: 500, data: "" };
  const refusal = isRefusal(data) ? { refusal: data } : {};
  const unavailable = isUnavailable(data) ? data : undefined;
  // Where an action refused, no loader was asked.
  const areas = loaded?.areas;
  return (
    <ErrorPage
      status={status}
      reason={isRefusal(data) ? data.reason : (unavailable?.reason ?? reasonIn(data))}
      hasDesk={status === 503 && (unavailable ?? loaded)?.hasDesk === true}
      {...refusal}
      {...(areas ? { areas } : {})}
    />
  );
}

/** The reason that a route gave, which is a Chinese sentence; the framework's own are not for visitors. */
function reasonIn(data: unknown): string {
  return typeof data === "string" && /\p{Script=Han}/u.test(data) ? data : "";
}
