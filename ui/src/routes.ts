// The screens and their addresses. The two forms belong to Home.
import type { Screen } from "./platform/contract";

export type Route = Screen | "leave" | "support";

const routes: readonly Route[] = ["home", "licences", "settings", "leave", "support"];

/** The route of an address fragment; Home for anything unknown. */
export function routeOf(hash: string): Route {
  const name = hash.replace(/^#/, "");
  return routes.find((route) => route === name) ?? "home";
}

/** The entry of the navigation that is current on a route. */
export function screenOf(route: Route): Screen {
  return route === "leave" || route === "support" ? "home" : route;
}
