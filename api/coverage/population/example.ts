import type { Transaction } from '../../db/port.ts';

/**
 * Invented people in the cells of the wijken that have example assets, the same whenever written. Marked as
 * an example, and of a year that any real figures are newer than.
 */
export async function writeExamplePopulation(tx: Transaction): Promise<void> {
  const [there] = await tx.query('select from public.population_cells limit 1');
  if (there) return;
  await tx.run(
    `insert into public.population_cells (year, x, y, dwellings, inhabitants, source)
     select 2020, x, y, dwellings, round(dwellings * 2.1)::int, 'voorbeeld'
     from (
       select distinct on (x, y) x, y, 
         ('x' || left(md5(x || ' ' || y), 7))::bit(28)::int % 43 as dwellings
       from (
         select w.geometry, extensions.st_transform(w.geometry, 28992) as flat
         from public.current_neighbourhoods w
         where w.level = 'wijk' and exists (
           select from public.assets a join public.current_neighbourhoods b on b.code = a.buurt_code
           where b.parent_code = w.code and a.source = 'voorbeeld')
       ) area
       cross join lateral generate_series(floor(extensions.st_xmin(flat) / 100)::int,
         floor(extensions.st_xmax(flat) / 100)::int) as x
       cross join lateral generate_series(floor(extensions.st_ymin(flat) / 100)::int,
         floor(extensions.st_ymax(flat) / 100)::int) as y
       where extensions.st_covers(area.geometry, extensions.st_transform(extensions.st_setsrid(
         extensions.st_point(x * 100 + 50, y * 100 + 50), 28992), 4326))
     ) cells
     where dwellings > 8`,
  );
}
