/** A picture into a file, as SVG or PNG by the ending of its name. */
import { UserError } from '../../cj/errors.js';
import { drawPng } from './draw-png.js';
import { drawSvg, type Picture } from './draw-svg.js';

export function writePicture(
  picture: Picture,
  path: string,
  write: (path: string, data: string | Uint8Array) => void,
): void {
  const svg = drawSvg(picture);
  const name = path.toLowerCase();
  if (name.endsWith('.svg')) write(path, svg);
  else if (name.endsWith('.png')) write(path, drawPng(svg));
  else {
    throw new UserError({
      code: 'unknown_picture',
      message: `${path} ends neither with .svg nor with .png.`,
      where: '--picture',
    });
  }
}
