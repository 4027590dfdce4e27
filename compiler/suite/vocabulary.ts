// The functions of `agentpol/runtime`'s `suite` that stand in the statements of property suites.

export const VOCABULARY: readonly string[] = `
  above agreed carries departs neverComesBack among and atLeast atMost below blend cidr
  command count distinct duration every finds formerly has hasEnded
  held holdsOnlyWhatIsOver host hour ip is isDecided isHeard isHeld
  isMostRestrictive isOnTrial isNoLooser isNoLooserWithout isSame keepsClaim killsAtOnce known length liesIn
  like likeHost linked list lower matches minus neverExceeds neverLeaves
  not on or path permitsOnly placeIn plain play plus
  rank reachesOnly reordered runs runsOnly sameSet size some sum
  text time times trips under units unseen url weekday
  within withOneLess
`
  .trim()
  .split(/\s+/u);
