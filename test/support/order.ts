import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** A small file that takes long: it starts the server over and over. */
const LONG = /\/test\/kill\.test\.ts$/;

/** The largest file first, as vitest does; but what would be waited for alone at the end before all. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
