// Chooses the platform: the app's own, or recorded overviews in a build made for that.
import type { Platform } from "./contract";
import type StatePicker from "./StatePicker.svelte";

declare const __RECORDED__: boolean;

/** The platform, or the recorded states to pick one from. */
export async function choosePlatform(address: URL): Promise<{ platform: Platform } | { Picker: typeof StatePicker; states: string[] }> {
  if (!__RECORDED__) return { platform: (await import("./tauri")).platform };
  const { recordedPlatform, stateNames } = await import("./recorded");
  const name = address.searchParams.get("state");
  const platform = name ? await recordedPlatform(name) : null;
  return platform ? { platform } : { Picker: (await import("./StatePicker.svelte")).default, states: stateNames };
}
