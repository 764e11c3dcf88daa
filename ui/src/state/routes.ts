// The screens and their addresses. The two forms belong to Home.
import type { Screen } from "../platform/contract";

export type Route = Screen | "leave" | "support";

const routes: readonly Route[] = ["home", "licences", "requests", "people", "settings", "leave", "support"];
const forAdministrators: readonly Route[] = ["requests", "people"];

/** The route of an address fragment; Home for anything unknown. */
export function routeOf(hash: string): Route {
  const name = hash.replace(/^#/, "");
  return routes.find((route) => route === name) ?? "home";
}

/** The entry of the navigation that is current on a route. */
export function screenOf(route: Route): Screen {
  return route === "leave" || route === "support" ? "home" : route;
}

/** What is shown on a route: Home to whoever is no administrator where the screen is for those. */
export function allowed(route: Route, administrator: boolean): Route {
  return !administrator && forAdministrators.includes(route) ? "home" : route;
}

/** The entries of the navigation, in order; a key each. */
export function screensFor(administrator: boolean): readonly Screen[] {
  return administrator ? ["home", "licences", "requests", "people", "settings"] : ["home", "licences", "settings"];
}
