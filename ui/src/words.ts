// The labels of the window. Sentences about the person's state come finished from the overview; what stands here is what never changes.
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

/** The files of labels: `ui.ftl`, and `ui-admin.ftl` for an administrator's screens. */
const files = import.meta.glob<string>("../../locales/en/ui*.ftl", { query: "?raw", import: "default", eager: true });

const bundle = new FluentBundle("en-GB", { useIsolating: false });
for (const text of Object.values(files)) {
  const mistakes = bundle.addResource(new FluentResource(text));
  if (mistakes.length > 0) throw mistakes[0];
}

/** The label `id`, with its variables filled in. Throws where there is no such label: a test looks all of them up. */
export function t(id: string, args?: Record<string, FluentVariable>): string {
  const message = bundle.getMessage(id);
  if (!message?.value) throw new Error(`no words for "${id}"`);
  const errors: Error[] = [];
  const text = bundle.formatPattern(message.value, args, errors);
  if (errors.length > 0) throw errors[0];
  return text;
}

/** The label `id`, or `otherwise` where the id is made from a value that a newer service may have added to. */
export function tOr(id: string, otherwise: string): string {
  return bundle.hasMessage(id) ? t(id) : otherwise;
}
