/** Imports a CSV file by the API, as the example coordinator does; throws where not every row was written. */
export async function importByCoordinator(
  url: string,
  what: 'assets?allowOutside=true' | 'connections',
  header: string,
  rows: string[],
): Promise<void> {
  const signIn = await fetch(`${url}/api/v1/session/demo`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"role":"coordinator"}',
  });
  const answer = await fetch(`${url}/api/v1/imports/${what}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'text/csv',
      Cookie: signIn.headers.get('Set-Cookie')!.split(';')[0]!,
    },
    body: [header, ...rows].join('\n'),
  });
  const { written } = (await answer.json()) as { written: number };
  if (written !== rows.length) throw new Error(`${rows.length} rows expected, ${written} written`);
}
