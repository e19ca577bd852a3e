import { hc, type ClientResponse } from 'hono/client';
import type { StyleSpecification } from 'maplibre-gl';
import type { FeatureCollection, Geometry } from 'geojson';
import type { AppType } from '../api/app.ts';
import type { AssetChange, NewAssetInput } from '../api/contracts/assets.ts';
import type { AssetGeometry, Problem } from '../api/contracts/common.ts';
import type {
  CimoEntryChangeInput,
  NewCimoEntryInput,
  NewEvidenceInput,
  NewMechanismInput,
} from '../api/contracts/cimo.ts';
import type { ConnectionChange, NewConnectionInput } from '../api/contracts/connections.ts';
import type { ConversationChange, NewConversationInput } from '../api/contracts/conversations.ts';
import type { PlacedKind } from '../api/contracts/coverage-words.ts';
import type { Coverage } from '../api/contracts/coverage.ts';
import type {
  ActivityChange,
  InitiativeChangeInput,
  NewActivityInput,
  NewInitiativeInput,
} from '../api/contracts/initiatives.ts';
import type {
  IntentionChange,
  MeetingChange,
  NewExampleInput,
  NewIntention,
  NewMeetingInput,
  NewPreventiveMoment,
  NewReflectionInput,
} from '../api/contracts/learning.ts';
import type { AssessmentMoment } from '../api/contracts/learning-words.ts';
import type { Answers, NewAnswerInput, NewInstrument } from '../api/contracts/surveys.ts';
import type { NewWaveInput, PaperReport, Snapshot, WaveChange } from '../api/contracts/waves.ts';
import type { IntroductionChange, NewIntroductionInput } from '../api/contracts/introductions.ts';
import type { NewTerm } from '../api/contracts/vocabulary.ts';
import type { Role } from '../api/contracts/session.ts';
import { connection } from './offline/connection.svelte.ts';
import { KEPT } from './offline/kept.ts';

/** What the server refused, or that it could not be reached (status 0). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly faults: NonNullable<Problem['faults']>;

  constructor(status: number, detail: string, faults: Problem['faults'] = []) {
    super(detail);
    this.status = status;
    this.faults = faults;
  }
}

/** The status of an answer that was refused; 0 where none came. */
export const statusOf = (error: unknown): number =>
  error instanceof ApiProblem ? error.status : 0;

let openly = false;
/** From now on without the visitor's session: what is shown is for everyone. */
export const askOpenly = (): void => void (openly = true);

const client = hc<AppType>('/api/v1', {
  fetch: (input: RequestInfo | URL, init?: RequestInit) =>
    fetch(input, openly ? { ...init, credentials: 'omit' } : init),
});

connection.ask = async () => (await fetch('/healthz', { cache: 'no-store' })).ok;

type Answer = { ok: boolean; status: number; headers: Headers; json(): Promise<unknown> };

async function answered<R extends Answer>(asked: Promise<R>): Promise<R> {
  let response: R;
  try {
    response = await asked;
  } catch (cause) {
    const broken = cause instanceof DOMException && cause.name === 'AbortError';
    if (!broken) connection.lose();
    throw new ApiProblem(0, cause instanceof Error ? cause.message : '');
  }
  if (response.headers.has(KEPT)) connection.lose();
  else connection.regain();
  if (response.ok) return response;
  const body = (await response.json().catch(() => null)) as Problem | null;
  throw new ApiProblem(response.status, body?.detail ?? '', body?.faults);
}

/** The body of a good answer. Throws ApiProblem otherwise. */
const read = async <T>(asked: Promise<ClientResponse<T>>): Promise<T> =>
  (await answered(asked)).json() as Promise<T>;

const done = async (asked: Promise<ClientResponse<unknown>>): Promise<void> =>
  void (await answered(asked));

const seen = (version: number) => ({ headers: { 'If-Match': `"v${version}"` } });
const aborted = (signal: AbortSignal | undefined) => (signal ? { init: { signal } } : {});

export type AssetFilter = NonNullable<Parameters<typeof client.assets.$get>[0]>['query'];
export type NetworkFilter = { on?: string; persons?: 'true' | 'false'; since?: string };
type IntroductionFilter = NonNullable<Parameters<typeof client.introductions.$get>[0]>['query'];
type InitiativeFilter = NonNullable<Parameters<typeof client.initiatives.$get>[0]>['query'];
export type EvidenceFilter = NonNullable<Parameters<typeof client.evidence.$get>[0]>['query'];
type ConversationFilter = NonNullable<Parameters<typeof client.conversations.$get>[0]>['query'];
export type ExampleFilter = NonNullable<
  Parameters<typeof client.learning.examples.$get>[0]
