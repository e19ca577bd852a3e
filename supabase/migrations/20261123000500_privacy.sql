-- Privacy: consent for what people say about themselves, counts instead of people, and leaving.

-- types

create type public.consent_channel as enum ('self', 'connector');

-- tables

-- Why a person may be in here: which words they agreed to, when, through whom, until when.
-- Stays, without the person's words, as proof that consent was given and withdrawn.
create table public.consents (
  id uuid primary key default gen_random_uuid(),
  asset_id uuid not null,      -- no foreign key: the record outlives the card
  text_version text not null constraint "a consent names its text" check (text_version ~ '^[0-9]{4}-[0-9]{2}(-[a-z]+)?$'),
  given_at timestamptz not null default now(),
  through public.consent_channel not null,
  through_account uuid default auth.uid() references public.accounts (id) on delete set null,
  given_how public.plain_text not null default ''
    constraint "how consent was given has at most 300 characters" check (length(given_how) <= 300),
  until timestamptz not null default now() + interval '12 months'
    constraint "consent lasts at most two years" check (until <= given_at + interval '2 years'),
  withdrawn_at timestamptz,
  constraint "consent through a connector says how it was given"
    check (through = 'self' or length(given_how) > 0)
);

-- Which figures were looked at, for anyone to read: roles and areas, never accounts.
create table public.figure_views (
  id bigint generated always as identity primary key,
  viewed_at timestamptz not null default now(),
  role public.account_role not null,
  figure text not null,
  area_code text not null
);

-- indexes

create index consents_asset_id_idx on public.consents (asset_id);
create index consents_through_account_idx on public.consents (through_account);
create index figure_views_viewed_at_idx on public.figure_views (viewed_at desc);

-- functions

-- Does a consent hold for this card now? Withdrawn or expired counts from that very moment.
create function private.consent_holds(card uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from public.consents
    where asset_id = card and withdrawn_at is null and until > now()
  )
$$;

-- May the signed-in account speak for this card? Its owner, or a connector of the area where the
-- card has no account of its own.
create function private.speaks_for(card uuid) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from public.assets where id = card and kind = 'person' and (
      owner_id = (select auth.uid())
      or (owner_id is null and buurt_code = any (private.my_buurten('connector'))))
  )
$$;

