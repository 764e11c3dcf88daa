// Builds the UI over recorded overviews once, before any test.
import { build } from "vite";

export default async function (): Promise<void> {
  await build({ mode: "recorded", logLevel: "warn" });
}
