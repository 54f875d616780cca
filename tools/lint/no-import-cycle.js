import { findPath, importsOf, projectPath, readImportGraph } from "./import-graph.js";

/** Read once a run of lint: only the linted file may differ from what is on the disk. */
let graph;

/**
 * Refuses an import by which a file imports itself in the end. Type-only imports count: import-x/no-cycle leaves
 * them out and has no option for it.
 *
 * @type {import("eslint").Rule.RuleModule}
 */
export const noImportCycle = {
  meta: {
    type: "problem",
    schema: [],
    messages: { cycle: "An import cycle: {{path}}" },
  },
  create(context) {
    return {
      Program() {
        graph ??= readImportGraph();
        const file = projectPath(context.filename);
        if (!graph.has(file)) return;
        const { text } = context.sourceCode;
        for (const { target, from, to } of importsOf(file, text, new Set(graph.keys()))) {
          const path = findPath(graph, target, file);
          if (!path) continue;
          context.report({
            loc: {
              start: context.sourceCode.getLocFromIndex(from),
              end: context.sourceCode.getLocFromIndex(to),
            },
            messageId: "cycle",
            data: { path: [file, ...path].join(" -> ") },
          });
        }
      },
    };
  },
};
