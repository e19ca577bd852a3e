/**
 * The text of a byte stream, chunk by chunk: UTF-8 with or without a byte-order mark, or, from the
 * first byte that UTF-8 cannot hold, Latin-1 as Windows writes it.
 */
export async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const latin1 = new TextDecoder('windows-1252');
  let isUtf8 = true;
  let isFirst = true;
  let kept: Uint8Array = new Uint8Array();
  const decode = (bytes: Uint8Array): string => {
    if (isUtf8) {
      try {
        const text = utf8.decode(bytes);
        const withMark = isFirst && text.startsWith('\uFEFF');
        isFirst = false;
        return withMark ? text.slice(1) : text;
      } catch {
        isUtf8 = false;
      }
    }
    return latin1.decode(bytes);
  };
  for await (const chunk of chunks) {
    const bytes = kept.length > 0 ? Buffer.concat([kept, chunk]) : chunk;
    const whole = isUtf8 ? wholeCharacters(bytes) : bytes.length;
    kept = bytes.subarray(whole);
    if (whole > 0) yield decode(bytes.subarray(0, whole));
  }
  if (kept.length > 0) yield decode(kept);
}

/** How many of these bytes come before a character that is cut off at the end. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
