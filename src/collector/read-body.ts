/** The text of a body; or that it is too large, not UTF-8, or ended early. */
export type Body = { readonly text: string } | { readonly reason: 'too-large' | 'not-utf-8' | 'cut-off' };

/** Reads at most `most` bytes: what claims or proves to be larger is given up unread. */
export async function readBody(request: Request, most: number): Promise<Body> {
  if (Number(request.headers.get('content-length')) > most) return { reason: 'too-large' };
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of request.body ?? []) {
      size += part.byteLength;
      if (size > most) return { reason: 'too-large' };
      parts.push(part);
    }
  } catch {
    return { reason: 'cut-off' };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)) };
  } catch {
    return { reason: 'not-utf-8' };
  }
}
