// What the sources of the window are held to beyond their types. Looks are prettier's (`npm run format`).
import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import { defineConfig, globalIgnores } from "eslint/config";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

export default defineConfig(
  globalIgnores(["dist", "dist-recorded", "test-results", "recorded", "src/platform/bindings.ts", "*.js"]),
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  svelte.configs.prettier,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: [".svelte"] },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      // A case that is forgotten is an error even where a default would take it.
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: false }],
      // The compiler knows every name.
      "no-undef": "off",
      // `return app.go("home")` and `() => app.go("home")` read well where nothing is done with what comes back.
      "@typescript-eslint/no-confusing-void-expression": "off",
      // `void value` is how an effect says that it follows a value.
      "@typescript-eslint/no-meaningless-void-operator": "off",
      // What stands behind a promise may know its answer at once.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Code points are what the service counts.
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
    },
  },
  {
    files: ["**/*.svelte"],
    rules: {
      // What another component hands over has no type here; svelte-check holds these.
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
);
