/** What an element may be given: text becomes text, never markup. */
export type Child = Node | string | null | undefined | false;

/** Attributes by name: true writes an empty one, false and undefined none. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * An element with attributes and children. Texts reach it as text nodes alone, so that nothing in a definition can be markup. What
 * the engine draws is the one exception: see `picture.ts`.
 */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A button that does something. */
export function button(attributes: Attributes, label: string, act: () => void): HTMLButtonElement {
  const element = make("button", { type: "button", ...attributes }, label);
  element.addEventListener("click", act);
  return element;
}

/** The heading of a view, which takes the focus when the view appears. */
export function viewHeading(attributes: Attributes, ...children: readonly Child[]): HTMLHeadingElement {
  return make("h2", { tabindex: -1, part: "heading", class: "heading", ...attributes }, ...children);
}
