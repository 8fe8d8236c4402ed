/** A quiet line in the page's own font and colour; `grid` is the column of the article's last paragraph. */
export const captionSheet = (grid: string): string =>
  `:host{all:initial!important;display:block!important;clear:both!important;margin:2em 0!important;grid-column:${grid}!important;font:inherit!important;color:inherit!important}` +
  'section{display:block;padding-top:.6em;border-top:1px solid #8886;font-size:.875em;line-height:1.5;overflow-wrap:anywhere}' +
  'button{all:unset;cursor:pointer;padding:.25em 0;text-decoration:underline dotted;text-underline-offset:.25em}button:hover{text-decoration-style:solid}' +
  'button:focus-visible{outline:3px solid;outline-offset:3px}p{margin:.25em 0 0;font-weight:600}p:empty{margin:0}' +
  '@media print{:host{display:none!important}}';
