import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { index, route, type RouteConfig } from "@remix-run/route-config";
import { listFileBases, PAGE_FILES, PAGES } from "./pages/pages";

const folder = join(dirname(fileURLToPath(import.meta.url)), "pages");

const pages = Object.entries(PAGES).map(([page, { path }]) =>
  path === "/" ? index(`pages/${page}/page.tsx`) : route(path.slice(1), `pages/${page}/page.tsx`),
);

/** Of each page the files that its folder has a module for. */
const files = listFileBases().flatMap(({ folder: page, path }) =>
  Object.values(PAGE_FILES)
    .filter(({ module }) => existsSync(join(folder, page, module)))
    .map(({ ending, server }) =>
      route(`${path.slice(1)}${ending}`, server, { id: `pages/${page}/*${ending}` }),
    ),
);

export default [
  ...pages,
  ...files,
  route("districts/find", "pages/districts/find.ts"),
  route("documents/:hash", "pages/report/document.ts"),
  route("desk/upload", "pages/desk/upload.ts"),
  route("desk/progress", "pages/desk/progress.ts"),
  route("desk/review/:id/picture", "pages/desk-review-document/picture.ts"),
  route("desk/review/:id/original", "pages/desk-review-document/original.ts"),
  route("briefing/file", "pages/briefing/file.ts"),
] satisfies RouteConfig;
