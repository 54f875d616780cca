import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import importX from "eslint-plugin-import-x";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Folder -> the folders of the project it may import from. Everything else is an error. */
export const MAY_IMPORT = {
  "app/domain": [],
  "app/store": ["app/domain"],
  "app/db": ["app/domain", "app/store"],
  "app/charts": ["app/domain"],
  "app/tables": ["app/domain"],
  "app/request": ["app/domain", "app/store", "app/db", "app/tables"],
  "app/export": ["app/domain", "app/store", "app/charts", "app/tables"],
  "app/briefing": ["app/domain", "app/store", "app/charts", "app/export", "app/tables"],
  "app/components": ["app/domain", "app/charts", "app/request", "app/tables"],
  etl: ["app/domain", "app/store", "tools"],
};

/** Package -> the only folders or files of the product that may import it. */
const DOORS = {
  "@duckdb/node-api": ["app/db", "app/store", "etl/build"],
  "@observablehq/plot": ["app/charts"],
  "@tanstack/table-core": ["app/request"],
  docx: ["app/briefing"],
  exceljs: ["app/briefing", "app/export", "etl/read"],
  jszip: ["app/briefing", "app/export"],
};

const SOURCES = ["app", "cli", "etl", "server", "tools"];

const zones = Object.entries(MAY_IMPORT).flatMap(([target, allowed]) =>
  SOURCES.map((from) => ({
    target: `./${target}`,
    from: `./${from}`,
    except: [target, ...allowed]
      .filter((f) => f.startsWith(from))
      .map((f) => `./${f.slice(from.length + 1) || "."}`),
    message: `${target} may import ${allowed.join(", ") || "no other folder"} only (docs/decisions/003-layout.md)`,
  })),
);

function filesIn(place) {
  return place.endsWith(".ts") ? place : `${place}/**/*.{ts,tsx}`;
}

function closed(packages) {
  const paths = packages.map((name) => ({
    name,
    message: `only ${DOORS[name].join(" and ")} may open this door (docs/decisions/003-layout.md)`,
  }));
  return { "no-restricted-imports": ["error", { paths }] };
}

export default tseslint.config(
  { ignores: ["build/**", "node_modules/**", "artifacts/**"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx,js}"],
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [createTypeScriptImportResolver({ project: "./tsconfig.json" })],
    },
    rules: {
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones }],
      "import-x/no-cycle": ["error", { maxDepth: 4 }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "no-console": "error",
      eqeqeq: "error",
    },
  },
  { files: SOURCES.map(filesIn), rules: closed(Object.keys(DOORS)) },
  ...[...new Set(Object.values(DOORS).flat())].map((folder) => ({
    files: [filesIn(folder)],
    rules: closed(Object.keys(DOORS).filter((name) => !DOORS[name].includes(folder))),
  })),
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
