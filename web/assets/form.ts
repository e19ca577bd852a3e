import type { Asset, AssetChange, Visibility } from '../../api/contracts/assets.ts';

/** What can be filled in about an asset, as inputs hold it: text is never null. */
export interface AssetForm {
  title: string;
  description: string;
  tags: string[];
  openingHours: string;
  capacity: string;
  wheelchair: Asset['wheelchair'];
  accessibility: string;
  webLink: string;
  lastUsedFor: string;
  /** A day such as 2026-11-23. */
  lastUsedOn: string;
  /** Codes such as nl. */
  languages: string[];
  visibility: Visibility;
  head: string[];
  heart: string[];
  hands: string[];
  wishes: string[];
  contactName: string;
  contactEmail: string;
  contactPhone: string;
  contactVisibility: Visibility;
}

export const emptyForm = (): AssetForm => ({
  title: '',
  description: '',
  tags: [],
  openingHours: '',
  capacity: '',
  wheelchair: 'unknown',
  accessibility: '',
  webLink: '',
  lastUsedFor: '',
  lastUsedOn: '',
  languages: [],
  visibility: 'public',
  head: [],
  heart: [],
  hands: [],
  wishes: [],
  contactName: '',
  contactEmail: '',
  contactPhone: '',
  contactVisibility: 'connectors',
});

export const formOf = (asset: Asset): AssetForm => ({
  title: asset.title,
  description: asset.description,
  tags: asset.tags,
  openingHours: asset.openingHours ?? '',
  capacity: asset.capacity === null ? '' : String(asset.capacity),
  wheelchair: asset.wheelchair,
  accessibility: asset.accessibility ?? '',
  webLink: asset.webLink ?? '',
  lastUsedFor: asset.lastUsedFor ?? '',
  lastUsedOn: asset.lastUsedOn ?? '',
  languages: asset.languages,
  visibility: asset.visibility,
  head: asset.gifts?.head ?? [],
  heart: asset.gifts?.heart ?? [],
  hands: asset.gifts?.hands ?? [],
  wishes: asset.wishes,
  contactName: asset.contact?.name ?? '',
  contactEmail: asset.contact?.email ?? '',
  contactPhone: asset.contact?.phone ?? '',
  contactVisibility: asset.contact?.visibility ?? 'connectors',
});

/** The form as the wire wants it: empty text is nothing; what a kind has no use for is left out. */
export function contentOf(form: AssetForm, personal: boolean) {
  const text = (value: string) => value.trim() || null;
  const { contactName, contactEmail, contactPhone } = form;
  const hasContact = [contactName, contactEmail, contactPhone].some((value) => value.trim());
  const common = {
    title: form.title.trim(),
    description: form.description.trim(),
    contact: hasContact
      ? {
          name: text(contactName),
          email: text(contactEmail),
          phone: text(contactPhone),
          visibility: personal ? ('connectors' as const) : form.contactVisibility,
        }
      : null,
  };
  if (personal)
    return {
      ...common,
      gifts: { head: form.head, heart: form.heart, hands: form.hands },
      wishes: form.wishes,
    };
  return {
    ...common,
    tags: form.tags,
    openingHours: text(form.openingHours),
    // What is no number goes as it is, so that the server names the fault.
    capacity: form.capacity.trim() === '' ? null : Number(form.capacity),
    wheelchair: form.wheelchair,
    accessibility: text(form.accessibility),
    webLink: withScheme(form.webLink),
    lastUsedFor: text(form.lastUsedFor),
    lastUsedOn: text(form.lastUsedOn),
    languages: form.languages,
    visibility: form.visibility,
  };
}

/** "buurthuis.nl" is what people type. */
function withScheme(link: string): string | null {
  const trimmed = link.trim();
  if (!trimmed) return null;
  return /^[a-z]+:/i.test(trimmed) ? trimmed : `https://${trimmed}`;
}

/** Only what differs from the asset as it was read; null when nothing does. */
export function changeOf(form: AssetForm, asset: Asset): AssetChange | null {
  const personal = asset.kind === 'person';
  const before = contentOf(formOf(asset), personal);
  const after = contentOf(form, personal);
  const changed = Object.entries(after).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof typeof before]),
  );
  return changed.length > 0 ? (Object.fromEntries(changed) as AssetChange) : null;
}

/** My changes to `old`, laid on what somebody else made of it. */
export function mergeForms(mine: AssetForm, old: Asset, theirs: Asset): AssetForm {
  const base = formOf(old);
  const changed = Object.entries(mine).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(base[key as keyof AssetForm]),
  );
  return { ...formOf(theirs), ...Object.fromEntries(changed) };
}
