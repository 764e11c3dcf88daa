// Which roles are an administrator's: those let their holder act on others, so they are given on purpose.

/** Administrators' roles, the likeliest first; the one that reaches farthest last. */
const administrators = ["co_admin", "group_admin", "services_admin", "learn_admin", "account_admin"] as const;

/** The others, the likeliest first. */
const others = ["download", "sdk_download", "beta"] as const;

export type AdministratorRole = (typeof administrators)[number];

export function isAdministratorRole(id: string): id is AdministratorRole {
  return administrators.some((it) => it === id);
}

/** Choices of roles in the order in which they are likely to be wanted; those that this version does not know last. */
export function byLikelihood<T extends { id: string }>(choices: readonly T[]): T[] {
  const order: readonly string[] = [...others, ...administrators];
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...choices].sort((one, other) => place(one.id) - place(other.id));
}
