import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { takeDrawingsFromMarkup } from "#charts/embedded-drawings";
import { holdFailures } from "#request/held-requests";

takeDrawingsFromMarkup(window.__remixContext.state.loaderData, document);
window.fetch = holdFailures(window.fetch.bind(window));

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  );
});
