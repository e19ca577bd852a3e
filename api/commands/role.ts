import { assignRole } from '../accounts/queries.ts';
import { areaCode } from '../contracts/common.ts';
import { role } from '../contracts/session.ts';
import { UnreadableInput } from '../imports/report.ts';
import { runCommand } from './command.ts';

// The first coordinator has nobody to appoint them, hence a command.
const USAGE = `Give somebody a role: npm run role -- <e-mail> <${role.options.join('|')}> <area>, where the area is a CBS code such as WK099512, or NL.`;

function readArguments([email, wanted, area]: string[]) {
  const [asked, place] = [role.safeParse(wanted), areaCode.safeParse(area)];
  if (!email || !asked.success || !place.success) throw new UnreadableInput(USAGE);
  return { email, role: asked.data, area: place.data };
}

await runCommand(readArguments, async (database, { email, role, area }) => {
  const done = await database.asSystem((tx) => assignRole(tx, email, role, area));
  if (!done)
    throw new UnreadableInput(
      `Nobody signed in with ${email} yet. Ask them to do so once, then try again.`,
    );
  console.log(`${email} is ${role} for ${area}.`);
});
