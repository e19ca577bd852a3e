import { randomUUID } from 'node:crypto';
import { anonymous, type Actor, type Database } from '../../api/db/port.ts';
import type { Role } from '../../api/contracts/session.ts';
import { exampleAreas, middleOf } from './areas.ts';
import { account } from './people.ts';

/** Where the example neighbours have their assets. */
export const HERE = 'BU90010101';

type Place = {
  visibility?: string;
  status?: string;
  owner?: string;
  steward?: string;
  at?: string;
};

/** Writes a place as the system; answers its id. */
export async function place(database: Database, given: Place = {}): Promise<string> {
  const { visibility = 'public', status = 'published', owner, steward, at = HERE } = given;
  const id = randomUUID();
  await database.asSystem((tx) =>
    tx.run(
      `insert into public.assets
         (id, kind, title, visibility, status, owner_id, steward_id, geometry)
       values ($1, 'place', 'A bench', $2::public.visibility, $3::public.asset_status, $4::uuid,
         $5::uuid, extensions.st_setsrid(extensions.st_point($6::float8, $7::float8), 4326))`,
      [id, visibility, status, owner ?? null, steward ?? null, ...middleOf(at)],
    ),
  );
  return id;
}

type Card = {
  consent: 'holds' | 'expired' | 'withdrawn';
  owner?: string;
  at?: string;
  hands?: string[];
};

/** Writes a gift card with its consent as the system; answers its id. */
export async function card(database: Database, given: Card): Promise<string> {
  const { consent, owner, at = HERE, hands = ['baking'] } = given;
  const id = randomUUID();
  await database.asSystem(async (tx) => {
    await tx.run(
      `insert into public.assets (id, kind, title, hands, visibility, status, owner_id, buurt_code)
       values ($1, 'person', 'Sanne', $2::text[], 'connectors', 'published', $3::uuid, $4)`,
      [id, hands, owner ?? null, at],
    );
    await tx.run(
      `insert into public.consents
         (asset_id, text_version, through, through_account, given_how, given_at, until, withdrawn_at)
       values ($1, '2026-01', $2::public.consent_channel, $3::uuid, $4, now() - interval '2 days',
         now() + case when $5 = 'expired' then - interval '1 minute' else interval '1 year' end,
         case when $5 = 'withdrawn' then now() end)`,
      [
        id,
        owner ? 'self' : 'connector',
        owner ?? null,
        owner ? '' : 'at her kitchen table',
        consent,
      ],
    );
  });
  return id;
}

async function contact(database: Database, asset: string, visibility: string): Promise<string> {
  await database.asSystem((tx) =>
    tx.run(
      `insert into public.asset_contacts (asset_id, phone, visibility)
       values ($1, '0320 123456', $2::public.visibility)`,
      [asset, visibility],
    ),
  );
  return asset;
}

/** One account of each sort; `owner` has all the assets below, `steward` looks after the places. */
export async function neighbours(database: Database) {
  await exampleAreas(database);
  const one = (role: Role, area: string, trusted = false) =>
    account(database, { roles: [{ role, area, trusted }] });
  const actors = {
    anon: anonymous as Actor,
    here: await one('resident', 'WK900101'),
    there: await one('resident', 'WK900102'),
    trusted: await one('resident', HERE, true),
    connector: await one('connector', 'WK900101'),
    far: await one('connector', 'GM9002'),
    municipality: await one('municipality', 'GM9001'),
    coordinator: await one('coordinator', 'NL'),
    researcher: await one('researcher', 'NL'),
    owner: await one('resident', 'WK900101'),
    steward: await one('resident', 'WK900201'),
  };
  const owner = actors.owner.accountId;
  const kept = { owner, steward: actors.steward.accountId };
  const assets = {
    open: await place(database, kept),
    ours: await place(database, { ...kept, visibility: 'neighbourhood' }),
    inner: await place(database, { ...kept, visibility: 'connectors' }),
    proposed: await place(database, { ...kept, status: 'proposed' }),
    archived: await place(database, { ...kept, status: 'archived' }),
    card: await contact(database, await card(database, { consent: 'holds', owner }), 'connectors'),
    held: await card(database, { consent: 'holds' }),
    expired: await card(database, { consent: 'expired', owner }),
    withdrawn: await card(database, { consent: 'withdrawn', owner }),
    reachable: await contact(database, await place(database, kept), 'public'),
    near: await contact(database, await place(database, kept), 'neighbourhood'),
    closed: await contact(database, await place(database, kept), 'connectors'),
  };
  return { actors, assets };
}
