import { cell } from '../../imports/formula.ts';
import type { Leaving, LeavingNode, LeavingTie } from './network.ts';

type Attribute<Row> = [name: string, type: 'string' | 'double' | 'int', of: (row: Row) => unknown];

const NODE: Attribute<LeavingNode>[] = [
  ['label', 'string', ({ label }) => label],
  ['kind', 'string', ({ kind }) => kind],
  ['buurt', 'string', ({ buurt }) => buurt],
  ['lon', 'double', ({ lon }) => lon],
  ['lat', 'double', ({ lat }) => lat],
  ['people', 'int', ({ people }) => people],
];
const TIE: Attribute<LeavingTie>[] = [
  ['kind', 'string', ({ kind }) => kind],
  ['weight', 'double', ({ strength }) => strength],
  ['since', 'string', ({ since }) => since],
  ['confirmed', 'int', ({ confirmed }) => confirmed],
];

/** XML 1.0 has no place for most control characters, escaped or not; of the others nobody misses one. */
const UNSPEAKABLE = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;
const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const xml = (value: unknown): string =>
  String(value)
    .replace(UNSPEAKABLE, '')
    .replace(/[&<>"]/g, (sign) => SIGNS[sign]!);

/** GraphML 1.0 (graphml.graphdrawing.org), as Gephi, yEd and igraph read it. */
export function* graphml({ nodes, ties }: Leaving): Generator<string> {
  const data = <Row>(prefix: string, attributes: Attribute<Row>[], row: Row) =>
    attributes
      .filter(([, , of]) => (of(row) ?? '') !== '')
      .map(([name, , of]) => `<data key="${prefix}${name}">${xml(of(row))}</data>`)
      .join('');
  const keys = <Row>(prefix: string, what: string, attributes: Attribute<Row>[]) =>
    attributes
      .map(
        ([name, type]) =>
          `<key id="${prefix}${name}" for="${what}" attr.name="${name}" attr.type="${type}"/>\n`,
      )
      .join('');
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${keys('n-', 'node', NODE)}${keys('t-', 'edge', TIE)}<graph edgedefault="undirected">\n`;
  for (const node of nodes) yield `<node id="${xml(node.id)}">${data('n-', NODE, node)}</node>\n`;
  for (const tie of ties)
    yield `<edge source="${xml(tie.from)}" target="${xml(tie.to)}">${data('t-', TIE, tie)}</edge>\n`;
  yield '</graph>\n</graphml>\n';
}

/** GEXF 1.3 (gexf.net), Gephi's own. */
export function* gexf({ nodes, ties }: Leaving): Generator<string> {
  const own = <Row>(attributes: Attribute<Row>[]) =>
    attributes.filter(([name]) => name !== 'label' && name !== 'weight');
  const listed = <Row>(what: string, attributes: Attribute<Row>[]) =>
    `<attributes class="${what}">\n${own(attributes)
      .map(
        ([name, type], n) =>
          `<attribute id="${n}" title="${name}" type="${type === 'int' ? 'integer' : type}"/>\n`,
      )
      .join('')}</attributes>\n`;
  const values = <Row>(attributes: Attribute<Row>[], row: Row) =>
    `<attvalues>${own(attributes)
      .map(([, , of], n) => ({ n, value: of(row) ?? '' }))
      .filter(({ value }) => value !== '')
      .map(({ n, value }) => `<attvalue for="${n}" value="${xml(value)}"/>`)
      .join('')}</attvalues>`;
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n<graph defaultedgetype="undirected">\n${listed('node', NODE)}${listed('edge', TIE)}<nodes>\n`;
  for (const node of nodes)
    yield `<node id="${xml(node.id)}" label="${xml(node.label)}">${values(NODE, node)}</node>\n`;
  yield '</nodes>\n<edges>\n';
  for (const [n, tie] of ties.entries())
    yield `<edge id="${n}" source="${xml(tie.from)}" target="${xml(tie.to)}" weight="${tie.strength}">${values(TIE, tie)}</edge>\n`;
  yield '</edges>\n</graph>\n</gexf>\n';
}

/** An edge list as Kumu and Gephi read it. */
export function* edgeList({ nodes, ties }: Leaving): Generator<string> {
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  const line = (cells: unknown[]) => `${cells.map(cell).join(',')}\r\n`;
  yield line(['from', 'to', 'kind', 'strength', 'since', 'fromLabel', 'toLabel']);
  for (const { from, to, kind, strength, since } of ties)
    yield line([from, to, kind, strength, since, labels.get(from), labels.get(to)]);
}
