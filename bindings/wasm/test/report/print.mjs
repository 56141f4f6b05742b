// Pages on paper.

/** How many sheets of A4 a page needs. */
export async function sheets(page) {
  // Letters as every machine of the tests has them.
  await page.addStyleTag({ content: "body, svg { font-family: 'DejaVu Sans', sans-serif !important }" });
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}
