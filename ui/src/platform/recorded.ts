// The platform in a plain browser: serves the overviews of `ui/recorded/`, and keeps the requests for tests. No service, no network.
import { negotiate } from "../i18n/language.svelte";
import type { Overview, Platform, Problem, Request } from "./contract";

const states = import.meta.glob<Overview>("../../recorded/*.json", { import: "default" });

/** What tests (and a curious developer in the console) can reach, as `window.recorded`. */
export interface Recorded {
  /** Every request the UI has sent, oldest first. */
  requests: Request[];
  /** Shows another overview, as the controller would: the given members replace those of the present one. */
  show(change: Partial<Overview>): void;
  /** The next request is answered with this problem. */
  refuse(problem: Problem): void;
  /** The window was asked to close. */
  closed: boolean;
}

declare global {
  interface Window {
    recorded?: Recorded;
  }
}

/** Names of all recorded states, sorted. */
export const stateNames = Object.keys(states)
  .map((path) => path.replace(/^.*\/|\.json$/g, ""))
  .sort();

/** The platform that serves the state `name`; `null` where there is none of that name. */
export async function recordedPlatform(name: string): Promise<Platform | null> {
  const load = states[`../../recorded/${name}.json`];
  if (!load) return null;
  let present = await load();
  let refusal: Problem | null = null;
  const listeners = new Set<(overview: Overview) => void>();
  const show = (change: Partial<Overview>) => {
    present = { ...present, ...change };
    for (const listener of listeners) listener(present);
  };
  const recorded: Recorded = {
    requests: [],
    show,
    refuse: (problem) => (refusal = problem),
    closed: false,
  };
  window.recorded = recorded;
  return {
    overview: async () => present,
    onOverview: async (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    async request(request) {
      recorded.requests.push(request);
      if (refusal) {
        const problem = refusal;
        refusal = null;
        return problem;
      }
      // The requests that the window itself sees the effect of, for its own labels; all others, and all sentences, stay as recorded.
      if (request.kind === "set_theme") show({ settings: { ...present.settings, theme: request.theme } });
      if (request.kind === "set_language") {
        const spoken = request.language === "system" ? negotiate(navigator.languages) : request.language;
        show({ language: spoken, settings: { ...present.settings, language: request.language } });
      }
      if (request.kind === "set_notifications") show({ settings: { ...present.settings, notifications: request.notifications } });
      if (request.kind === "dismiss") show({ problem: null, notice: null });
      if (request.kind === "dismiss_arrival") show({ arrival: null });
    },
    close: async () => {
      recorded.closed = true;
    },
  };
}
