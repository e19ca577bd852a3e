import type { Polygon } from 'geojson';
import { v4 as uuid } from 'uuid';
import type { NewAssetInput } from '../../../api/contracts/assets.ts';
import type { AssetGeometry } from '../../../api/contracts/common.ts';
import type { Kind } from '../../../api/contracts/kinds.ts';
import { draftPhotos, type ChosenPhoto } from '../../offline/entries.ts';
import { contentOf, emptyForm, type AssetForm } from '../form.ts';

const KEY = 'draft';

interface Place {
  lon: number;
  lat: number;
}

/** All that was typed and chosen. */
export interface Content {
  /** Made once: sending twice writes once. */
  id: string;
  kind: Kind | null;
  place: Place | null;
  /** Corners that are set one by one, before they make an area. */
  corners: Place[];
  /** Instead of a place, when `shape` is area. */
  area: Polygon | null;
  shape: 'point' | 'area';
  buurt: { code: string; name: string } | null;
  form: AssetForm;
  agreed: boolean;
  /** For somebody else, who has no account; a connector says how consent was given. */
  behalf: 'self' | 'connector';
  givenHow: string;
  step: number;
  /** The conversation that it is made of. */
  conversation: { id: string; version: number } | null;
  /** The account that filled it in; null while nobody was signed in. */
  by: string | null;
}

export const talentSteps = ['kind', 'buurt', 'gifts', 'reach', 'consent'] as const;
/** Two questions are enough; `more` and `check` come for who wants to tell more. */
export const otherSteps = ['kind', 'where', 'more', 'check'] as const;
export type Step = (typeof talentSteps)[number] | (typeof otherSteps)[number];

/** What somebody is about to put on the map. Kept in the tab, so that signing in loses nothing. */
class Draft {
  content = $state<Content>(read() ?? fresh());
  photos = $state<ChosenPhoto[]>([]);
  /** Something was kept from before. */
  kept = $state(this.content.step > 0);

  get personal(): boolean {
    return this.content.kind === 'person';
  }

  get steps(): readonly Step[] {
    return this.personal ? talentSteps : otherSteps;
  }

  get step(): Step {
    return this.steps[this.content.step] ?? 'kind';
  }

  get geometry(): AssetGeometry | null {
    const { place, area, shape } = this.content;
    if (shape === 'area') return area as AssetGeometry | null;
    return place && { type: 'Point', coordinates: [place.lon, place.lat] };
  }

  /** Call in an effect: writes after each change. */
  keep(): void {
    sessionStorage.setItem(KEY, JSON.stringify(this.content));
  }

  /** Photos of an earlier page of this tab; call once, before `keepPhotos`. */
  async readPhotos(): Promise<void> {
    const { id } = this.content;
    if (this.photos.length > 0) return;
    const photos = await draftPhotos.read(id);
    if (this.content.id === id && this.photos.length === 0) this.photos = photos;
  }

  /** Call in an effect: writes after each change. */
  keepPhotos(): void {
    const photos = this.photos.map(({ id, file, alt }) => ({ id, file, alt }));
    void draftPhotos.keep(this.content.id, photos);
  }

  /**
   * Call whenever somebody else may be at the screen. Who signs in goes on with what they began, also
   * where their session had ended; another account finds nothing of it.
   */
  belongTo(account: string | null): void {
    if (account === null) return;
    if (this.content.by !== null && this.content.by !== account) this.startAgain();
    this.content.by = account;
  }

  startAgain(): void {
    void draftPhotos.keep(this.content.id, []);
    this.content = { ...fresh(), by: this.content.by };
    this.photos = [];
    this.kept = false;
    sessionStorage.removeItem(KEY);
  }

  /** Whoever filled it in goes. */
  forget(): void {
    this.content.by = null;
    this.startAgain();
  }

  /** What could not be sent is taken back, to be mended. */
  takeBack(content: Content, photos: ChosenPhoto[]): void {
    this.content = content;
    this.photos = photos;
  }

  /** As the API wants it. `textVersion` is that of the consent that was shown. */
  toAsset(textVersion: string, signedIn: boolean): NewAssetInput {
    const { id, kind, buurt, form, behalf, givenHow } = this.content;
    const { contact, ...content } = contentOf(form, this.personal);
    const common = { id, kind: kind!, ...content, ...(signedIn && contact && { contact }) };
    if (this.personal)
      return {
        ...common,
        buurt: buurt?.code ?? null,
        consent: { textVersion, through: behalf, ...(givenHow && { givenHow: givenHow.trim() }) },
      };
    return {
      ...common,
      visibility: signedIn ? form.visibility : 'public',
      geometry: this.geometry,
    };
  }
}

function fresh(): Content {
  return {
    id: uuid(),
    kind: null,
    place: null,
    corners: [],
    area: null,
    shape: 'point',
    buurt: null,
    form: emptyForm(),
    agreed: false,
    behalf: 'self',
    givenHow: '',
    step: 0,
    conversation: null,
    by: null,
  };
}

function read(): Content | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Content | null;
    return kept && { ...fresh(), ...kept, form: { ...emptyForm(), ...kept.form } };
  } catch {
    return null;
  }
}

export const draft = new Draft();