>['query'];
type ReflectionFilter = NonNullable<
  Parameters<typeof client.learning.reflections.$get>[0]
>['query'];
type BehindFilter = NonNullable<Parameters<typeof client.programme.behind.$get>[0]>['query'];
type Period = { area: string; from: string; until: string; forOthers?: 'true' };
export type AreaFilter = NonNullable<Parameters<typeof client.neighbourhoods.$get>[0]>['query'];

type CoverageFilter = { within?: string; on?: string; year?: string };
type CoverageAreasFilter = CoverageFilter & { level: 'wijk' | 'buurt' };
type CoverageCellsFilter = { within: string; kind: PlacedKind; year?: string };
type BestSitesFilter = CoverageCellsFilter & { count: string; candidates: 'cells' | 'assets' };
interface CoverageQuestion {
  within: number;
  kind: PlacedKind;
  sites: [number, number][];
}

const asset = client.assets[':id'];
const aPhoto = asset.photos[':photo'];
const area = client.neighbourhoods[':code'];
const aConnection = client.connections[':id'];
const introduction = client.introductions[':id'];
const conversation = client.conversations[':id'];
const initiative = client.initiatives[':id'];
const aPhotoOfInitiative = initiative.photos[':photo'];
const anActivity = initiative.activities[':activity'];
const lesson = initiative.cimo[':entry'];
const mechanism = client.mechanisms[':id'];
const wave = client.waves[':id'];
const survey = client.surveys[':token'];
const learning = client.learning;
const meeting = learning.meetings[':id'];

