/** What an element may be given: attributes, and listeners under the names of their events. */
type Given = Readonly<Record<string, string | boolean | undefined | ((event: Event) => void)>>;

export type Child = Node | string | undefined;

/** Makes an element. Texts become text nodes, so words of a definition are never read as markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  given: Given = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (typeof value === "string") element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  lock: "M7 10V7a5 5 0 0 1 10 0v3M5 10h14v10H5zM12 14v3",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2.200.8 3.5 2.700 3.5 5.5",
  back: "M15 5l-7 7 7 7",
  done: "M5 13l5 5L20 7",
  notice: "M12 4 2.5 20h19zM12 10v4M12 17v.5",
  file: "M6 3h8l4 4v14H6zM14 3v4h4M9 13h6M9 17h6",
} as const;

/** A picture beside words, which say the same. */
export function icon(name: keyof typeof PATHS): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
