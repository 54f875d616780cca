import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import importX from "eslint-plugin-import-x";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Folder -> the folders of the project it may import from. Everything else is an error. */
export const MAY_IMPORT = {
  "app/domain": [],
  "app/db": ["app/domain"],
  "app/charts": ["app/domain"],
  "app/briefing": ["app/domain", "app/charts"],
  "app/components": ["app/domain", "app/charts"],
  etl: ["app/domain"],
};

/** Package -> the only places that may import it. */
const DOORS = {
  "@duckdb/node-api": ["app/db/**", "etl/load/**", "bench/**", "test/**"],
  "@observablehq/plot": ["app/charts/**", "test/**"],
  "@tanstack/react-table": ["app/components/**", "test/**"],
};

const SOURCES = ["app", "etl", "server"];

const zones = Object.entries(MAY_IMPORT).flatMap(([target, allowed]) =>
  SOURCES.map((from) => ({
    target: `./${target}`,
    from: `./${from}`,
    except: [target, ...allowed].filter((f) => f.startsWith(from)).map((f) => `./${f.slice(from.length + 1) || "."}`),
    message: `${target} may import ${allowed.join(", ") || "no other folder"} only (docs/decisions/003-layout.md)`,
  })),
);

export default tseslint.config(
  { ignores: ["build/**", "node_modules/**", "artifacts/**"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx,js}"],
    plugins: { "import-x": importX },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver({ project: "./tsconfig.json" })] },
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
  ...Object.entries(DOORS).map(([name, allowed]) => ({
    files: ["app/**/*.{ts,tsx}", "etl/**/*.ts", "server/**/*.ts"],
    ignores: allowed,
    rules: {
      "no-restricted-imports": ["error", { paths: Object.keys(DOORS).filter((d) => d === name).map((d) => ({ name: d, message: `only ${allowed[0]} opens this door` })) }],
    },
  })),
  { files: ["app/**/*.tsx"], ...jsxA11y.flatConfigs.recommended },
  { files: ["app/**/*.tsx"], plugins: { "react-hooks": reactHooks }, rules: reactHooks.configs.recommended.rules },
);