-- How consent for a card stands, for whom it speaks for: given, withdrawn or expired, and until when.
create function private.consent_of(card uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('state', case when withdrawn_at is not null then 'withdrawn'
    when until <= now() then 'expired' else 'given' end, 'until', until)
  from public.consents
  where asset_id = card and private.speaks_for(card)
  order by coalesce(withdrawn_at, until) desc limit 1
$$;

create function private.person_has_consent() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (select from public.consents where asset_id = new.id) then
    raise exception 'a talent needs consent' using errcode = 'check_violation',
      constraint = 'a talent needs consent';
  end if;
  return null;
end
$$;

-- Who shares a talent within an area, with the buurt and its wijk. For the counts below alone:
-- nobody may call it. A person with several cards is one person still, in the buurt of the oldest one:
-- who could count in several buurten could tell in which of them somebody else does.
create function private.talents_within(area text)
returns table (person uuid, buurt text, wijk text, gifts text[])
language sql stable set search_path = ''
as $$
  select coalesce(a.owner_id, a.id), n.code, n.parent_code, a.head || a.heart || a.hands
  from public.current_neighbourhoods n
  join public.assets a on a.buurt_code = n.code
  where n.level = 'buurt' and n.code = any ((select private.buurten_within(array[area]))::text[])
    and a.kind = 'person' and a.status = 'published' and private.consent_holds(a.id)
    and not exists (
      select from public.assets older
      where older.owner_id = a.owner_id and older.kind = 'person' and older.status = 'published'
        and (older.created_at, older.id) < (a.created_at, a.id) and private.consent_holds(older.id))
$$;

-- Counts of people by buurt, as counts nobody can undo. A cell under 5 is null, also of nobody: that somebody
-- was the first, or the last who left, is theirs to tell. The total of a wijk is the sum of its shown buurten,
-- `at_least` when there are others. Only where every buurt is hidden does a wijk show its own total, and only
-- one that leaves each of them open, also to who knows in which there is somebody: of two or more, not all at
-- their least (1) and not all at their most (4). The total of a gemeente is the sum of what its wijken show.
create function private.shown_counts(area text, buurten text[], counts int[])
returns table (code text, level public.neighbourhood_level, n int, at_least boolean)
language sql stable security definer set search_path = ''
as $$
  with buurten as (
    select n.code, n.parent_code as wijk, n.gemeente_code as gemeente, coalesce(c.n, 0) as n
    from public.current_neighbourhoods n
    left join unnest(shown_counts.buurten, shown_counts.counts) as c (code, n) on c.code = n.code
    where n.level = 'buurt' and n.code = any ((select private.buurten_within(array[area]))::text[])
  ), wijken as (
    select wijk, gemeente, sum(n)::int as total,
      coalesce(sum(n) filter (where n >= 5), 0)::int as shown,
      count(*) filter (where n between 1 and 4) as small,
      bool_or(n < 5) as hides
    from buurten group by 1, 2
  ), wijk_figures as (
    select wijk, gemeente,
      case when shown > 0 then shown
        when small >= 2 and total >= 5 and total > small and total < 4 * small then total
        end as n,
      shown > 0 and hides as at_least
    from wijken
  )
  select b.code, 'buurt'::public.neighbourhood_level, case when b.n >= 5 then b.n end, false
  from buurten b
  union all
  select wijk, 'wijk', wijk_figures.n, at_least from wijk_figures where area not like 'BU%'
  union all
  select gemeente, 'gemeente',
    case when count(wijk_figures.n) > 0 then sum(wijk_figures.n)::int end,
    bool_or(at_least or wijk_figures.n is null)
  from wijk_figures where area like 'GM%' or area = 'NL' group by gemeente
  order by 2, 1
$$;

-- Gift cards per area. In this schema since our API notes who looks at figures, and Supabase's own would not.
create function private.gift_counts(area text)
returns table (code text, level public.neighbourhood_level, cards int, at_least boolean)
language sql stable security definer set search_path = ''
as $$
  select s.* from (
    select array_agg(buurt) as buurten, array_agg(n) as counts
    from (select buurt, count(distinct person)::int as n from private.talents_within(area) group by 1) t
  ) counted
  cross join lateral private.shown_counts(area, counted.buurten, counted.counts) s
$$;

-- How many people offer each gift within an area, by the same rules: a gift under 5 in its buurt is
-- counted only in a wijk where no buurt shows it, and a gemeente sums what its wijken show.
create function private.gift_words(area text)
returns table (gift text, cards int)
language sql stable security definer set search_path = ''
as $$
  with offered as (
    select private.folded(word) as gift, t.wijk, t.buurt, count(distinct t.person) as n
    from private.talents_within(area) t cross join lateral unnest(t.gifts) as word
    group by 1, 2, 3
  ), lived_in as (
    select wijk, count(distinct buurt) as buurten from private.talents_within(area) group by 1
  ), wijk_figures as (
    select o.gift,
      case when max(o.n) >= 5 then sum(o.n) filter (where o.n >= 5)
        when sum(o.n) >= 5 and sum(o.n) < 4 * max(l.buurten) then sum(o.n) end as cards
    from offered o join lived_in l on l.wijk = o.wijk
    group by o.gift, o.wijk
  )
  select gift, sum(cards)::int from wijk_figures
  group by 1 having sum(cards) is not null
  order by 2 desc, 1
$$;

-- A card goes, and with it what its consent was for.
create function private.end_consent() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.consents set withdrawn_at = now()
    where asset_id = old.id and withdrawn_at is null and until > now();
  return null;
end
$$;

-- What is kept about the signed-in account where it has no eyes of its own.
create function private.my_traces()
returns table (email text, sessions jsonb, reports jsonb)
language sql stable security definer set search_path = ''
as $$
  select u.email,
    (select coalesce(jsonb_agg(jsonb_build_object('created_at', s.created_at, 'expires_at', s.expires_at)
        order by s.created_at), '[]') from private.sessions s where s.account_id = u.id),
    (select coalesce(jsonb_agg(to_jsonb(r) - 'account_id' order by r.reported_at), '[]')
      from public.asset_reports r where r.account_id = u.id)
  from auth.users u where u.id = (select auth.uid())
$$;

-- An account goes: its gift cards and the contacts it gave go with it, its places stay with the
-- neighbourhood and belong to nobody.
create function private.leave() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from public.asset_contacts c using public.assets a
    where a.id = c.asset_id and a.owner_id = old.id;
  delete from public.assets where kind = 'person' and owner_id = old.id;
  return old;
end
$$;

-- Removes for good what may no longer be kept: cards a month after consent was withdrawn or ran
-- out, and sign-in leftovers. Run daily by the server; what it removes was hidden already.
create function private.forget() returns int
language plpgsql set search_path = ''
as $$
declare
  forgotten int;
begin
  delete from public.assets a where a.kind = 'person' and not exists (
    select from public.consents k where k.asset_id = a.id
      and coalesce(k.withdrawn_at, k.until) > now() - interval '30 days');
  get diagnostics forgotten = row_count;
  delete from private.sessions where expires_at < now();
  delete from private.sign_in_codes where expires_at < now();
  delete from private.rate_limits where until < now();
  return forgotten;
end
$$;

create constraint trigger person_has_consent after insert or update of kind on public.assets
  deferrable initially deferred
  for each row when (new.kind = 'person') execute function private.person_has_consent();
create trigger consent_ends after delete on public.assets
  for each row when (old.kind = 'person') execute function private.end_consent();
create trigger leaving before delete on public.accounts
  for each row execute function private.leave();

-- grants

grant select on public.consents to authenticated;
grant insert (asset_id, text_version, through, given_how, until) on public.consents to authenticated;
grant update (withdrawn_at) on public.consents to authenticated;
grant select on public.figure_views to anon, authenticated;
grant select, insert, update, delete on public.consents, public.figure_views to service_role;
grant execute on function private.consent_holds(uuid), private.consent_of(uuid), private.speaks_for(uuid),
  private.gift_counts(text), private.gift_words(text) to anon, authenticated, service_role;
grant execute on function private.my_traces() to authenticated;
grant execute on function private.forget() to service_role;

-- policies

alter table public.consents enable row level security;
alter table public.figure_views enable row level security;

create policy "Connectors see talents of their areas while consent holds" on public.assets
  for select to authenticated
  using (kind = 'person' and (status = 'published' or owner_id is null)
    and buurt_code = any ((select private.my_buurten('connector'))::text[])
    and private.consent_holds(id));
-- Otherwise an update that reads nothing would reach what may not be seen.
create policy "Without consent a talent is changed by its owner alone" on public.assets
  as restrictive for update to authenticated
  using (kind <> 'person' or owner_id = (select auth.uid()) or private.consent_holds(id));

create policy "Consent is seen by whom it speaks for" on public.consents
  for select to authenticated
  using (through_account = (select auth.uid()) or private.speaks_for(asset_id));
create policy "Consent is given by whom it speaks for" on public.consents
  for insert to authenticated
  with check (through_account = (select auth.uid()) and private.speaks_for(asset_id)
    and (through = 'self') = (asset_id in (select id from private.my_assets())));
-- Withdrawn is withdrawn: it cannot be taken back or dated ahead. A new consent is a new record.
create policy "Consent is withdrawn by whom it speaks for" on public.consents
  for update to authenticated
  using (withdrawn_at is null and private.speaks_for(asset_id))
  with check (withdrawn_at = now() and private.speaks_for(asset_id));
create policy "Anyone sees which figures were looked at" on public.figure_views
  for select to anon, authenticated using (true);
