// What stands below a text that comes and goes stays where it is: under a pointer that is about to press something, nothing moves.

/** Keeps an element as high as it has been, for as long as it is there and as wide as it was. */
export function keepHeight(node: HTMLElement): { destroy(): void } | undefined {
  if (typeof ResizeObserver === "undefined") return undefined;
  let { width } = node.getBoundingClientRect();
  let highest = 0;
  const observer = new ResizeObserver(() => {
    const now = node.getBoundingClientRect();
    if (now.width !== width) {
      ({ width } = now);
      highest = 0;
      // After what is being observed is through, or the browser calls it a loop.
      requestAnimationFrame(() => (node.style.minHeight = ""));
    } else if (now.height > highest) {
      highest = now.height;
      node.style.minHeight = `${highest}px`;
    }
  });
  observer.observe(node);
  return { destroy: () => observer.disconnect() };
}
