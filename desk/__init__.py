"""The app around the classifier and the policy: intake, pipeline, store, queue, API and worker.

What pages and scripts call (each takes the process's `desk.context.Desk` first; an `Actor` says who):

- look: `queue.page(desk, Filter)`, `queue.counts`, `queue.open_counts`, `cases.get`, `cases.reply`,
  `cases.files`, `cases.file`, `cases.revisions`, `cases.earlier`, `audit.trail(desk.db, id)`,
  `audit.last_change(desk.db)` (a number that grows with any change, for live updates)
- hold: `claims.claim`, `claims.renew`, `claims.release`, `claims.take_next`, `claims.hand_to_lead`
- change: `editing.edit`, `editing.relabel`, `guarding.violations_of` (while an agent types)
- end: `verdicts.approve`, `verdicts.reject`, `verdicts.undo`, `verdicts.reopen`, `verdicts.redeliver`
- people: `sessions.sign_in`, `sessions.find`, `sessions.check_csrf`, `sessions.sign_out`, `users.*`

All of them block (database, argon2): call them from a plain `def` route, which runs in a thread. They
return a `desk.case.Case` and raise `desk.errors.Problem`; its 409 names who was first (`extra["by"]`).
Give the `version` of the case that the agent saw, so that the first writer wins.
"""
