import type { Figure } from "../types.js";

/** A policy of Trusted Types, as far as it is used here; the types of browsers that come with TypeScript have none. */
interface Policy {
  createHTML(text: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: Policy): Policy;
}

let policy: Policy | false | undefined;

/**
 * A text as the parser takes it where the page enforces Trusted Types. The policy is asked for when the first figure is drawn, and
 * once: a page that names its policies has to name `orientir`. Where the page does not allow it, the text stays a text, and the
 * parser decides.
 */
function trusted(text: string): string {
  if (policy === undefined) {
    const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
    try {
      policy = trustedTypes?.createPolicy("orientir", { createHTML: (svg) => svg }) ?? false;
    } catch {
      policy = false;
    }
  }
  return policy === false ? text : policy.createHTML(text);
}

/**
 * The SVG of a figure. This is the one place where a text becomes markup, and the only text that may come here is the `svg` of a
 * {@link Figure}: the engine writes it, and escapes in it what comes from a definition. It is read as XML, where nothing is
 * mended and nothing runs.
 *
 * Undefined where it cannot be drawn, as on a page that allows no such policy: the words beside it tell all that it shows.
 */
export function picture({ svg }: Figure): Element | undefined {
  try {
    const { documentElement: root } = new DOMParser().parseFromString(trusted(svg), "image/svg+xml");
    const isFaulty = root.localName !== "svg" || root.getElementsByTagName("parsererror").length > 0;
    return isFaulty ? undefined : document.importNode(root, true);
  } catch {
    return undefined;
  }
}
