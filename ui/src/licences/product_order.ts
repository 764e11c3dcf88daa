// The order of products: what can be used today first, what is over last.
import type { ProductView } from "../platform/contract";

const states: readonly ProductView["state"][] = ["ready", "grace", "trial", "unknown", "denied"];

/** Ready ones first, those that something stands in the way of, those that the account does not own, those that have ended. */
export function byUse(products: readonly ProductView[]): ProductView[] {
  const place = ({ state, code }: ProductView) => {
    const late = ["not_owned", "ended"].indexOf(code);
    return late < 0 ? states.indexOf(state) : states.length + late;
  };
  return [...products].sort((one, other) => place(one) - place(other));
}
