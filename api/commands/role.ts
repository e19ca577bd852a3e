import { assignRole, endRole } from '../accounts/queries.ts';
import { areaCode } from '../contracts/common.ts';
import { role } from '../contracts/session.ts';
import { UnreadableInput } from '../imports/report.ts';
import { runCommand } from './command.ts';

// The first coordinator has nobody to appoint them, hence a command.
const USAGE = `Give somebody a role: npm run role -- <e-mail> <${role.options.join('|')}> <area> [--trusted | --end], where the area is a CBS code such as WK099512, or NL. A trusted resident confirms what neighbours propose; --end takes the role away.`;

function readArguments(given: string[]) {
  const flags = given.filter((word) => word.startsWith('--'));
  const [email, wanted, area, ...more] = given.filter((word) => !word.startsWith('--'));
  const [asked, place] = [role.safeParse(wanted), areaCode.safeParse(area)];
  const [flag, ...moreFlags] = flags;
  const known = flag === undefined || flag === '--end' || flag === '--trusted';
  const fits = known && moreFlags.length === 0 && (flag !== '--trusted' || wanted === 'resident');
  if (!email || !asked.success || !place.success || more.length > 0 || !fits)
    throw new UnreadableInput(USAGE);
  return { email, role: asked.data, area: place.data, flag };
}

await runCommand(readArguments, async (database, { email, role, area, flag }) => {
  const done = await database.asSystem((tx) =>
    flag === '--end'
      ? endRole(tx, email, role, area)
      : assignRole(tx, email, role, area, flag === '--trusted'),
  );
  if (!done && flag === '--end') throw new UnreadableInput(`${email} is no ${role} for ${area}.`);
  if (!done)
    throw new UnreadableInput(
      `Nobody signed in with ${email} yet. Ask them to do so once, then try again.`,
    );
  const trusted = flag === '--trusted' ? 'trusted ' : '';
  console.log(`${email} is ${flag === '--end' ? 'no longer ' : trusted}${role} for ${area}.`);
});
