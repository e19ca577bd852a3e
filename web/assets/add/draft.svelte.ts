import { v4 as uuid } from 'uuid';
import type { NewAssetInput } from '../../../api/contracts/assets.ts';
import type { Kind } from '../../../api/contracts/kinds.ts';
import { contentOf, emptyForm, type AssetForm } from '../form.ts';

const KEY = 'draft';

interface Place {
  lon: number;
  lat: number;
}

interface Content {
  /** Made once: sending twice writes once. */
  id: string;
  kind: Kind | null;
  place: Place | null;
  buurt: { code: string; name: string } | null;
  form: AssetForm;
  agreed: boolean;
  step: number;
}

export const talentSteps = ['kind', 'buurt', 'gifts', 'reach', 'consent'] as const;
export const otherSteps = ['kind', 'where', 'what', 'more', 'check'] as const;
export type Step = (typeof talentSteps)[number] | (typeof otherSteps)[number];

/** What somebody is about to put on the map. Kept in the tab, so that signing in loses nothing. */
class Draft {
  content = $state<Content>(read() ?? fresh());
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

  /** Call in an effect: writes after each change. */
  keep(): void {
    sessionStorage.setItem(KEY, JSON.stringify(this.content));
  }

  startAgain(): void {
    this.content = fresh();
    this.kept = false;
    sessionStorage.removeItem(KEY);
  }

  /** As the API wants it. `textVersion` is that of the consent that was shown. */
  toAsset(textVersion: string, signedIn: boolean): NewAssetInput {
    const { id, kind, place, buurt, form } = this.content;
    const { contact, ...content } = contentOf(form, this.personal);
    const common = { id, kind: kind!, ...content, ...(signedIn && contact && { contact }) };
    if (this.personal)
      return { ...common, buurt: buurt?.code ?? null, consent: { textVersion, through: 'self' } };
    return {
      ...common,
      visibility: signedIn ? form.visibility : 'public',
      geometry: place && { type: 'Point', coordinates: [place.lon, place.lat] },
    };
  }
}

function fresh(): Content {
  return {
    id: uuid(),
    kind: null,
    place: null,
    buurt: null,
    form: emptyForm(),
    agreed: false,
    step: 0,
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
