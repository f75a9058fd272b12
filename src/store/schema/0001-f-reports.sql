-- Migration 1, part f: stable, documented columns for spreadsheets and other tools. Amounts stay integers in minor
-- units; `digits` says how many of them are decimals. Nothing here calls a function that an untrusted
-- schema may not call.

CREATE VIEW report_partners AS
SELECT p.external_id AS partner_id, p.name, t.type, p.subtype, g.external_id AS parent_id, p.region, p.country, p.currency,
       p.status, m.name AS manager, p.since
  FROM partner AS p
  LEFT JOIN partner AS g ON g.id = p.parent
  LEFT JOIN person AS m ON m.id = p.manager
  LEFT JOIN partner_type AS t ON t.partner = p.id AND t.valid_to IS NULL;

CREATE VIEW report_sales AS
SELECT s.external_id AS sale_id, s.source, s.date, p.external_id AS partner_id, p.name AS partner, c.external_id AS customer_id,
       c.name AS customer, d.external_id AS product_id, d.name AS product, k.name AS category, s.amount, s.currency,
       u.digits, s.units AS units_millionths, s.unit_price AS unit_price_millionths, s.list, s.cost, s.margin, s.motion,
       s.reverses, s.replaces, s.order_ref, s.deal_ref, s.booked, s.delivered, s.invoiced, s.collected, s.start, s.end,
       s.batch, s.batch_row
  FROM sale AS s
  JOIN partner AS p ON p.id = s.partner
  JOIN currency AS u ON u.code = s.currency
  LEFT JOIN customer AS c ON c.id = s.customer
  LEFT JOIN product AS d ON d.id = s.product
  LEFT JOIN category AS k ON k.id = d.category;

-- Every fact of every kind with what all of them have. `date` places it where a rule doesn't say otherwise; a fact that
-- another one replaces is left out.
CREATE VIEW report_facts AS
SELECT CASE s.source WHEN 'resale' THEN 1 WHEN 'marketplace' THEN 2 ELSE 3 END AS kind, s.id, s.external_id, s.partner,
       s.date, s.amount, s.currency, coalesce (s.order_ref, s.deal_ref) AS document, s.customer, s.product
  FROM sale AS s WHERE NOT EXISTS (SELECT 1 FROM sale AS n WHERE n.replaces = s.external_id AND n.source = s.source)
UNION ALL
SELECT 4, s.id, s.external_id, s.partner, s.reported, s.amount, s.currency, NULL, s.customer, s.product
  FROM unit_report AS s WHERE NOT EXISTS (SELECT 1 FROM unit_report AS n WHERE n.replaces = s.external_id)
UNION ALL
SELECT 5, s.id, s.external_id, s.partner, s.closed, s.amount, s.currency, s.deal_ref, s.customer, s.product
  FROM opportunity AS s WHERE NOT EXISTS (SELECT 1 FROM opportunity AS n WHERE n.replaces = s.external_id)
UNION ALL
SELECT 6, s.id, s.external_id, s.partner, s.approved, s.amount, s.currency, s.deal_ref, s.customer, s.product
  FROM registration AS s WHERE NOT EXISTS (SELECT 1 FROM registration AS n WHERE n.replaces = s.external_id)
UNION ALL
SELECT 7, s.id, s.external_id, s.partner, s.awarded, s.amount, s.currency, s.name, s.customer, s.product
  FROM certification AS s WHERE NOT EXISTS (SELECT 1 FROM certification AS n WHERE n.replaces = s.external_id)
UNION ALL
SELECT 18, s.id, s.external_id, s.partner, s.date, s.amount, s.currency, s.name, s.customer, s.product
  FROM target AS s WHERE NOT EXISTS (SELECT 1 FROM target AS n WHERE n.replaces = s.external_id)
UNION ALL
SELECT CASE s.kind WHEN 'reference' THEN 8 WHEN 'activity' THEN 9 WHEN 'listing' THEN 10 WHEN 'deployment' THEN 11
                   WHEN 'accreditation' THEN 12 WHEN 'subscription' THEN 13 WHEN 'adoption' THEN 14 WHEN 'claim' THEN 15
                   WHEN 'spend' THEN 16 WHEN 'payment' THEN 17 WHEN 'opening' THEN 19 ELSE 20 END,
       s.id, s.external_id, s.partner, s.date, s.amount, s.currency, s.name, s.customer, s.product
  FROM event AS s WHERE NOT EXISTS (SELECT 1 FROM event AS n WHERE n.replaces = s.external_id AND n.kind = s.kind);

