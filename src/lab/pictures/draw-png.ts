/** An SVG document as PNG bytes, at twice its size. */
import { Resvg } from '@resvg/resvg-js';

export function drawPng(svg: string): Uint8Array {
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: { loadSystemFonts: true, defaultFontFamily: 'DejaVu Sans' },
  });
  return image.render().asPng();
}
