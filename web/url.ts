import { kinds, type Kind } from '../api/contracts/kinds.ts';
import { plainLook, readLook, writeLook, type CoverageLook } from './coverage/address.ts';
import {
  plainLessons,
  readLessons,
  writeLessons,
  type LessonsLook,
} from './initiatives/address.ts';

/** What an address says: shareable, and what Back goes back to. No person, no exact place. */
export interface View {
  screen:
    | 'home'
    | 'area'
    | 'network'
    | 'coverage'
    | 'coveragePrint'
    | 'week'
    | 'conversation'
    | 'talks'
    | 'words'
    | 'print'
    | 'embed'
    | 'asset'
    | 'add'
    | 'signIn'
    | 'mine'
    | 'queue'
    | 'waiting'
    | 'initiatives'
    | 'newInitiative'
    | 'initiative'
    | 'lesson'
    | 'evidence'
    | 'waves'
    | 'newWave'
    | 'wave'
    | 'sheets'
    | 'survey'
    | 'withdraw'
    | 'together'
    | 'newMeeting'
    | 'meeting'
    | 'examples'
    | 'prevention'
    | 'competences'
    | 'programme'
    | 'report'
    | 'initiativeReport'
    | 'instrument'
    | 'about'
    | 'privacy'
    | 'accessibility'
    | 'help'
    | 'missing';
  /** CBS code of the chosen gemeente, wijk or buurt. */
  area: string | null;
  asset: string | null;
  initiative: string | null;
  wave: string | null;
  meeting: string | null;
  /** Of a report, or of the programme in figures: a year or a quarter, as 2026 or 2026-Q3. */
  period: string | null;
  /** Key of own questions that are changed. */
  instrument: string | null;
  /** Of a survey: the link by which it is answered. */
  token: string | null;
  /** Empty: every kind. */
  kinds: Kind[];
  q: string;
  mine: boolean;
  /** Only what still waits for confirmation. */
  waiting: boolean;
  /** Only what lies on the visible part of the map. */
  inView: boolean;
  map: MapPosition | null;
  /** Of a network: how it is shown. */
  show: NetworkView;
  /** Of a network, and of coverage to compare with: on which day; null for today. */
  day: string | null;
  coverage: CoverageLook;
  lessons: LessonsLook;
  /** Of adding: which question, from 0. What was answered is not in an address. */
  step: number;
}

export type NetworkView = 'weave' | 'map' | 'list';
const networkViews: Record<string, NetworkView> = { kaart: 'map', lijst: 'list' };

/** Degrees; zoom as MapLibre counts it. */
export interface MapPosition {
  zoom: number;
  lat: number;
  lon: number;
}

const AREA = /^(GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})$/;
const TOKEN = /^[\w-]{16,64}$/;
const INSTRUMENT = /^[a-z][a-z0-9-]{1,39}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const paths = {
  home: '/',
  add: '/toevoegen',
  signIn: '/inloggen',
  mine: '/mijn',
  queue: '/aandacht',
  week: '/week',
  conversation: '/gesprek',
  talks: '/gesprekken',
  words: '/woorden',
  waiting: '/wachtrij',
  initiatives: '/initiatieven',
  newInitiative: '/initiatief',
  evidence: '/leren',
  waves: '/metingen',
  newWave: '/meting',
  together: '/samen-leren',
  newMeeting: '/leerbijeenkomst',
  examples: '/voorbeelden',
  prevention: '/preventie',
  competences: '/competenties',
  programme: '/programma',
  report: '/verslag',
  instrument: '/vragenlijst',
  withdraw: '/antwoorden-weghalen',
  about: '/over',
  privacy: '/privacy',
  accessibility: '/toegankelijkheid',
  help: '/hulp',
} as const;

/** Reads an address; what it does not understand is left out, an unknown path is `missing`. */
export function readAddress(address: { pathname: string; search: string }): View {
  const query = new URLSearchParams(address.search);
  const [, first = '', second = '', ...rest] = address.pathname.split('/');
  const view: View = {
    screen: 'missing',
    area: areaOf(query.get('gebied')),
    asset: null,
    initiative: null,
    wave: null,
    meeting: null,
    period: periodOf(query.get('periode')),
    instrument: null,
    token: null,
    kinds: (query.get('soort') ?? '').split(',').filter(isKind),
    q: (query.get('zoek') ?? '').slice(0, 100),
    mine: query.has('mijn'),
    waiting: query.has('wacht'),
    inView: query.has('beeld'),
    map: positionOf(query.get('kaart')),
    show: networkViews[query.get('toon') ?? ''] ?? 'weave',
    day: dayOf(query.get('dag')),
    coverage: plainLook,
    lessons: plainLessons,
    step: stepOf(query.get('stap')),
  };
  const plain = Object.entries(paths).find(([, path]) => path === `/${first}` && !second);
  if (plain?.[0] === 'evidence')
    return { ...view, screen: 'evidence', lessons: readLessons(query, dayOf) };
  if (plain) return { ...view, screen: plain[0] as View['screen'] };
  if (first === 'gebied' && areaOf(second) && rest.join('/') === 'afdruk')
    return { ...view, screen: 'print', area: second };
  if (first === 'gebied' && areaOf(second) && rest.join('/') === 'weefsel')
    return { ...view, screen: 'network', area: second };
  if (first === 'gebied' && areaOf(second) && /^bereik(\/afdruk)?$/.test(rest.join('/'))) {
    const screen = rest.length > 1 ? 'coveragePrint' : 'coverage';
    const coverage = readLook(query, (code) => areaOf(code) !== null);
    return { ...view, screen, area: second, kinds: [], coverage };
  }
  // Other sites may frame all that is below: nothing there may be another screen.
  if (first === 'embed') {
    const [code = null, ...more] = second === 'gebied' ? rest : [];
    return { ...view, screen: 'embed', area: more.length > 0 ? null : areaOf(code) };
  }
  if (first === 'initiatief' && UUID.test(second) && rest.join('/') === 'leerregel')
    return { ...view, screen: 'lesson', initiative: second };
  if (first === 'initiatief' && UUID.test(second) && rest.join('/') === 'verslag')
    return { ...view, screen: 'initiativeReport', initiative: second };
  if (first === 'meting' && UUID.test(second) && rest.join('/') === 'papier')
    return { ...view, screen: 'sheets', wave: second };
  if (rest.length > 0) return view;
  if (first === 'gebied' && areaOf(second)) return { ...view, screen: 'area', area: second };
  if (first === 'initiatief' && UUID.test(second))
    return { ...view, screen: 'initiative', initiative: second };
  if (first === 'meting' && UUID.test(second)) return { ...view, screen: 'wave', wave: second };
  if (first === 'leerbijeenkomst' && UUID.test(second))
    return { ...view, screen: 'meeting', meeting: second };
  if (first === 'vragenlijst' && INSTRUMENT.test(second))
    return { ...view, screen: 'instrument', instrument: second };
  if (first === 'vragen' && TOKEN.test(second)) return { ...view, screen: 'survey', token: second };
  if (first === 'krachtbron' && UUID.test(second))
    return { ...view, screen: 'asset', asset: second };
  return view;
}

