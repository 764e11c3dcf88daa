// The labels of the window. Sentences about the person's state come finished from the overview; what stands here is what never changes.
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { type Language, language } from "./language.svelte";

/** The files that the window shares with the rest of the product: its labels, and the names of days and months. */
const files = import.meta.glob<string>(["../../../locales/*/ui*.ftl", "../../../locales/*/dates.ftl"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const made = new Map<Language, FluentBundle>();

function bundleOf(tag: Language): FluentBundle {
  let bundle = made.get(tag);
  if (!bundle) {
    bundle = new FluentBundle(tag === "en" ? "en-GB" : tag, { useIsolating: false });
    for (const [path, text] of Object.entries(files)) {
      if (!path.includes(`/locales/${tag}/`)) continue;
      const [mistake] = bundle.addResource(new FluentResource(text));
      if (mistake) throw mistake;
    }
    made.set(tag, bundle);
  }
  return bundle;
}

/** The bundle that has this label: of the language that is spoken, else English. */
function having(id: string): FluentBundle | undefined {
  return [bundleOf(language()), bundleOf("en")].find((it) => it.hasMessage(id));
}

/** The label `id`, with its variables filled in. Throws where there is no such label: a test looks all of them up. */
export function t(id: string, args?: Record<string, FluentVariable>): string {
  const bundle = having(id);
  const message = bundle?.getMessage(id);
  if (!bundle || !message?.value) throw new Error(`no words for "${id}"`);
  const errors: Error[] = [];
  const text = bundle.formatPattern(message.value, args, errors);
  const [error] = errors;
  if (error) throw error;
  return text;
}
