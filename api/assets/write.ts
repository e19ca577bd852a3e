import type { AssetChange, Consent, NewAsset } from '../contracts/assets.ts';
import type { Actor, Transaction } from '../db/port.ts';
import { changedMeanwhile, notAllowed, notFound, Problem } from '../http/problem.ts';
import { digestOf, requireRepeat } from '../http/write.ts';

/** Field of the contract -> column and its type. The one list of what a visitor writes. */
const columns = {
  kind: ['kind', 'public.asset_kind'],
  title: ['title', 'text'],
  description: ['description', 'text'],
  tags: ['tags', 'text[]'],
  wishes: ['wishes', 'text[]'],
  openingHours: ['opening_hours', 'text'],
  wheelchair: ['wheelchair', 'public.wheelchair'],
  accessibility: ['accessibility', 'text'],
  capacity: ['capacity', 'int'],
  languages: ['languages', 'text[]'],
  webLink: ['web_link', 'text'],
  source: ['source', 'text'],
  lastUsedOn: ['last_used_on', 'date'],
  lastUsedFor: ['last_used_for', 'text'],
  visibility: ['visibility', 'public.visibility'],
  status: ['status', 'public.asset_status'],
  buurt: ['buurt_code', 'text'],
} as const;

/** What a version of an asset says, less its place in a buurt. Its status is what others decided. */
export const CONTENT: readonly string[] = [
  ...Object.values(columns).map(([column]) => column),
  ...['head', 'heart', 'hands', 'geometry'],
].filter((column) => column !== 'buurt_code' && column !== 'status');

type Values = { column: string; expression: string; value: unknown }[];

/** Columns, expressions over `?` and values for what `fields` holds. */
function valuesOf(fields: Partial<AssetChange> | NewAsset, personal: boolean): Values {
  const values: Values = [];
  const set = (column: string, expression: string, value: unknown) =>
    values.push({ column, expression, value });
  for (const [field, [column, type]] of Object.entries(columns)) {
    const value = (fields as Partial<AssetChange>)[field as keyof typeof columns];
    if (value === undefined || ((field === 'wishes' || field === 'buurt') && !personal)) continue;
    set(column, `?::${type}`, value);
  }
  if (fields.gifts && personal)
    for (const part of ['head', 'heart', 'hands'] as const)
      set(part, '?::text[]', fields.gifts[part]);
  if (fields.geometry)
    set('geometry', 'extensions.st_geomfromgeojson(?)', JSON.stringify(fields.geometry));
  return values;
}

/**
 * Writes a new asset, once however often it is sent. Answers false when it was there already, just
 * so. Throws Problem 409 when its id belongs to another.
 */
export async function insertAsset(
  tx: Transaction,
  actor: Actor,
  asset: NewAsset,
): Promise<boolean> {
  const personal = asset.kind === 'person';
  if (asset.contact && !actor.accountId)
    throw new Problem(401, 'Sign in to leave a way to reach you.');
  if (personal && !actor.accountId) throw new Problem(401, 'Sign in to share a talent.');
  const onBehalf = personal && asset.consent?.through === 'connector';
  const digest = digestOf(actor.accountId, asset);
  const values = valuesOf(personal ? { ...asset, visibility: 'connectors' } : asset, personal);
  values.push(
    { column: 'id', expression: '?', value: asset.id },
    { column: 'digest', expression: '?', value: digest },
    { column: 'owner_id', expression: '?::uuid', value: onBehalf ? null : actor.accountId },
  );
  const written = await tx.run(
    `insert into public.assets (${values.map(({ column }) => column).join(', ')})
     values (${values.map(({ expression }, i) => expression.replace('?', `$${i + 1}`)).join(', ')})
     on conflict do nothing`,
    values.map(({ value }) => value),
  );
  if (written === 0) {
    await requireRepeat(tx, 'public.assets', asset.id, digest);
    return false;
  }
  if (asset.consent && personal) await writeConsent(tx, asset.id, asset.consent);
  if (asset.contact) await writeContact(tx, asset.id, asset.contact);
  return true;
}

async function writeConsent(tx: Transaction, id: string, consent: Consent): Promise<void> {
  await tx.run(
    `insert into public.consents (asset_id, text_version, through, given_how)
     values ($1, $2, $3::public.consent_channel, $4)`,
    [id, consent.textVersion, consent.through, consent.givenHow],
  );
}