CREATE VIEW report_statements AS
SELECT s.id AS statement, s.period, r.period_start, r.period_end, g.name AS program, v.number AS version,
       p.external_id AS partner_id, p.name AS partner, s.revision, s.state, s.currency, u.digits, s.measure, s.earned,
       s.charged, s.adjusted, s.brought_forward, s.payable, s.carried, s.payable_on, s.tier, s.lines,
       s.facts_earned, s.facts_excluded, s.approved_by, s.approved_at, s.self_approved, s.nothing_reason, s.digest
  FROM statement AS s
  JOIN run AS r ON r.id = s.run
  JOIN program AS g ON g.id = s.program
  JOIN partner AS p ON p.id = s.partner
  JOIN currency AS u ON u.code = s.currency
  LEFT JOIN program_version AS v ON v.id = s.version
 WHERE s.state <> 'replaced';

CREATE VIEW report_lines AS
SELECT s.period || '/' || g.name || '/' || p.external_id || '/' || coalesce (q.key, 'program') || '/' || printf ('%04d', l.number) AS line,
       s.id AS statement, s.period, g.name AS program, p.external_id AS partner_id, q.key AS rule, v.number AS version,
       l.number,
       CASE l.kind WHEN 1 THEN 'fact' WHEN 2 THEN 'rule' WHEN 3 THEN 'refund' WHEN 4 THEN 'true_up'
                   WHEN 5 THEN 'clawback' WHEN 6 THEN 'top_up' WHEN 7 THEN 'recouped' WHEN 8 THEN 'limit'
                   WHEN 9 THEN 'fund_payout' ELSE 'kind ' || l.kind END AS kind,
       CASE l.state WHEN 1 THEN 'earned' WHEN 2 THEN 'payable' WHEN 3 THEN 'held' ELSE 'paid' END AS state,
       f.name AS fact_kind,
       CASE f.table_name
         WHEN 'sale' THEN (SELECT external_id FROM sale WHERE id = l.fact)
         WHEN 'unit_report' THEN (SELECT external_id FROM unit_report WHERE id = l.fact)
         WHEN 'opportunity' THEN (SELECT external_id FROM opportunity WHERE id = l.fact)
         WHEN 'registration' THEN (SELECT external_id FROM registration WHERE id = l.fact)
         WHEN 'certification' THEN (SELECT external_id FROM certification WHERE id = l.fact)
         WHEN 'target' THEN (SELECT external_id FROM target WHERE id = l.fact)
         WHEN 'event' THEN (SELECT external_id FROM event WHERE id = l.fact) END AS fact_id,
       l.measure, l.share AS share_millionths, l.band, l.amount, l.before, s.currency, u.digits, l.payable_on, s.state AS statement_state
  FROM line AS l
  JOIN statement AS s ON s.id = l.id >> 24
  JOIN program AS g ON g.id = s.program
  JOIN partner AS p ON p.id = s.partner
  JOIN currency AS u ON u.code = s.currency
  LEFT JOIN program_rule AS q ON q.id = l.rule
  LEFT JOIN program_version AS v ON v.id = q.version
  LEFT JOIN fact_kind AS f ON f.id = l.fact_kind
 WHERE s.state <> 'replaced';

CREATE VIEW report_exclusions AS
SELECT r.period, x.statement, f.name AS fact_kind,
       CASE f.table_name
         WHEN 'sale' THEN (SELECT external_id FROM sale WHERE id = x.fact)
         WHEN 'unit_report' THEN (SELECT external_id FROM unit_report WHERE id = x.fact)
         WHEN 'opportunity' THEN (SELECT external_id FROM opportunity WHERE id = x.fact)
         WHEN 'registration' THEN (SELECT external_id FROM registration WHERE id = x.fact)
         WHEN 'certification' THEN (SELECT external_id FROM certification WHERE id = x.fact)
         WHEN 'target' THEN (SELECT external_id FROM target WHERE id = x.fact)
         WHEN 'event' THEN (SELECT external_id FROM event WHERE id = x.fact) END AS fact_id,
       n.name AS reason, q.key AS rule, x.detail
  FROM exclusion AS x
  JOIN run AS r ON r.id = x.run
  JOIN fact_kind AS f ON f.id = x.fact_kind
  JOIN reason AS n ON n.id = x.reason
  LEFT JOIN program_rule AS q ON q.id = x.rule
 WHERE r.state = 'current';

CREATE VIEW report_adjustments AS
SELECT a.period, g.name AS program, p.external_id AS partner_id, p.name AS partner, a.amount, a.currency, u.digits,
       a.reason, a.reference, a.line, a.made_by, a.made_at
  FROM adjustment AS a
  JOIN program AS g ON g.id = a.program
  JOIN partner AS p ON p.id = a.partner
  JOIN currency AS u ON u.code = a.currency;

CREATE VIEW report_control_totals AS
SELECT b.id AS batch, b.kind, b.file_name, b.checksum, b.imported_at, b.imported_by, t.currency, u.digits, t.amount, t.rows,
       b.undone
  FROM control_total AS t
  JOIN batch AS b ON b.id = t.batch
  LEFT JOIN currency AS u ON u.code = t.currency;
