import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { takeDrawingsFromMarkup } from "#charts/embedded-drawings";
import { takeAnsweredAddress } from "#request/answered-address";
import { holdFailures } from "#request/held-requests";

takeAnsweredAddress(window);
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
