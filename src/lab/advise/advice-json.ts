/** The advice as JSON: the object behind `cjsim advise --json`. What was asked comes first, defaults included. */
import { type Advice, asked } from './advise.js';

const ADVICE_SCHEMA_VERSION = 1;

export function adviceJson({ options, ...found }: Advice) {
  const { assurance, scenario, strategy } = asked(options);
  const { abilities, isListed, spread, anchors, isPriced } = found.class;
  return {
    schema_version: ADVICE_SCHEMA_VERSION,
    target: options.target,
    assurance,
    essays: options.essays,
    anchors,
    judge: options.judge,
    scenario,
    strategy,
    /** Of the students; `from_list`: normal, with mean and SD of those that the scenario lists. */
    abilities: {
      distribution: abilities,
      from_list: isListed,
      sd: spread.students,
      sd_anchors: spread.anchors,
    },
    budget: found.budget,
    interrupted: found.interrupted,
    nodes: found.nodes,
    searched: found.searched,
    confirmed: found.confirmed,
    outcome: found.outcome,
    cost_usd: found.costUsd,
    has_price: isPriced,
    comparisons: found.comparisons,
    design: found.design,
  };
}
