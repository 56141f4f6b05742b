//! How pages look.

/// The style sheet of every page.
pub(super) const SHEET: &str = "\
:root{color-scheme:light dark}\
body{margin:0;font:1.0625rem/1.5 system-ui,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',Arial,sans-serif;color:#1b1b1b;background:#fff;overflow-wrap:break-word}\
main,footer{max-width:44rem;margin:0 auto;padding:1rem}\
h1{font-size:1.5em;line-height:1.25;margin:0 0 .5rem}\
h2{font-size:1.25em;line-height:1.3;margin:2rem 0 .5rem}\
h3{font-size:1em;margin:1.2rem 0 .25rem}\
p,ul{margin:.4rem 0}\
.small{font-size:.9em}.quiet{opacity:.75}\
.broad,.broad~footer{max-width:60rem}\
.wide{overflow-x:auto;margin:.6rem 0}\
table{border-collapse:collapse;font-size:.95em}\
th,td{text-align:start;vertical-align:top;padding:.35rem .7rem .35rem 0;border-bottom:1px solid #8886}\
th[scope=row]{font-weight:400;min-width:5rem;max-width:16rem;overflow-wrap:break-word}\
summary{cursor:pointer;min-height:1.5rem;padding:.3rem 0}\
td ul{margin:0;padding-inline-start:1rem}\
.number{text-align:end;font-variant-numeric:tabular-nums}\
th button{font:inherit;color:inherit;background:none;border:0;border-bottom:2px dotted;padding:.3rem 0;min-height:1.5rem;text-align:inherit;cursor:pointer}\
[aria-sort=ascending] button::after{content:' ▲'}[aria-sort=descending] button::after{content:' ▼'}\
.note{border-left:4px solid #3b7dd8;padding:.1rem .8rem}\
figure{margin:1rem 0}\
svg{display:block;width:100%;max-width:26rem;height:auto}\
footer{font-size:.8em;border-top:1px solid}\
footer li{font-family:ui-monospace,Consolas,'DejaVu Sans Mono',monospace}\
@media(prefers-color-scheme:dark){body{color:#eee;background:#181818}}\
@media print{body{color:#000;background:#fff;font-size:10pt}main,footer{max-width:none;padding:0}\
svg{max-width:74mm;max-height:230mm}h1,h2,h3{break-after:avoid;break-inside:avoid}figure,.note,li,tr{break-inside:avoid}.pair{display:grid;grid-template-columns:74mm 1fr;column-gap:5mm;align-items:start}.pair>:empty{display:none}.pair>:empty+*{grid-column:1/-1}.pair h3:first-child{margin-top:.4rem}figure{margin:.4rem 0}.wide{overflow:visible}th button{display:contents}details::details-content{content-visibility:visible;block-size:auto}table{font-size:9pt}.quiet{opacity:1}p{orphans:3;widows:3}}\
@page{size:A4;margin:14mm 16mm}\
";
