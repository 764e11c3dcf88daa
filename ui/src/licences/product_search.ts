// Finding a product by its name, however it is written.
import type { ProductView } from "../platform/contract";

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("en");

/** Those products whose name or state holds every word of the query, in their order. */
export function matching(products: readonly ProductView[], query: string): ProductView[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return products.filter((product) => {
    const text = plain(`${product.name} ${product.label}`);
    return words.every((word) => text.includes(word));
  });
}
