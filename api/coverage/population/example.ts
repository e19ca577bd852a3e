import type { Transaction } from '../../db/port.ts';

/**
 * Invented people in the wijken that have example assets, most of them around those, the same whenever written.
 * Marked as an example, and of a year that any real figures are newer than.
 */
export async function writeExamplePopulation(tx: Transaction): Promise<void> {
  const [there] = await tx.query('select from public.population_cells limit 1');
  if (there) return;
  await tx.run(
    `with places as materialized (
       select b.parent_code as wijk, extensions.st_transform(a.geometry, 28992) as flat
       from public.assets a join public.current_neighbourhoods b on b.code = a.buurt_code
       where a.source = 'voorbeeld' and a.geometry is not null
     ), areas as materialized (
       select w.code, w.geometry, extensions.st_transform(w.geometry, 28992) as flat
       from public.current_neighbourhoods w
       where w.level = 'wijk' and w.code in (select wijk from places)
     ), cells as materialized (
       select distinct on (x, y) x, y, extensions.st_setsrid(
         extensions.st_point(x * 100 + 50, y * 100 + 50), 28992) as middle
       from areas
       cross join lateral generate_series(floor(extensions.st_xmin(flat) / 100)::int,
         floor(extensions.st_xmax(flat) / 100)::int) as x
       cross join lateral generate_series(floor(extensions.st_ymin(flat) / 100)::int,
         floor(extensions.st_ymax(flat) / 100)::int) as y
       where extensions.st_covers(areas.geometry, extensions.st_transform(extensions.st_setsrid(
         extensions.st_point(x * 100 + 50, y * 100 + 50), 28992), 4326))
     ), lived as (
       select x, y, round(('x' || left(md5(x || ' ' || y), 7))::bit(28)::int % 43
         * exp(-power(min(extensions.st_distance(middle, places.flat)) / 700, 2)))::int as dwellings
       from cells cross join places group by x, y, middle
     )
     insert into public.population_cells (year, x, y, dwellings, inhabitants, source)
     select 2020, x, y, dwellings, round(dwellings * 2.1)::int, 'voorbeeld' from lived where dwellings > 2`,
  );
}