/** Their path names the area. */
const ofArea: View['screen'][] = [
  ...(['home', 'area', 'network', 'coverage', 'coveragePrint', 'print', 'embed'] as const),
];

/** The address of a view; readAddress reads it back. */
export function writeAddress(view: View): string {
  const query: string[] = [];
  const add = (key: string, value: string) =>
    query.push(
      value ? `${key}=${encodeURIComponent(value).replace(/%2[CF]/g, decodeURIComponent)}` : key,
    );
  if (view.area && !ofArea.includes(view.screen)) add('gebied', view.area);
  // There one kind is looked at, and said by how.
  if (view.kinds.length > 0 && !view.screen.startsWith('coverage'))
    add('soort', view.kinds.join(','));
  if (view.q.trim()) add('zoek', view.q.trim());
  if (view.mine) add('mijn', '');
  if (view.waiting) add('wacht', '');
  if (view.inView) add('beeld', '');
  if (view.screen === 'network') {
    const [shown] = Object.entries(networkViews).find(([, show]) => show === view.show) ?? [];
    if (shown) add('toon', shown);
    if (view.day) add('dag', view.day);
  }
  if (view.screen === 'coverage' || view.screen === 'coveragePrint') {
    for (const [key, value] of writeLook(view.coverage)) add(key, value);
    if (view.day) add('dag', view.day);
  }
  if (view.screen === 'evidence')
    for (const [key, value] of writeLessons(view.lessons)) add(key, value);
  if (/report|programme/i.test(view.screen) && view.period) add('periode', view.period);
  if (view.screen === 'add' && view.step > 0) add('stap', String(view.step + 1));
  if (view.map) {
    const { zoom, lat, lon } = view.map;
    add('kaart', `${round(zoom, 1)}/${round(lat, 4)}/${round(lon, 4)}`);
  }
  return pathOf(view) + (query.length > 0 ? `?${query.join('&')}` : '');
}

function pathOf(view: View): string {
  const { screen, area, asset, initiative, wave, meeting, instrument, token } = view;
  if (screen === 'area' && area) return `/gebied/${area}`;
  if (screen === 'network' && area) return `/gebied/${area}/weefsel`;
  if (screen === 'coverage' && area) return `/gebied/${area}/bereik`;
  if (screen === 'coveragePrint' && area) return `/gebied/${area}/bereik/afdruk`;
  if (screen === 'print' && area) return `/gebied/${area}/afdruk`;
  if (screen === 'embed' && area) return `/embed/gebied/${area}`;
  if (screen === 'asset' && asset) return `/krachtbron/${asset}`;
  if (screen === 'initiative' && initiative) return `/initiatief/${initiative}`;
  if (screen === 'lesson' && initiative) return `/initiatief/${initiative}/leerregel`;
  if (screen === 'initiativeReport' && initiative) return `/initiatief/${initiative}/verslag`;
  if (screen === 'meeting' && meeting) return `/leerbijeenkomst/${meeting}`;
  if (screen === 'wave' && wave) return `/meting/${wave}`;
  if (screen === 'sheets' && wave) return `/meting/${wave}/papier`;
  if (screen === 'instrument' && instrument) return `/vragenlijst/${instrument}`;
  if (screen === 'survey' && token) return `/vragen/${token}`;
  return screen in paths ? paths[screen as keyof typeof paths] : '/';
}

const isKind = (text: string): text is Kind => (kinds as readonly string[]).includes(text);
const areaOf = (text: string | null): string | null => (text && AREA.test(text) ? text : null);
const round = (n: number, decimals: number): number => Number(n.toFixed(decimals));

const dayOf = (text: string | null): string | null =>
  /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text ?? '') ? text : null;
const periodOf = (text: string | null): string | null =>
  /^20\d\d(-Q[1-4])?$/.test(text ?? '') ? text : null;
const stepOf = (text: string | null): number => (/^[2-9]$/.test(text ?? '') ? Number(text) - 1 : 0);

function positionOf(text: string | null): MapPosition | null {
  const [zoom, lat, lon, ...rest] = (text ?? '').split('/').map(Number);
  if (zoom === undefined || lat === undefined || lon === undefined || rest.length > 0) return null;
  const known = zoom >= 0 && zoom <= 22 && Math.abs(lat) <= 85 && Math.abs(lon) <= 180;
  return known ? { zoom, lat, lon } : null;
}
