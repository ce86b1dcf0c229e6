import { orNull, type ReadCase } from './read-case';

/** 200 accounts by name, nothing but columns. */
export const flat: ReadCase = {
  name: 'flat',
  title: '200 flat rows',
  byAccount: false,
  mainstay: () => ({
    query: `query Flat {
      accounts(first: 200, orderBy: NAME) {
        nodes { id name segment tier lifecycleStage industry employees wonOn }
      }
    }`,
  }),
  postgraphile: () => ({
    query: `query Flat {
      accounts(first: 200, orderBy: [NAME_ASC, ROW_ID_ASC]) {
        rowId name segment tier lifecycleStage industry employees wonOn
      }
    }`,
  }),
  renamed: {},
  ceiling: `
    SELECT '{"data":{"accounts":{"nodes":[' || coalesce(string_agg(
      '{"id":"acc_' || a.id || '","name":' || to_json(a.name) || ',"segment":"' || a.segment || '","tier":"' || a.tier
      || '","lifecycleStage":"' || a.lifecycle_stage || '","industry":' || ${orNull('a.industry')}
      || ',"employees":' || ${orNull('a.employees')} || ',"wonOn":' || ${orNull('a.won_on')} || '}', ','), '')
      || ']}}}' AS body
    FROM (SELECT id, name, segment, tier, lifecycle_stage, industry, employees, won_on FROM account
      ORDER BY name, id LIMIT 200) a`,
};