async function writeContact(
  tx: Transaction,
  id: string,
  contact: NonNullable<AssetChange['contact']>,
): Promise<void> {
  await tx.run(
    `insert into public.asset_contacts (asset_id, name, email, phone, visibility)
     values ($1, $2, $3, $4, $5::public.visibility)
     on conflict (asset_id) do update set name = excluded.name, email = excluded.email,
       phone = excluded.phone, visibility = excluded.visibility`,
    [id, contact.name ?? null, contact.email ?? null, contact.phone ?? null, contact.visibility],
  );
}

/** Changes a version that the visitor saw. Throws Problem 404, 412, or 403 by the database. */
export async function changeAsset(
  tx: Transaction,
  actor: Actor,
  id: string,
  version: number,
  change: AssetChange,
): Promise<void> {
  const { kind, mayEdit } = await requireVersion(tx, id, version);
  if (!mayEdit) throw notAllowed();
  const personal = (change.kind ?? kind) === 'person';
  if (!personal && (change.gifts || change.wishes?.length))
    throw new Problem(400, 'gifts and wishes belong to a person');
  const values = valuesOf(change, personal);
  if (change.steward !== undefined)
    values.push({
      column: 'steward_id',
      expression: '?::uuid',
      value: change.steward ? actor.accountId : null,
    });
  if (values.length > 0) {
    const set = values.map(
      ({ column, expression }, i) => `${column} = ${expression.replace('?', `$${i + 3}`)}`,
    );
    const written = await tx.run(
      `update public.assets set ${set.join(', ')} where id = $1 and version = $2`,
      [id, version, ...values.map(({ value }) => value)],
    );
    if (written === 0) throw changedMeanwhile();
  }
  if (change.contact) await writeContact(tx, id, change.contact);
  else if (change.contact === null)
    await tx.run('delete from public.asset_contacts where asset_id = $1', [id]);
}

async function requireVersion(
  tx: Transaction,
  id: string,
  version: number,
): Promise<{ kind: string; mayEdit: boolean }> {
  const [row] = await tx.query<{ version: number; kind: string; mayEdit: boolean }>(
    `select version, kind, private.may_edit(id) as "mayEdit"
     from public.assets where id = $1`,
    [id],
  );
  if (!row) throw notFound();
  if (row.version !== version) throw changedMeanwhile();
  return row;
}

/** Archives an asset, where it can be undone; a gift card is taken away for good. */
export async function removeAsset(tx: Transaction, id: string, version: number): Promise<void> {
  const { kind } = await requireVersion(tx, id, version);
  const written = await tx.run(
    kind === 'person'
      ? 'delete from public.assets where id = $1 and version = $2'
      : `update public.assets set status = 'archived' where id = $1 and version = $2`,
    [id, version],
  );
  if (written === 0) throw notAllowed();
}

/** A new consent beside the earlier ones: from this moment connectors see the card again. */
export async function giveConsent(tx: Transaction, id: string, consent: Consent): Promise<void> {
  await requireVisible(tx, id);
  await writeConsent(tx, id, consent);
}

/** From this moment nobody but its owner sees the card. */
export async function withdrawConsent(tx: Transaction, id: string): Promise<void> {
  const written = await tx.run(
    'update public.consents set withdrawn_at = now() where asset_id = $1 and withdrawn_at is null',
    [id],
  );
  if (written === 0) throw notFound();
}

export async function confirmAsset(tx: Transaction, id: string): Promise<void> {
  await requireVisible(tx, id);
  await tx.run(
    'insert into public.asset_confirmations (asset_id) values ($1) on conflict do nothing',
    [id],
  );
}

export async function reportAsset(
  tx: Transaction,
  assetId: string,
  report: { id: string; reason: string; note: string },
): Promise<void> {
  await requireVisible(tx, assetId);
  await tx.run(
    `insert into public.asset_reports (id, asset_id, reason, note)
     values ($1, $2, $3::public.report_reason, $4) on conflict do nothing`,
    [report.id, assetId, report.reason, report.note],
  );
}

async function requireVisible(tx: Transaction, id: string): Promise<void> {
  if ((await tx.query('select from public.assets where id = $1', [id])).length === 0)
    throw notFound();
}
