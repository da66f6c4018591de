/** Text within SVG or HTML. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** As the value of an attribute in double quotes. */
export function escapedValue(text: string): string {
  return escaped(text).replaceAll('"', '&quot;');
}