export const api = {
  mapSettings: () => read(client.map.$get()),

  session: () => read(client.session.$get()),
  /** Not as it was kept on the device: throws ApiProblem 0 without a signal. */
  sessionNow: async () => {
    const response = await answered(client.session.$get());
    if (response.headers.has(KEPT)) throw new ApiProblem(0, '');
    return response.json();
  },
  requestCode: (email: string) => done(client.session.code.$post({ json: { email } })),
  verifyCode: (email: string, code: string) =>
    read(client.session.verify.$post({ json: { email, code } })),
  signInAsExample: (role: Role) => read(client.session.demo.$post({ json: { role } })),
  signOut: () => done(client.session.$delete()),
  changeAccount: (json: Parameters<typeof client.me.$patch>[0]['json']) =>
    read(client.me.$patch({ json })),

  areas: (query: AreaFilter, signal?: AbortSignal) =>
    read(client.neighbourhoods.$get({ query }, aborted(signal))),
  area: (code: string) => read(area.$get({ param: { code } })),
  areaGeometry: async (code: string): Promise<Geometry> =>
    (await answered(area.geometry.$get({ param: { code } }))).json() as Promise<Geometry>,
  addresses: (text: string, signal?: AbortSignal) =>
    read(client.addresses.suggestions.$post({ json: { text } }, aborted(signal))),
  addressPlace: (id: string) => read(client.addresses.place.$post({ json: { id } })),
  activity: (code: string) => read(area.activity.$get({ param: { code } })),
  gifts: (code: string) => read(area.gifts.$get({ param: { code } })),

  coverage: (code: string, query: CoverageFilter, signal?: AbortSignal) =>
    read(area.coverage.$get({ param: { code }, query }, aborted(signal))) as Promise<Coverage>,
  /** With the outline of each. */
  coverageAreas: async (code: string, query: CoverageAreasFilter, signal?: AbortSignal) => {
    const headers = { Accept: 'application/geo+json' };
    const asked = area.coverage.areas.$get(
      { param: { code }, query },
      { headers, ...aborted(signal) },
    );
    return (await answered(asked)).json() as Promise<FeatureCollection<Geometry, Coverage>>;
  },
  coverageCells: (code: string, query: CoverageCellsFilter, signal?: AbortSignal) =>
    read(area.coverage.cells.$get({ param: { code }, query }, aborted(signal))),
  coverageWhatIf: (code: string, json: CoverageQuestion, signal?: AbortSignal) =>
    read(area.coverage['what-if'].$post({ param: { code }, json }, aborted(signal))),
  bestSites: (code: string, query: BestSitesFilter) =>
    read(area.coverage['best-sites'].$get({ param: { code }, query })),

  assets: (query: AssetFilter, signal?: AbortSignal) =>
    read(client.assets.$get({ query }, aborted(signal))),
  counts: (query: AssetFilter, signal?: AbortSignal) =>
    read(client.assets.counts.$get({ query }, aborted(signal))),
  asset: (id: string) => read(asset.$get({ param: { id } })),
  add: (json: NewAssetInput) => read(client.assets.$post({ json })),
  change: (id: string, version: number, json: AssetChange) =>
    read(asset.$patch({ param: { id }, json }, seen(version))),
  addPhoto: (id: string, photo: string, alt: string, file: Blob) =>
    read(
      asset.photos.$post({ param: { id }, form: { id: photo, alt, file: new File([file], '') } }),
    ),
  describePhoto: (id: string, photo: string, alt: string) =>
    read(aPhoto.$patch({ param: { id, photo }, json: { alt } })),
  removePhoto: (id: string, photo: string) => read(aPhoto.$delete({ param: { id, photo } })),
  remove: (id: string, version: number) => done(asset.$delete({ param: { id } }, seen(version))),
  confirm: (id: string) => read(asset.confirm.$post({ param: { id } })),
  queue: () => read(client.assets.queue.$get()),
  settle: (id: string) => done(asset.settle.$post({ param: { id } })),
  keepApart: (one: string, other: string) =>
    done(client.assets['twins-apart'].$post({ json: { one, other } })),
  leave: () => done(client.me.$delete()),
  report: (id: string, json: Parameters<typeof asset.report.$post>[0]['json']) =>
    done(asset.report.$post({ param: { id }, json })),
  history: (id: string) => read(asset.history.$get({ param: { id } })),
  undo: (id: string, seenVersion: number, version: number) =>
    read(asset.undo.$post({ param: { id }, json: { version } }, seen(seenVersion))),
  giveConsent: (id: string, textVersion: string) =>
    read(asset.consent.$post({ param: { id }, json: { textVersion } })),
  withdrawConsent: (id: string) => done(asset.consent.$delete({ param: { id } })),
  duplicates: (title: string, geometry: AssetGeometry) =>
    read(client.assets.duplicates.$post({ json: { title, geometry } })),

  network: (code: string, query: NetworkFilter = {}) =>
    read(area.network.$get({ param: { code }, query })),
  networkGraph: (code: string, query: NetworkFilter = {}) =>
    read(area.network.graph.$get({ param: { code }, query })),
  suggestions: (code: string) =>
    read(area.network.suggestions.$get({ param: { code }, query: {} })),
  whatIf: (code: string, ties: { from: string; to: string }[]) =>
    read(area.network['what-if'].$post({ param: { code }, json: { ties } })),
  overlaps: (code: string) => read(area.network.overlaps.$get({ param: { code } })),
  withoutMe: (code: string) => read(area.network['without-me'].$get({ param: { code } })),
  connections: (asset: string) => read(client.connections.$get({ query: { asset, limit: '100' } })),
  connect: (json: NewConnectionInput) => read(client.connections.$post({ json })),
  changeConnection: (id: string, version: number, json: ConnectionChange) =>
    read(aConnection.$patch({ param: { id }, json }, seen(version))),
  removeConnection: (id: string, version: number) =>
    done(aConnection.$delete({ param: { id } }, seen(version))),
  confirmConnection: (id: string, side: string) =>
    read(aConnection.confirm.$post({ param: { id }, json: { asset: side } })),
  introductions: (query: IntroductionFilter) => read(client.introductions.$get({ query })),
  introduce: (json: NewIntroductionInput) => read(client.introductions.$post({ json })),
  stepOn: (id: string, version: number, json: IntroductionChange) =>
    read(introduction.$patch({ param: { id }, json }, seen(version))),
  dropIntroduction: (id: string, version: number) =>
    done(introduction.$delete({ param: { id } }, seen(version))),
  introductionPath: (neighbourhood: string) =>
    read(client.introductions.path.$get({ query: { neighbourhood } })),
  invitations: () => read(client.introductions.invitations.$get()),
  answerInvitation: (id: string, yes: boolean) =>
    read(introduction.answer.$post({ param: { id }, json: { yes } })),
  conversations: (query: ConversationFilter) => read(client.conversations.$get({ query })),
  noteConversation: (json: NewConversationInput) => read(client.conversations.$post({ json })),
  changeConversation: (id: string, version: number, json: ConversationChange) =>
    read(conversation.$patch({ param: { id }, json }, seen(version))),
  removeConversation: (id: string) => done(conversation.$delete({ param: { id } })),
  conversationReach: (neighbourhood: string) =>
    read(client.conversations.reach.$get({ query: { neighbourhood } })),
  reminders: () => read(client.reminders.$get()),
  remindByMail: (byMail: boolean) => read(client.reminders.$patch({ json: { byMail } })),
  makeCalendarLink: () => read(client.reminders.calendar.$post()),
  dropCalendarLink: () => done(client.reminders.calendar.$delete()),
  vocabulary: () => read(client.vocabulary.$get()),
  addTerm: (json: NewTerm) => read(client.vocabulary.$post({ json })),
  removeTerm: (term: string) => read(client.vocabulary.remove.$post({ json: { term } })),

  initiatives: (query: InitiativeFilter) => read(client.initiatives.$get({ query })),
  initiative: (id: string) => read(initiative.$get({ param: { id } })),
  beginInitiative: (json: NewInitiativeInput) => read(client.initiatives.$post({ json })),
  changeInitiative: (id: string, version: number, json: InitiativeChangeInput) =>
    read(initiative.$patch({ param: { id }, json }, seen(version))),
  addInitiativePhoto: (id: string, photo: string, alt: string, file: Blob) =>
    read(
      initiative.photos.$post({
        param: { id },
        form: { id: photo, alt, file: new File([file], '') },
      }),
    ),
  describeInitiativePhoto: (id: string, photo: string, alt: string) =>
    read(aPhotoOfInitiative.$patch({ param: { id, photo }, json: { alt } })),
  removeInitiativePhoto: (id: string, photo: string) =>
    read(aPhotoOfInitiative.$delete({ param: { id, photo } })),
  removeInitiative: (id: string) => done(initiative.$delete({ param: { id } })),
  activities: (id: string, query: { limit?: string; cursor?: string }) =>
    read(initiative.activities.$get({ param: { id }, query })),
  noteActivity: (id: string, json: NewActivityInput) =>
    read(initiative.activities.$post({ param: { id }, json })),
  changeActivity: (id: string, activity: string, version: number, json: ActivityChange) =>
    read(anActivity.$patch({ param: { id, activity }, json }, seen(version))),
  removeActivity: (id: string, activity: string) =>
    done(anActivity.$delete({ param: { id, activity } })),
  lessons: (id: string, query: { limit?: string; cursor?: string }) =>
    read(initiative.cimo.$get({ param: { id }, query })),
  noteLesson: (id: string, json: NewCimoEntryInput) =>
    read(initiative.cimo.$post({ param: { id }, json })),
  changeLesson: (id: string, entry: string, version: number, json: CimoEntryChangeInput) =>
    read(lesson.$patch({ param: { id, entry }, json }, seen(version))),
  lesson: (id: string, entry: string) => read(lesson.$get({ param: { id, entry } })),
  removeLesson: (id: string, entry: string) => done(lesson.$delete({ param: { id, entry } })),
  addEvidence: (id: string, entry: string, json: NewEvidenceInput) =>
    read(lesson.evidence.$post({ param: { id, entry }, json })),
  removeEvidence: (id: string, entry: string, evidence: string) =>
    read(lesson.evidence[':evidence'].$delete({ param: { id, entry, evidence } })),
  agree: (id: string, entry: string, agrees: boolean) =>
    read(
      agrees
        ? lesson.agree.$post({ param: { id, entry } })
        : lesson.agree.$delete({ param: { id, entry } }),
    ),
  mechanisms: () => read(client.mechanisms.$get()),
  proposeMechanism: (json: NewMechanismInput) => read(client.mechanisms.$post({ json })),
  agreeOnMechanism: (id: string, agrees: boolean) =>
    read(
      agrees
        ? mechanism.agree.$post({ param: { id } })
        : mechanism.agree.$delete({ param: { id } }),
    ),
  withdrawMechanism: (id: string) => done(mechanism.$delete({ param: { id } })),
  evidence: (query: EvidenceFilter) => read(client.evidence.$get({ query })),

  waves: (query: { neighbourhood?: string; limit?: string; cursor?: string } = {}) =>
    read(client.waves.$get({ query })),
  wave: (id: string) => read(wave.$get({ param: { id } })),
  prepareWave: (json: NewWaveInput) => read(client.waves.$post({ json })),
  changeWave: (id: string, version: number, json: WaveChange) =>
    read(wave.$patch({ param: { id }, json }, seen(version))),
  removeWave: (id: string) => done(wave.$delete({ param: { id } })),
  closeWave: (id: string) => read(wave.close.$post({ param: { id } })),
  makeWaveLinks: (id: string, count: number) =>
    read(wave.links.$post({ param: { id }, json: { count } })),
  waveLinks: (id: string) => read(wave.links.$get({ param: { id } })),
  snapshot: async (id: string): Promise<Snapshot> =>
    (await answered(wave.snapshot.$get({ param: { id } }))).json() as Promise<Snapshot>,
  /** Sheets typed over; with faults none is written, and the report names them. */
  typeOver: async (id: string, batch: string, csv: string): Promise<PaperReport> => {
    const response = await fetch(`/api/v1/waves/${id}/answers?batch=${batch}`, {
      ...{ method: 'POST', headers: { 'Content-Type': 'text/csv' }, body: csv },
    });
    const answer = (await response.json()) as PaperReport | Problem;
    if (!('rows' in answer)) throw new ApiProblem(response.status, answer.detail);
    return answer;
  },
  instruments: () => read(client.instruments.$get()),
  makeInstrument: (json: NewInstrument) => read(client.instruments.$post({ json })),
  survey: (token: string) => read(survey.$get({ param: { token } })),
  answerSurvey: (token: string, json: NewAnswerInput) =>
    read(survey.$post({ param: { token }, json })),
  withdrawAnswers: (code: string) => read(client.surveys.withdraw.$post({ json: { code } })),

  meetings: (cursor?: string) =>
    read(learning.meetings.$get({ query: { limit: '20', ...(cursor && { cursor }) } })),
  meeting: (id: string) => read(meeting.$get({ param: { id } })),
  callMeeting: (json: NewMeetingInput) => read(learning.meetings.$post({ json })),
  changeMeeting: (id: string, version: number, json: MeetingChange) =>
    read(meeting.$patch({ param: { id }, json }, seen(version))),
  callOff: (id: string) => done(meeting.$delete({ param: { id } })),
  replyTo: (id: string, comes: boolean) =>
    read(meeting.reply.$post({ param: { id }, json: { comes } })),
  takeAlong: (id: string, json: NewIntention) =>
    read(meeting.intentions.$post({ param: { id }, json })),
  lookBack: (id: string, intention: string, version: number, json: IntentionChange) =>
    read(
      meeting.intentions[':intention'].$patch({ param: { id, intention }, json }, seen(version)),
    ),
  reflections: (query: ReflectionFilter) => read(learning.reflections.$get({ query })),
  reflect: (json: NewReflectionInput) => read(learning.reflections.$post({ json })),
  removeReflection: (id: string) => done(learning.reflections[':id'].$delete({ param: { id } })),
  examples: (query: ExampleFilter) => read(learning.examples.$get({ query })),
  tellExample: (json: NewExampleInput) => read(learning.examples.$post({ json })),
  removeExample: (id: string) => done(learning.examples[':id'].$delete({ param: { id } })),
  competences: () => read(learning.competences.$get()),
  assess: (moment: AssessmentMoment, answers: Answers) =>
    read(learning.competences[':moment'].$put({ param: { moment }, json: { answers } })),
  removeAssessments: () => done(learning.competences.$delete()),
  competenceResults: (area: string) => read(learning.competences.results.$get({ query: { area } })),
  countMoment: (json: NewPreventiveMoment) => done(client['preventive-moments'].$post({ json })),
  takeMomentBack: (id: string) =>
    done(client['preventive-moments'][':id'].$delete({ param: { id } })),
  moments: (area: string, year: string) =>
    read(client['preventive-moments'].$get({ query: { area, year } })),
  programme: (query: Period) => read(client.programme.$get({ query })),
  behind: (query: BehindFilter) => read(client.programme.behind.$get({ query })),
  learned: (query: Period) => read(client.programme.learning.$get({ query })),
  quotes: (area: string, quarter: string) =>
    read(client.programme.quotes.$get({ query: { area, quarter } })),
  chooseQuotes: (area: string, quarter: string, quotes: string[]) =>
    read(client.programme.quotes.$put({ json: { area, quarter, quotes } })),

  /** A style of a basemap; null when it does not come within `patience` milliseconds. */
  async basemapStyle(url: string, patience: number): Promise<StyleSpecification | null> {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
      const style = (await response.json()) as Partial<StyleSpecification>;
      return response.ok && style.version === 8 && style.sources && Array.isArray(style.layers)
        ? (style as StyleSpecification)
        : null;
    } catch {
      return null;
    }
  },
};
