"use strict";
for (const table of document.querySelectorAll("table[data-sort]")) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const key = (row, place) => row.cells[place].dataset.key ?? row.cells[place].textContent.trim();
  const numbers = (place) => [...body.rows].every((row) => key(row, place) === "" || Number.isFinite(Number(key(row, place))));
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      const order = numbers(place) ? (a, b) => Number(a) - Number(b) : compare;
      const rows = [...body.rows].map((row) => [key(row, place), row]);
      // What is empty stays last either way.
      rows.sort(([a], [b]) => (a === "") - (b === "") || (a === "" ? 0 : down ? order(b, a) : order(a, b)));
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      body.append(...rows.map(([, row]) => row));
    });
  });
}
