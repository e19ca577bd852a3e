import { readdirSync } from 'node:fs';

/** Photos that hold a place in another way each; see the README beside them. */
export const fixtures = readdirSync(new URL('../fixtures/photos/', import.meta.url)).filter(
  (name) => !name.endsWith('.md'),
);

export function photoForm(id: string, file: Blob, alt = ''): FormData {
  const form = new FormData();
  form.set('id', id);
  form.set('alt', alt);
  form.set('file', file, 'IMG_0001');
  return form;
}

/** The names of the chunks of a WebP file, in order. */
export function chunksOf(file: Buffer): string[] {
  const names: string[] = [];
  for (let at = 12; at + 8 <= file.length;) {
    names.push(file.toString('latin1', at, at + 4));
    const size = file.readUInt32LE(at + 4);
    at += 8 + size + (size % 2);
  }
  return names;
}
