// Asked in a page: whether letters of figures are where they can be read.

/** Letters of figures that are outside of their figure, or on other letters. */
export const misplaced = () =>
  [...document.querySelectorAll("svg")].flatMap((svg) => {
    const { width, height } = svg.viewBox.baseVal;
    const boxes = [...svg.querySelectorAll("text")].map((text) => ({ words: text.textContent, box: text.getBBox() }));
    const outside = boxes.filter(({ box }) => box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height);
    const on = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    const over = boxes.filter(({ box }, number) => boxes.slice(0, number).some((other) => on(box, other.box)));
    return [...outside, ...over].map(({ words }) => words);
  });

/** The smallest letters of figures, in pixels of the screen. */
export const smallest = () =>
  Math.min(
    ...[...document.querySelectorAll("svg")].flatMap((svg) => {
      const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
      return [...svg.querySelectorAll("text")].map((text) => Number(text.getAttribute("font-size")) * scale);
    }),
  );
