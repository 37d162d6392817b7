import js from "@eslint/js";
import globals from "globals";

/** What Python's ruff asks of a function, asked of a script's. */
const SHAPE = {
  "max-len": ["error", { code: 120 }],
  "max-lines": ["error", { max: 250, skipComments: true, skipBlankLines: true }],
  "max-lines-per-function": ["error", { max: 40, skipComments: true, skipBlankLines: true }],
  complexity: ["error", 12],
  "max-params": ["error", 4],
  "max-depth": ["error", 3],
};

const CARE = {
  curly: ["error", "multi-line"],
  eqeqeq: "error",
  "no-implicit-globals": "error",
  "no-shadow": ["error", { allow: ["name", "each"] }],
  "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
};

export default [
  { ignores: ["static/vendor/", "static/fonts/", "build/", "var/", ".venv/"] },
  js.configs.recommended,
  { rules: { ...CARE, ...SHAPE }, linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: ["static/js/**/*.js"], languageOptions: { globals: { ...globals.browser } } },
  { files: ["static/js/screen-worker.js"], languageOptions: { globals: { ...globals.serviceworker } } },
  { files: ["tests/static/**/*.js"], languageOptions: { globals: { ...globals.browser, ...globals.node } } },
];
