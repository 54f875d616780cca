import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { takeDrawingsFromMarkup } from "#charts/embedded-drawings";

takeDrawingsFromMarkup(window.__remixContext.state.loaderData, document);

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  );
});
