import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import importX from "eslint-plugin-import-x";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { SOURCE_FOLDERS } from "./tools/lint/import-graph.js";
import { noImportCycle } from "./tools/lint/no-import-cycle.js";

/**
 * Folder -> the folders of the project it may import from besides itself; everything else is an error. A folder inside
 * another one obeys both lines. That no two folders import each other is a test (test/lint/folders.test.ts).
 */
export const MAY_IMPORT = {
  app: [],
  "app/domain": [],
  "app/domain/form": [],
  "app/domain/statistics": ["app/domain/records.ts"],
  "app/store": ["app/domain"],
  "app/db": ["app/domain", "app/store"],
  "app/charts": ["app/domain"],
  "app/tables": ["app/domain"],
  "app/export": ["app/domain", "app/charts", "app/tables"],
  "app/request": ["app/domain", "app/db", "app/tables"],
  "app/briefing": ["app/domain", "app/charts", "app/export", "app/tables"],
  "app/desk": ["app/domain", "app/db", "app/store"],
  "app/components": ["app/domain", "app/charts", "app/request", "app/tables"],
  etl: ["app/domain", "app/store", "tools"],
  "etl/read": ["app/domain/records.ts", "app/domain/report", "app/store"],
  "etl/intake": ["app/domain", "app/store", "etl/read", "tools"],
  "etl/recognise": ["app/domain", "etl/read", "etl/intake"],
  "etl/reading": ["app/domain", "app/store", "etl/intake", "etl/read", "etl/recognise", "tools"],
  "etl/build": ["app/domain", "app/store", "etl/intake", "etl/reading", "tools"],
  "etl/sample": ["app/domain", "etl/intake"],
  cli: ["app", "etl", "tools"],
  server: ["app", "cli", "etl", "tools"],
  tools: ["app/store"],
};

/** Package -> the only folders or files of the product that may import it. */
export const DOORS = {
  "@duckdb/node-api": ["app/db/engine", "etl/build"],
  "@embedpdf/pdfium": ["etl/read"],
  "@observablehq/plot": ["app/charts"],
  "@resvg/resvg-js": ["app/export", "etl/read"],
  "@tanstack/table-core": ["app/request"],
  diff: ["app/pages/changes"],
  docx: ["app/briefing"],
  exceljs: ["app/briefing", "app/export", "etl/read"],
  jszip: ["app/briefing", "app/export"],
  parse5: ["etl/read"],
  "pdfjs-dist": ["etl/read"],
  esbuild: ["tools"],
};

const zones = Object.entries(MAY_IMPORT).flatMap(([target, allowed]) =>
  SOURCE_FOLDERS.map((from) => ({
    target: `./${target}`,
    from: `./${from}`,
    except: [target, ...allowed]
      .filter((folder) => folder === from || folder.startsWith(`${from}/`))
      .map((folder) => `./${folder.slice(from.length + 1) || "."}`),
    message: `${target} may import ${allowed.length > 0 ? `only ${allowed.join(", ")}` : "no other folder"} (docs/decisions/003-layout.md)`,
  })),
);

function filesIn(place) {
  return place.endsWith(".ts") ? place : `${place}/**/*.{ts,tsx,js}`;
}

const LEFT_OUT_OF_BROWSERS = [
  {
    name: "@remix-run/react",
    importNames: ["Await", "useFetcher", "useFetchers", "useBlocker", "unstable_usePrompt"],
    message: "what these need is left out of what browsers load (vite.config.ts)",
  },
];

function closed(packages) {
  const patterns = packages.map((name) => ({
    regex: `^${name}(?:/|$)`,
    message: `only ${DOORS[name].join(" and ")} may open this door (docs/decisions/003-layout.md)`,
  }));
  return { "no-restricted-imports": ["error", { patterns, paths: LEFT_OUT_OF_BROWSERS }] };
}

const NO_SLEEP =
  "wait for what is to happen (an event, vi.waitFor) or fake the clock; do not sleep";

export default tseslint.config(
  { ignores: ["build/**", "node_modules/**", "artifacts/**", "test/fixtures/**"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx,js}"],
    plugins: { "import-x": importX, project: { rules: { "no-import-cycle": noImportCycle } } },
    settings: {
      "import-x/resolver-next": [createTypeScriptImportResolver({ project: "./tsconfig.json" })],
    },
    rules: {
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones }],
      "project/no-import-cycle": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "no-console": "error",
      eqeqeq: "error",
    },
  },
  { files: SOURCE_FOLDERS.map(filesIn), rules: closed(Object.keys(DOORS)) },
  ...[...new Set(Object.values(DOORS).flat())].map((folder) => ({
    files: [filesIn(folder)],
    rules: closed(Object.keys(DOORS).filter((name) => !DOORS[name].includes(folder))),
  })),
  {
    // A test that fails fails again: no chance but from a seed, and nothing that hopes a time was long enough.
    files: ["test/**/*.{ts,tsx,js}"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...["setTimeout", "setInterval"].map((name) => ({ name, message: NO_SLEEP })),
      ],
      "no-restricted-imports": [
        "error",
        {
          paths: ["timers", "node:timers", "timers/promises", "node:timers/promises"].map(
            (name) => ({
              name,
              importNames: ["setTimeout", "setInterval", "scheduler"],
              message: NO_SLEEP,
            }),
          ),
        },
      ],
      "no-restricted-properties": [
        "error",
        {
          object: "Math",
          property: "random",
          message: "draw from a seed (test/support/documents/random.ts, test/support/fuzz.ts)",
        },
        { object: "globalThis", property: "setTimeout", message: NO_SLEEP },
      ],
    },
  },
  { files: ["app/**/*.tsx"], ...jsxA11y.flatConfigs.recommended },
  {
    // A region that scrolls must take the focus, or the keyboard cannot scroll it.
    files: ["app/**/*.tsx"],
    rules: { "jsx-a11y/no-noninteractive-tabindex": ["error", { roles: ["region"], tags: [] }] },
  },
  {
    files: ["app/**/*.tsx"],
    plugins: { "react-hooks": reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
);
