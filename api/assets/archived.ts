/**
 * Not archived. What is public never is; said first, because the planner has figures for a boolean
 * under row-level security, and none for an enum.
 */
export const NOT_ARCHIVED = `(a.is_public or a.status <> 'archived')`;
