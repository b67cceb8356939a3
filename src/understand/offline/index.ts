import type { Engine } from '../engine.ts';
import { complete } from './complete.ts';
import { readBack } from './read-back.ts';
import { Reading, type Rule } from './reading.ts';
import { reportOn } from './report.ts';
import { accessRules } from './rules/access.ts';
import { actionLabelRules, actionLineRules } from './rules/action-lines.ts';
import { actionRules } from './rules/actions.ts';
import { associatedResources, associationRules } from './rules/associations.ts';
import { audienceRules } from './rules/audiences.ts';
import { concernedResources, concernRules } from './rules/concerns.ts';
import { configRules } from './rules/config.ts';
import { correctionRules, thingsOfTheirOwn } from './rules/corrections.ts';
import { deedFrameRules } from './rules/deed-frames.ts';
import { doingRules, makerRules } from './rules/doings.ts';
import { bareListRules, fieldRules } from './rules/fields.ts';
import { effectRules } from './rules/effects.ts';
import { endpointRules } from './rules/endpoints.ts';
import { guardRules } from './rules/guards.ts';
import { inputRules } from './rules/inputs.ts';
import { lifecycleRules } from './rules/lifecycle.ts';
import { markingRules } from './rules/markings.ts';
import { notificationRules } from './rules/notifications.ts';
import { optionRules } from './rules/options.ts';
import { predicateRules } from './rules/predicates.ts';
import { queryRules } from './rules/queries.ts';
import { remainingFieldRules } from './rules/remaining-fields.ts';
import { remarkRules } from './rules/remarks.ts';
import { resourceListRules } from './rules/resource-lists.ts';
import { lastResourceRules, resourceRules } from './rules/resources.ts';
import { deedRules, givenRules } from './rules/rights/deeds.ts';
import { roleRules } from './rules/roles.ts';
import { offerRules } from './rules/rights/offers.ts';
import { rightFrameRules } from './rules/rights/frames.ts';
import { rightsRules } from './rules/rights/rights.ts';
import { routeRules } from './rules/routes.ts';
import { stateHeadingRules, stateListRules } from './rules/state-lists.ts';
import { stateDeedRules } from './rules/state-deeds.ts';
import { titleRules } from './rules/title.ts';
import { uniquenessRules } from './rules/uniqueness.ts';
import { type CheckDesign, salvage } from './salvage.ts';

/** In order: resources before their fields, fields before what is said about them. */
const RULES: readonly Rule[] = [
  ...stateHeadingRules,
  ...actionLabelRules,
  ...routeRules,
  ...thingsOfTheirOwn,
  ...resourceRules,
  ...resourceListRules,
  ...doingRules,
  ...associatedResources,
  ...concernedResources,
  ...lastResourceRules,
  ...roleRules,
  ...rightsRules,
  ...offerRules,
  ...givenRules,
  ...fieldRules,
  ...predicateRules,
  ...associationRules,
  ...concernRules,
  ...makerRules,
  ...bareListRules,
  ...correctionRules,
  ...remarkRules,
  ...stateListRules,
  ...lifecycleRules,
  ...deedRules,
  ...uniquenessRules,
  ...remainingFieldRules,
  ...configRules,
  ...offerRules,
  ...optionRules,
  ...queryRules,
  ...audienceRules,
  ...markingRules,
  ...accessRules,
  ...rightFrameRules,
  ...actionLineRules,
  ...actionRules,
  ...effectRules,
  ...notificationRules,
  ...inputRules,
  ...guardRules,
  ...deedFrameRules,
  ...stateDeedRules,
  ...endpointRules,
  ...titleRules,
];

/** What was read from a description: a draft, and an account of all of its words. */
export interface EnglishReading {
  readonly wire: Record<string, unknown>;
  readonly assumptions: string[];
  readonly unparsed: string[];
  readonly coverage: number;
}

/**
 * Reads an English description into the wire form, without a model. Every word of it is either understood by a rule
 * or told in `unparsed`; nothing is added that the text does not say, but for what `assumptions` name.
 */
export function readEnglish(
  description: string,
  check: CheckDesign,
  merge: (wire: Record<string, unknown>) => Record<string, unknown> = (wire) => wire,
): EnglishReading {
  const reading = new Reading(description);
  for (const rule of RULES) rule(reading);
  complete(reading);
  const wire = salvage(reading, check, merge);
  const { unparsed, coverage } = reportOn(reading);
  const { draft, source } = reading;
  const corrections = source.corrections.map(({ written, read }) => `"${written}" was read as "${read}".`);
  const told = readBack(draft, (span) => source.originalOf(span));
  return { wire, assumptions: [...corrections, ...draft.assumptions, ...told], unparsed, coverage };
}

/** The engine that needs neither a model nor a network. */
export function offlineEngine(check: CheckDesign): Engine {
  return {
    name: 'offline',
    understand: async ({ description, given, merge }) =>
      Object.keys(given).length === 0 && description.trim() === ''
        ? { declined: 'There is nothing to read: both the description and the design are empty.' }
        : { engine: 'offline', ...readEnglish(description, check, merge) },
  };
}
