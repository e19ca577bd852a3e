import type { Database } from '../../api/db/port.ts';

/** An invented gemeente of 20 x 20 buurten around 5.4, 52.5, and `count` assets spread over it. */
export async function writeBenchAssets(database: Database, count: number): Promise<void> {
  await database.asSystem(async (tx) => {
    await tx.run(
      `insert into public.neighbourhoods
         (year, code, level, name, gemeente_code, parent_code, source, geometry)
       select 2024, 'GM9001', 'gemeente'::public.neighbourhood_level, 'Meetstad', 'GM9001', null,
         'example', extensions.st_multi(extensions.st_makeenvelope(5.3, 52.4, 5.5, 52.6, 4326))
       union all
       select 2024, 'WK900101', 'wijk', 'Meetwijk', 'GM9001', 'GM9001', 'example',
         extensions.st_multi(extensions.st_makeenvelope(5.3, 52.4, 5.5, 52.6, 4326))
       union all
       select 2024, 'BU9001' || lpad((x * 20 + y)::text, 4, '0'), 'buurt', 'Buurt ' || x || '-' || y,
         'GM9001', 'WK900101', 'example', extensions.st_multi(extensions.st_makeenvelope(
           5.3 + x * 0.01, 52.4 + y * 0.01, 5.31 + x * 0.01, 52.41 + y * 0.01, 4326))
       from generate_series(0, 19) x, generate_series(0, 19) y`,
    );
    await tx.run(`insert into public.current_years (gemeente_code, year) values ('GM9001', 2024)`);
    await tx.run(
      `insert into public.assets (id, kind, title, description, status, owner_id, geometry)
       select ('00000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
         (array['association', 'institution', 'place', 'exchange', 'story'])[1 + i % 5]::public.asset_kind,
         'Plek ' || i, 'Een plek om elkaar te ontmoeten, nummer ' || i, 'published', null,
         extensions.st_setsrid(extensions.st_point(
           5.3 + 0.2 * ((i * 7919) % 100003) / 100003.0, 52.4 + 0.2 * ((i * 104729) % 99991) / 99991.0), 4326)
       from generate_series(1, $1::int) i`,
      [count],
    );
  });
}
