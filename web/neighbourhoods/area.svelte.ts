import type { Geometry } from 'geojson';
import type { Activity, GiftCounts, Neighbourhood } from '../../api/contracts/neighbourhoods.ts';
import { api, ApiProblem } from '../api.ts';

/** The chosen area with what belongs to it; of no area: the gemeenten there are. */
export class ChosenArea {
  area = $state.raw<Neighbourhood | null>(null);
  geometry = $state.raw<Geometry | null>(null);
  /** One level down. */
  inside = $state.raw<Neighbourhood[]>([]);
  gifts = $state.raw<GiftCounts | null>(null);
  activity = $state.raw<Activity | null>(null);
  missing = $state(false);
  loaded = $state(false);
  #wanted: string | null | undefined;

  /** Reads the area with this code; null for all. Later answers to earlier questions are dropped. */
  async choose(code: string | null): Promise<void> {
    if (code === this.#wanted) return;
    this.#wanted = code;
    this.missing = false;
    const current = () => this.#wanted === code;
    if (code === null) {
      this.area = this.geometry = this.gifts = this.activity = null;
      const { items } = await api.areas({ level: 'gemeente', limit: '100' });
      if (current()) this.inside = items;
      this.loaded = true;
      return;
    }
    try {
      const area = await api.area(code);
      if (!current()) return;
      this.area = area;
      this.loaded = true;
      const below = area.level === 'gemeente' ? 'wijk' : 'buurt';
      const around = area.level === 'buurt' ? (area.wijk?.code ?? area.gemeente.code) : code;
      const [geometry, inside, gifts, activity] = await Promise.all([
        api.areaGeometry(code),
        api.areas({ within: around, level: below, limit: '100' }),
        api.gifts(code),
        api.activity(code),
      ]);
      if (!current()) return;
      this.geometry = geometry;
      this.inside = inside.items;
      this.gifts = gifts;
      this.activity = activity;
    } catch (error) {
      if (!current()) return;
      this.area = this.geometry = this.gifts = this.activity = null;
      this.inside = [];
      this.loaded = true;
      this.missing = error instanceof ApiProblem && error.status === 404;
      this.#wanted = undefined;
      if (!this.missing) throw error;
    }
  }

  /** Talents of the whole map: only who searches asks for them. */
  async countEverywhere(): Promise<void> {
    if (this.#wanted !== null || this.gifts) return;
    const gifts = await api.gifts('NL');
    if (this.#wanted === null) this.gifts = gifts;
  }

  /** What is counted here changes with who looks and what is added. */
  async countAgain(): Promise<void> {
    const { area } = this;
    if (!area) return;
    const [gifts, activity] = await Promise.all([api.gifts(area.code), api.activity(area.code)]);
    if (this.area?.code !== area.code) return;
    this.gifts = gifts;
    this.activity = activity;
  }
}
