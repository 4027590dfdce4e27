// What `agentpol init` writes: a first policy, its cases, and a CI workflow, all of which pass as they stand.

export interface Template {
  readonly path: string;
  readonly text: string;
}

const policy = `/// What this team's agents may do. Read it from top to bottom: what nothing permits is blocked.
policy agents {
  version "0.1.0"
  default block "no rule permits this action"
}

// Who acts, and where. A request that does not fit these declarations never reaches the rules.
agent   { id: string, role: reader | operator, session: string, owner?: string }
context { env: dev | staging | prod }
// What an action is predicted to touch. A prediction may be missing; a cap then counts it as over.
impact  { hosts: int }

// What agents can attempt. The traits in braces say what an action does to the world.
action files.read(path: path)            { reads path,     effect read, reversible always }
action service.restart(service: string)  { effect execute, reversible always }
action db.migrate(statement: string)     { effect write,   reversible never }

// People who approve.
group operators = ["ana@corp.example", "ben@corp.example", "chi@corp.example"]

// Only allow rules permit. The most restrictive verdict of all rules that match wins.
rule may_read on files.read { allow }

rule no_secrets on files.read {
  when  args.path like ["/etc/secrets/**", "**/.env"]
  block "credentials are out of bounds"
}

rule may_operate on service.restart, db.migrate {
  when  agent.role == operator
  allow
}

// At most three hosts at a time, and ten restarts an hour.
cap blast_radius on service.restart {
  limit impact.hosts <= 3
  else  block "the predicted blast radius is over the cap"
  code  "CAP-001"
}

throttle restarts on service.restart {
  limit 10 per 1h by agent.id
}

// What cannot be undone in production waits for two people.
quorum prod_changes on db.migrate {
  when   context.env == prod
  need   2 of operators
  within 30m
  else   escalate to operators "a production migration needs two operators"
}

// A golden case: it runs against fresh state and a clock of its own.
test "a production migration waits for two operators" {
  agent   { id: "a-1", role: operator, session: "s-1" }
  context { env: prod }
  action  db.migrate(statement: "CREATE TABLE notes (id bigint)")
  expect  escalate by prod_changes
  approve by "ana@corp.example"
  expect  escalate by prod_changes
  approve by "ben@corp.example"
  expect  allow by may_operate
}
`;

const cases = `# Golden cases beside the policy. \`agentpol test\` finds every *.cases.yaml file.
policy: agents.agentpol
cases:
  - name: credentials are out of bounds
    agent: { id: a-1, role: reader, session: s-1 }
    context: { env: dev }
    action: { name: files.read, args: { path: /srv/app/.env } }
    expect: { verdict: block, by: no_secrets }

  # A matrix multiplies a case: one for each value.
  - name: a reader restarts nothing
    agent: { id: a-1, role: reader, session: s-1 }
    impact: { hosts: 1 }
    matrix: { context.env: [dev, staging, prod] }
    action: { name: service.restart, args: { service: checkout } }
    expect: { verdict: block, by: default }

  - name: a wide restart is capped, a small one is not, and the eleventh within the hour waits
    agent: { id: a-2, role: operator, session: s-2 }
    context: { env: staging }
    action: { name: service.restart, args: { service: checkout } }
    steps:
      - { expect: block, by: blast_radius, code: CAP-001 } # no prediction counts as over
      - { impact: { hosts: 4 } }
      - { expect: block, by: blast_radius }
      - { impact: { hosts: 3 } }
      - { expect: allow, times: 10 }
      - { expect: throttle, by: restarts }
      - { after: 1h }
      - { expect: allow }
`;

const workflow = `# Checks and tests the policies on every push.
name: policies
on: [push, pull_request]
jobs:
  policies:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 20 }
      - run: npx --yes agentpol check . --format github
      - run: npx --yes agentpol test .
`;

export const TEMPLATES: readonly Template[] = [
  { path: "agents.agentpol", text: policy },
  { path: "agents.cases.yaml", text: cases },
  { path: ".github/workflows/policies.yml", text: workflow },
];
