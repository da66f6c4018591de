/** Begins a bundle of ES modules: CommonJS packages inside it ask for Node's own modules with `require`. */
export const REQUIRE_BANNER = {
  js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
};
