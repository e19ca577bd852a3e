/** All of a list that comes page by page. */
export async function everyPage<Item>(
  page: (cursor: { cursor?: string }) => Promise<{ items: Item[]; next: string | null }>,
): Promise<Item[]> {
  const found: Item[] = [];
  for (let cursor: string | undefined; ;) {
    const { items, next } = await page(cursor ? { cursor } : {});
    found.push(...items);
    if (!next) return found;
    cursor = next;
  }
}
