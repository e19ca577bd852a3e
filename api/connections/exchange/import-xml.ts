import sax, { type QualifiedTag, type Tag } from 'sax';
import { bareName, requireFields } from '../../imports/columns.ts';
import { UnreadableInput } from '../../imports/report.ts';
import { decoded } from '../../imports/text.ts';
import { checkedTie, FIELDS, type Read } from './import-rows.ts';

/** An edge as the file writes it; its ends are names of nodes. */
interface Edge {
  line: number;
  from: string;
  to: string;
  cells: Record<string, string>;
}

/** What a node, or what a field, may be called that says which asset it is. */
const IDENTITY = ['id', 'uuid', 'assetid'];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ends = { from: 'source', to: 'target' } as const;

/**
 * The edges of a GraphML (graphml.graphdrawing.org) or GEXF (gexf.net) file, checked one by one; `line`
 * counts edges. A node is an asset by its name, or by a field id, uuid or assetId. Throws UnreadableInput
 * when the whole cannot be read.
 */
export async function* readXmlTies(
  bytes: AsyncIterable<Uint8Array>,
  columns: Record<string, string>,
  notes: string[],
): AsyncGenerator<Read> {
  requireFields(columns, FIELDS);
  const reader = new NetworkReader(columns);
  /** Named before their nodes: judged when all nodes are known. */
  const early: Edge[] = [];
  for await (const text of decoded(bytes)) {
    for (const edge of reader.read(text))
      if (reader.knows(edge)) yield reader.judge(edge);
      else early.push(edge);
  }
  reader.end();
  for (const edge of early) yield reader.judge(edge);
  if (reader.unread.size > 0) notes.push(`Not read: the fields ${[...reader.unread].join(', ')}.`);
}

/** Reads XML as it comes: only what nodes are called is kept. */
class NetworkReader {
  /** Fields that no tie has. */
  readonly unread = new Set<string>();
  readonly #columns: Record<string, string>;
  readonly #parser = sax.parser(true, { position: true });
  /** Name of a node -> id of its asset, or '' where it has none. */
  readonly #nodes = new Map<string, string>();
  /** What a file calls a field in its data -> its name, for nodes and for edges. */
  readonly #fields = { node: new Map<string, string>(), edge: new Map<string, string>() };
  readonly #defaults: Record<string, string> = {};
  #root = '';
  #about: 'node' | 'edge' = 'node';
  #node: string | null = null;
  #edge: Edge | null = null;
  #key = '';
  /** Text of the element at hand, where it says something. */
  #text: string | null = null;
  #count = 0;
  #found: Edge[] = [];

  constructor(columns: Record<string, string>) {
    this.#columns = columns;
    this.#parser.onopentag = (tag) => this.#open(tag);
    this.#parser.onclosetag = (name) => this.#close(local(name));
    this.#parser.ontext = this.#parser.oncdata = (text) => {
      if (this.#text !== null) this.#text += text;
    };
    this.#parser.onerror = (error) => {
      throw new UnreadableInput(
        `This is not XML as it should be, near line ${this.#parser.line + 1}: ${error.message.split('\n')[0]}.`,
      );
    };
  }

  read(text: string): Edge[] {
    this.#parser.write(text);
    const found = this.#found;
    this.#found = [];
    return found;
  }

  end(): void {
    this.#parser.close();
    if (!this.#root) throw new UnreadableInput('The file is empty.');
  }

  knows({ from, to }: Edge): boolean {
    return this.#nodes.has(from) && this.#nodes.has(to);
  }

  judge({ line, from, to, cells }: Edge): Read {
    const faults: string[] = [];
    for (const [field, node] of Object.entries({ from, to })) {
      const asset = this.#nodes.get(node);
      if (asset) cells[field] = asset;
      else if (!node) faults.push(`${field} is missing`);
      else if (asset === undefined)
        faults.push(`${field} is "${node}", which is no node of the file`);
      else faults.push(`${field} is "${node}", a node without the id of an asset`);
    }
    return faults.length > 0
      ? { line, refused: faults.join('; ') }
      : { line, ...checkedTie(cells) };
  }

  #open(tag: Tag | QualifiedTag): void {
    const name = local(tag.name);
    const says = tag.attributes as Record<string, string>;
    if (!this.#root) {
      if (name !== 'graphml' && name !== 'gexf')
        throw new UnreadableInput(`This is neither GraphML nor GEXF: it begins with <${name}>.`);
      this.#root = name;
    }
    if (name === 'attributes') this.#about = says.class === 'edge' ? 'edge' : 'node';
    else if (name === 'key')
      this.#declare(says.for, (this.#key = says.id ?? ''), says['attr.name']);
    else if (name === 'attribute')
      this.#declare(this.#about, (this.#key = says.id ?? ''), says.title);
    else if (name === 'node') {
      this.#node = says.id ?? '';
      this.#nodes.set(this.#node, UUID.test(this.#node) ? this.#node : '');
    } else if (name === 'edge') {
      const [from, to] = [says[ends.from] ?? '', says[ends.to] ?? ''];
      this.#edge = { line: (this.#count += 1), from, to, cells: { ...this.#defaults } };
      // Gephi keeps these three as words of the edge itself.
      this.#tell('strength', says.weight);
      this.#tell('since', says.start);
      this.#tell('until', says.end);
      if (UUID.test(says.id ?? '')) this.#tell('id', says.id);
    } else if (name === 'data' || name === 'default') {
      this.#key = says.key ?? this.#key;
      this.#text = '';
    } else if (name === 'attvalue') this.#value(says.for ?? says.id ?? '', says.value ?? '');
  }

  #close(name: string): void {
    if (name === 'data') this.#value(this.#key, this.#text ?? '');
    else if (name === 'default') {
      const field = this.#fields.edge.get(this.#key);
      if (field && this.#text) this.#defaults[field] = this.#text.trim();
    } else if (name === 'edge' && this.#edge) {
      this.#found.push(this.#edge);
      this.#edge = null;
    } else if (name === 'node') this.#node = null;
    this.#text = null;
  }

  /** `about` is node, edge or all, as GraphML has it. */
  #declare(about: string | undefined, key: string, name = ''): void {
    if (about !== 'node') {
      const bare = this.#columns[name] ?? bareName(name);
      const field = bare === 'weight' ? 'strength' : bare;
      if (FIELDS.includes(field)) this.#fields.edge.set(key, field);
      else if (about === 'edge' && name) this.unread.add(name);
    }
    if (about !== 'edge') this.#fields.node.set(key, bareName(name));
  }

  #value(key: string, text: string): void {
    if (this.#edge) {
      const field = this.#fields.edge.get(key);
      // A tie stands between the ends of its edge, whatever is said of it.
      if (field !== 'from' && field !== 'to') this.#tell(field, text);
    } else if (this.#node !== null && IDENTITY.includes(this.#fields.node.get(key) ?? '')) {
      if (UUID.test(text.trim())) this.#nodes.set(this.#node, text.trim());
    }
  }

  #tell(field: string | undefined, text: string | undefined): void {
    const said = text?.trim();
    if (field && said) this.#edge!.cells[field] = said;
  }
}

/** A name without the prefix of its namespace. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1);
