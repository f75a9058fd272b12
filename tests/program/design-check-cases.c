/* design-check-cases.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "design-check-cases.h"

#include <string.h>

#define OBJECTIVE(kind, metric, direct)                                                              \
  "\"objective\":{\"gap\":\"Customers whom nobody serves\",\"kind\":\"" kind "\",\"metric\":\"" metric "\","  \
  "\"baseline\":\"100.00\",\"target\":\"200.00\",\"due\":\"2026-12-31\",\"direct_cost\":\"" direct "\","  \
  "\"partner_cost\":\"300.00\"}"
#define GIVEN "\"attribution\":{\"by\":\"given\"}"
#define RULE(id, x) "{\"id\":\"" id "\",\"name\":\"" id "\",\"kind\":\"rebate\"," x "}"
#define SALES "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\"}"
#define MARKET "\"counts\":{\"sum\":\"amount\",\"fact\":\"marketplace\"}"
#define DEALS "\"counts\":{\"sum\":\"amount\",\"fact\":\"opportunity\",\"where\":{\"status\":\"won\"}}"
#define UNITS "\"direction\":\"charge\",\"counts\":{\"sum\":\"units\",\"fact\":\"unit_report\"},\"price\":\"2.00\""
#define MINIMUM ",\"adjust\":[{\"guarantee\":\"100.00\",\"per\":\"quarter\"}]"
#define RENEWALS "\"counts\":{\"sum\":\"amount\",\"fact\":\"sale\",\"where\":{\"motion\":\"renewal\"}}"
#define RULES(x) "\"rules\":[" x "]"
#define REACH OBJECTIVE ("reach", "net-revenue", "500.00") "," GIVEN ","
#define STICK OBJECTIVE ("stickiness", "net-revenue", "500.00") "," GIVEN ","
#define EMBED OBJECTIVE ("embedded", "net-revenue", "500.00") "," GIVEN ","
#define DEPLOY OBJECTIVE ("deployment", "net-revenue", "500.00") "," GIVEN ","
#define ONE(x) REACH RULES (RULE ("r", SALES "," x))
#define BANDS(mode, a, b)                                                                               \
  "\"table\":{\"mode\":\"" mode "\",\"bands\":[{\"from\":\"0\",\"rate\":\"" a "\"},{\"from\":\"1000.00\","  \
  "\"rate\":\"" b "\"}]}"
#define TIER(name, fact, least)                                                                          \
  "{\"name\":\"" name "\",\"enter\":{\"value\":{\"sum\":\"amount\",\"fact\":\"" fact "\",\"window\":\"year\"},"  \
  "\"at_least\":\"" least "\"}}"
#define OPEN(x) "{\"name\":\"Open\",\"enter\":{\"all\":[]}" x "}"
#define BENEFIT(kind) "{\"name\":\"B\",\"kind\":\"" kind "\"}"
#define ELEMENTS                                                                                         \
  ",\"benefits\":[" BENEFIT ("api_access") "," BENEFIT ("listing") "," BENEFIT ("certification") ","       \
  BENEFIT ("co_sell") "," BENEFIT ("co_marketing") "," BENEFIT ("analytics") "," BENEFIT ("roadmap") "]"
#define BASE "{\"sum\":\"amount\",\"fact\":\"sale\",\"shift\":\"-1 year\"}"
#define LADDER "\"tiers\":[" OPEN ("") "," TIER ("High", "marketplace", "1000.00") "],"
#define GATE                                                                                             \
  "\"tiers\":[" OPEN ("") ",{\"name\":\"High\",\"enter\":{\"value\":{\"distinct\":\"person\","            \
  "\"fact\":\"certification\",\"where\":{\"level\":\"implementation\"},\"window\":\"as_of\"},\"at_least\":\"2\"}}],"

#define SOLUTION(renewal, day)                                                                           \
  "INSERT INTO joint_solution (id, external_id, name, partner, pricing, support, success, renewal, signed_on)"  \
  " VALUES (1, 'J1', 'Joint', 1, 'p', 's', 'c', " renewal ", " day ");"
#define ENGAGEMENT(columns, values)                                                                      \
  "INSERT INTO cosell_engagement (external_id, partner, solution, requested" columns ")"                  \
  " VALUES ('E1', 1, 1, '2026-02-01'" values ");"
#define OWNED ENGAGEMENT (", account_owner, protected_contacts", ", 1, 'CFO'")
#define CHANGE(effective, doc)                                                                           \
  "INSERT INTO api_change (id, external_id, name, announced, effective, breaking, migration_doc, support_contact)"  \
  " VALUES (1, 'A1', 'Version 2 ends', '2026-03-01', '" effective "', 1, " doc ", 'help');"
#define INTEGRATION(status, depth)                                                                       \
  "INSERT INTO integration (id, external_id, name, partner, status, depth)"                               \
  " VALUES (1, 'I1', 'Connector', 1, '" status "', " depth ");"
#define SALE(id, partner, date, amount)                                                                  \
  "INSERT INTO sale (external_id, partner, date, invoiced, amount, currency, customer) VALUES ('" id "', " partner ", '" date \
  "', '" date "', " amount ", 'USD', 1);"
#define MARKETED(id, partner, date, amount)                                                              \
  "INSERT INTO sale (external_id, source, partner, date, invoiced, amount, currency, customer) VALUES ('" id \
  "', 'marketplace', " partner ", '" date "', '" date "', " amount ", 'USD', 1);"
#define INVEST(id, partner, amount)                                                                      \
  "INSERT INTO investment (external_id, partner, category, date, amount, currency) VALUES ('" id "', " partner \
  ", 'co_selling', '2026-05-01', " amount ", 'USD');"
#define DEAL(id, partner, status)                                                                        \
  "INSERT INTO opportunity (id, external_id, partner, name, status, created, closed, amount, value, currency, customer)"  \
  " VALUES (" id ", 'O" id "', " partner ", 'Deal " id "', '" status "', '2026-01-05', CASE '" status "' WHEN 'open'"  \
  " THEN NULL ELSE '2026-03-01' END, 10000, 10000, 'USD', 1);"                                            \
  "INSERT INTO credit (fact_kind, fact, partner, role, at) VALUES (5, " id ", " partner ", 'sourced', '2026-01-05');"
#define AWARD(id, partner, person, expires)                                                              \
  "INSERT INTO certification (external_id, partner, person, name, level, awarded, expires) VALUES ('" id "', " partner  \
  ", " person ", 'Engineer', 'implementation', '2025-01-01', '" expires "');"
#define ASSIGN(partner, tier)                                                                            \
  "INSERT INTO tier_assignment (partner, program, tier, valid_from, cause)"                               \
  " VALUES (" partner ", 1, '" tier "', '2025-01-01', 'manual');"
#define MANAGED(skills) "UPDATE partner SET manager = 1 WHERE id = 1; UPDATE person SET skills = '" skills "' WHERE id = 1;"
#define PACK(id, partner, kind)                                                                          \
  "INSERT INTO partner_pack (external_id, partner, kind, date) VALUES ('" id "', " partner ", '" kind "', '2026-05-01');"
#define LISTING(columns, values)                                                                         \
  "INSERT INTO marketplace_listing (external_id, name, partner" columns ") VALUES ('L1', 'App', 1" values ");"
#define REGISTERED(id, partner, product)                                                                 \
  "INSERT INTO registration (external_id, partner, status, submitted, approved, expires, customer, product)"  \
  " VALUES ('" id "', " partner ", 'approved', '2026-06-01', '2026-06-02', '2026-09-30', 1, " product ");"
#define PLAN(template)                                                                                   \
  "INSERT INTO plan (id, external_id, name, partner, valid_from, valid_to, currency, template)"           \
  " VALUES (1, 'PL1', 'Plan', 1, '2026-01-01', '2027-01-01', 'USD', " template ");"
#define GOAL(id, kind) "INSERT INTO plan_goal (external_id, plan, title, kind) VALUES ('" id "', 1, 'Goal', '" kind "');"
#define REVIEW(due) "INSERT INTO plan_review (plan, title, due) VALUES (1, 'Review', '" due "');"
#define RETURN(id, ours, amount)                                                                         \
  "INSERT INTO partner_economics (external_id, partner, line, ours, date, amount, currency, selling_days)"  \
  " VALUES ('" id "', 1, 'Line', " ours ", '2026-01-01', " amount ", 'USD', 10000000);"
#define CHURN(id, status, count)                                                                         \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " count ")"                  \
  " INSERT INTO event (kind, external_id, partner, status, date) SELECT 'subscription', '" id "' || i, 1, '" status  \
  "', '2026-02-01' FROM n;"
#define REPORTS                                                                                          \
  "INSERT INTO unit_report (external_id, partner, reported, units) SELECT 'N' || id, id, '2026-05-31', 1000000 FROM partner;"
#define EIGHT                                                                                            \
  "INSERT INTO partner (id, external_id, name, status) VALUES (5,'P5','P5','active'),(6,'P6','P6','active'),"  \
  "(7,'P7','P7','active'),(8,'P8','P8','active');"                                                        \
  "INSERT INTO enrolment (partner, program, valid_from) VALUES (5,1,'2025-01-01'),(6,1,'2025-01-01'),(7,1,'2025-01-01'),"  \
  "(8,1,'2025-01-01');"                                                                                   \
  "INSERT INTO sale (external_id, partner, date, amount, currency) SELECT 'B' || id, id, '2025-09-01', 100, 'USD' FROM partner;"  \
  "INSERT INTO sale (external_id, partner, date, amount, currency) SELECT 'C' || id, id, '2026-03-01',"     \
  " CASE id WHEN 1 THEN 1000 ELSE 100 END, 'USD' FROM partner;"                                           \
  "INSERT INTO investment (external_id, partner, category, date, amount, currency) SELECT 'V' || id, id, 'co_selling',"  \
  " '2026-05-01', 10000, 'USD' FROM partner WHERE id > 1;"
#define INVERSE                                                                                          \
  INVEST ("V1", "1", "300") INVEST ("V2", "2", "200") INVEST ("V3", "3", "100")
#define MARGINS "INSERT INTO setting (key, value) VALUES ('metric.margin-rate', '30%');"

#define RENEWED                                                                                          \
  "INSERT INTO sale (external_id, partner, date, amount, currency, motion) VALUES"                        \
  " ('S1', 1, '2026-02-01', 100000, 'USD', 'new'), ('S2', 1, '2026-02-02', 100000, 'USD', 'renewal');"
#define UNCREDITED(id, partner, product)                                                                 \
  "INSERT INTO opportunity (id, external_id, partner, name, status, created, closed, amount, currency, customer, product)"  \
  " VALUES (" id ", 'O" id "', " partner ", 'Deal', 'won', '2026-01-05', '2026-03-01', 10000, 'USD', 1, " product ");"
#define PURSUED(product)                                                                                 \
  "INSERT INTO opportunity (external_id, name, status, created, value, currency, customer, product)"      \
  " VALUES ('O9', 'Direct', 'open', '2026-06-10', 10000, 'USD', 1, " product ");"
#define SHARED(share)                                                                                    \
  "INSERT INTO credit (fact_kind, fact, partner, role, share) VALUES (5, 1, 1, 'sourced', '50%'), (5, 1, 2, 'influenced', '"  \
  share "');"
#define WORTH(value) ",\"benefits\":[{\"name\":\"B\",\"kind\":\"training\",\"value\":\"" value "\"}]"
#define WORTHY(value)                                                                                    \
  "{\"name\":\"High\",\"by_invitation\":true,\"enter\":{\"all\":[]}" WORTH (value) "}"
#define RETIRED(day)                                                                                     \
  INTEGRATION ("certified", "90") "UPDATE integration SET api_version = 'v1';"                            \
  "INSERT INTO api_change (external_id, name, announced, effective, breaking, retires) VALUES ('A1', 'End of v1', '2026-01-01', '" \
  day "', 0, 'v1');"
#define LISTED(n)                                                                                        \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " n ")"                      \
  " INSERT INTO marketplace_listing (external_id, name, partner, category) SELECT 'L' || i, 'App', 1, 1 FROM n;"
#define QUARTERLY ",\"governance\":[{\"name\":\"Business review\",\"cadence\":\"quarter\"}]"
#define HELD(day)                                                                                        \
  "INSERT INTO plan_review (plan, title, due, state, held, frozen, frozen_at) VALUES (1, 'Review', '" day "', 'held', '" day  \
  "', '{}', '" day "T00:00:00Z');"
#define ALL_SOLD(amount)                                                                                 \
  "INSERT INTO sale (external_id, partner, date, amount, currency) SELECT 'S' || id, id, '2026-02-01', " amount  \
  ", 'USD' FROM partner;"

#define INDUSTRIES                                                                                       \
  "UPDATE customer SET industry = 'Retail';"                                                              \
  "INSERT INTO customer (id, external_id, name, industry) VALUES (2, 'C2', 'Mill', 'Energy');"
#define OF_MILL(ids) "UPDATE opportunity SET customer = 2 WHERE id IN (" ids ");"
/* Partner 1 wins 3 of 3 in retail and 0 of 4 in energy, partners 2 to 4 each 1 of 2: the median is a half. */
#define VERTICALS                                                                                        \
  INDUSTRIES DEAL ("1", "1", "won") DEAL ("2", "1", "won") DEAL ("3", "1", "won") DEAL ("4", "1", "lost") DEAL ("5", "1", "lost")  \
  DEAL ("6", "1", "lost") DEAL ("7", "1", "lost") OF_MILL ("4,5,6,7") DEAL ("8", "2", "won") DEAL ("9", "2", "lost")  \
  DEAL ("10", "3", "won") DEAL ("11", "3", "lost") DEAL ("12", "4", "won") DEAL ("13", "4", "lost")        \
  AWARD ("A1", "2", "2", "2027-01-01") AWARD ("A2", "2", "3", "2027-01-01")
#define HEADS                                                                                            \
  "{\"value\":{\"distinct\":\"person\",\"fact\":\"certification\",\"window\":\"as_of\"},\"at_least\":\"2\"}"
#define ENTER(x) "\"tiers\":[" OPEN ("") ",{\"name\":\"High\",\"enter\":" x "}],"
#define WINNER DEAL ("1", "1", "won") DEAL ("2", "1", "won") DEAL ("3", "1", "won") DEAL ("4", "2", "lost") DEAL ("5", "3", "lost")  \
  AWARD ("A1", "2", "2", "2027-01-01") AWARD ("A2", "2", "3", "2027-01-01")
#define EURO "INSERT OR IGNORE INTO currency (code, digits) VALUES ('EUR', 2); INSERT INTO fx_rate (date, base, quote, mantissa, scale)" \
  " VALUES ('2025-01-01', 'EUR', 'USD', 2, 0);"
#define RETURNED(id, ours, amount, currency, day)                                                        \
  "INSERT INTO partner_economics (external_id, partner, line, ours, date, amount, currency, selling_days)"  \
  " VALUES ('" id "', 1, 'Line', " ours ", '" day "', " amount ", '" currency "', 10000000);"
#define FUNDED(id, scope, amount, currency)                                                              \
  "INSERT INTO fund_request (external_id, name, partner, scope, date, amount, currency) VALUES ('" id "', 'Fair', 1, '" scope "',"  \
  " '2026-02-01', " amount ", '" currency "');"
#define SHARED_COST(day)                                                                                 \
  "INSERT INTO investment (external_id, program, category, date, amount, currency) VALUES ('V1', 1, 'training', '" day "', 100, 'USD');"
#define LADDERS ASSIGN ("1", "Open") ASSIGN ("2", "Open") ASSIGN ("3", "High") ASSIGN ("4", "High")
#define SOLD_BY_ALL                                                                                      \
  SALE ("S1", "1", "2026-02-01", "100") SALE ("S2", "2", "2026-02-01", "200") SALE ("S3", "3", "2026-02-01", "300")  \
  SALE ("S4", "4", "2026-02-01", "400")
#define RETAIL_LADDER "\"tiers\":[" OPEN ("") "," TIER ("High", "sale", "1000.00") "],"
#define CERTIFIED(value)                                                                                 \
  "{\"name\":\"High\",\"enter\":" HEADS WORTH (value) "}"
#define OTHERS(n)                                                                                        \
  "INSERT INTO partner (id, external_id, name) VALUES (9, 'P9', 'Nine');" LISTED (n)                      \
  "UPDATE marketplace_listing SET partner = 9 WHERE external_id <> 'L1';"
#define REGISTERED_AS(id, partner, product, category)                                                    \
  REGISTERED (id, partner, product) "UPDATE registration SET category = " category " WHERE external_id = '" id "';"
#define SCOPE(scope) "INSERT INTO setting (key, value) VALUES ('registration.scope', '" scope "');"
#define REGISTERED_ON(id, partner, day)                                                                  \
  "INSERT INTO registration (external_id, partner, status, submitted, customer) VALUES ('" id "', " partner ", 'rejected', '" day "', 1);"
#define ON_SOLUTION                                                                                      \
  SOLUTION ("'r'", "NULL") INTEGRATION ("compatible", "50")                                               \
  "INSERT INTO integration (id, external_id, name, partner, status, depth, solution) VALUES (2, 'I2', 'Other', 1, 'certified', 80, NULL);" \
  DEAL ("1", "1", "open") "UPDATE integration SET solution = 1 WHERE id = 1;" OWNED
#define ENGAGED_IN "UPDATE cosell_engagement SET opportunity = 1;"
#define OWNER(kind) "{\"name\":\"B\",\"kind\":\"" kind "\",\"owner\":\"Ingrid\"}"
#define OWNED_ELEMENTS(last)                                                                             \
  ",\"benefits\":[" OWNER ("api_access") "," OWNER ("listing") "," OWNER ("certification") "," OWNER ("co_sell") "," \
  OWNER ("co_marketing") "," OWNER ("analytics") "," last "]"
#define ELEMENT_PROGRAM(benefits) "\"tiers\":[" OPEN (benefits) "]," STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\""))
#define FLATS(above)                                                                                     \
  ONE ("\"qualifier\":{\"count\":\"facts\",\"fact\":\"sale\"},\"table\":{\"mode\":\"retroactive\",\"bands\":[{\"from\":\"1\","  \
       "\"flat\":\"500.00\"},{\"from\":\"10\",\"flat\":\"" above "\"}]}")
#define CUT(rate)                                                                                        \
  ONE ("\"rate\":\"5%\",\"adjust\":[{\"factor\":\"" rate "\",\"when\":{\"value\":\"measure\",\"at_least\":\"1000.00\"}}]")

#define E TW_SEVERITY_ERROR
#define W TW_SEVERITY_WARNING
#define I TW_SEVERITY_INFO

/* clang-format off */
const DesignCase design_cases[] = {
  { "CHK-01", "reseller", GIVEN "," RULES (RULE ("r", SALES ",\"rate\":\"2%\"")), NULL, NULL, NULL, E, "/objective", 7, NULL },
  { "CHK-02", "reseller", OBJECTIVE ("reach", "listings", "500.00") "," GIVEN "," RULES (RULE ("r", SALES ",\"rate\":\"2%\"")), NULL,
    NULL, NULL, W, "/objective/metric", 1, NULL },
  { "CHK-03", "reseller", STICK RULES (RULE ("r", SALES ",\"rate\":\"2%\"")), NULL, NULL, NULL, W, "/objective/kind", 1, NULL },
  { "CHK-04", "reseller", OBJECTIVE ("reach", "net-revenue", "300.00") "," GIVEN "," RULES (RULE ("r", SALES ",\"rate\":\"2%\"")), NULL,
    NULL, NULL, W, "/objective/direct_cost", 2, NULL },
  { "CHK-05", "isv", NULL, NULL, SOLUTION ("NULL", "NULL") OWNED, SOLUTION ("'r'", "NULL") OWNED, E, NULL, 1, "joint solutions" },
  { "CHK-06", "isv", NULL, NULL, SOLUTION ("'r'", "'2026-03-01'") OWNED, SOLUTION ("'r'", "'2026-01-15'") OWNED, W, NULL, 1,
    "joint solutions" },
  { "CHK-07", "isv", NULL, NULL, CHANGE ("2026-04-29", "'doc'"), CHANGE ("2026-04-30", "'doc'"), E, NULL, 1, "api changes" },
  { "CHK-08", "isv", NULL, NULL,
    CHANGE ("2026-06-01", "'doc'") INTEGRATION ("certified", "90")
    "INSERT INTO api_notice (external_id, change, integration, sent) VALUES ('N1', 1, 1, '2026-04-20');"
    "INSERT INTO escalation (external_id, date, integration, change) VALUES ('X1', '2026-04-10', 1, 1);",
    CHANGE ("2026-06-01", "'doc'") INTEGRATION ("certified", "90")
    "INSERT INTO api_notice (external_id, change, integration, sent) VALUES ('N1', 1, 1, '2026-04-01');"
    "INSERT INTO escalation (external_id, date, integration, change) VALUES ('X1', '2026-04-10', 1, 1);", E, NULL, 1, "api changes" },
  { "CHK-09", "isv", NULL, NULL, CHANGE ("2026-06-01", "NULL"), CHANGE ("2026-06-01", "'doc'"), W, NULL, 1, "api changes" },
  { "CHK-10", "isv", STICK RULES (RULE ("r", SALES ",\"rate\":\"2%\"")), NULL, MARKETED ("M1", "1", "2026-05-01", "10000"),
    MARKETED ("M1", "1", "2026-02-01", "10000"), E, "/rules/0/counts", 0, NULL },
  { "CHK-12", "isv", "\"tiers\":[" OPEN ("") "," TIER ("High", "sale", "10.00") "]," STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\"")),
    LADDER STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\"")), NULL, NULL, E, "/tiers/1/enter/value", 1, NULL },
  { "CHK-13", "isv", NULL, "\"tiers\":[" OPEN (ELEMENTS) "]," STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\"")), NULL, NULL, W,
    "/tiers", 7, NULL },
  { "CHK-14", "reseller", ONE ("\"rate\":\"2%\""), REACH RULES (RULE ("r", RENEWALS ",\"rate\":\"2%\"")), NULL,
    "INSERT INTO sale (external_id, partner, date, amount, currency, motion) VALUES ('S1', 1, '2026-02-01', 100000, 'USD', 'renewal');",
    W, "/rules", 0, NULL },
  { "CHK-15", "reseller", ONE ("\"rate\":\"50%\""), ONE ("\"rate\":\"50%\""),
    MARGINS SALE ("S1", "1", "2026-02-01", "100000") CHURN ("C", "churned", "9") CHURN ("D", "renewed", "1"),
    MARGINS SALE ("S1", "1", "2026-02-01", "100000") CHURN ("C", "churned", "1") CHURN ("D", "renewed", "9"), W, NULL, 1,
    "subscriptions" },
  { "CHK-16", "oem", NULL, NULL, INTEGRATION ("certified", "40"), INTEGRATION ("certified", "80"), W, NULL, 1, "integrations" },
  { "CHK-17", "isv", NULL, NULL, SOLUTION ("'r'", "NULL") ENGAGEMENT (", protected_contacts", ", 'CFO'"), SOLUTION ("'r'", "NULL") OWNED,
    E, NULL, 1, "co-sell engagements" },
  { "CHK-18", "si", GATE DEPLOY RULES (RULE ("r", DEALS ",\"rate\":\"2%\"")), GATE DEPLOY RULES (RULE ("r", DEALS ",\"rate\":\"2%\"")),
    DEAL ("1", "1", "won") DEAL ("2", "1", "won") DEAL ("3", "1", "won") DEAL ("4", "2", "lost") DEAL ("5", "3", "lost")
    AWARD ("A1", "2", "2", "2027-01-01") AWARD ("A2", "2", "3", "2027-01-01"),
    DEAL ("1", "1", "won") DEAL ("2", "1", "won") DEAL ("3", "1", "won") DEAL ("4", "2", "lost") DEAL ("5", "3", "lost")
    AWARD ("A1", "1", "2", "2027-01-01") AWARD ("A2", "1", "3", "2027-01-01"), W, "/tiers/1/enter", 1, "certification" },
  { "CHK-19", "reseller", NULL, NULL, RETURN ("R1", "1", "100") RETURN ("R2", "0", "200"), RETURN ("R1", "1", "200") RETURN ("R2", "0", "100"),
    W, NULL, 1, "returns" },
  { "CHK-20", "reseller", OBJECTIVE ("reach", "net-revenue", "500.00") "," RULES (RULE ("r", SALES ",\"rate\":\"2%\"")), NULL,
    INVEST ("V1", "1", "100"), INVEST ("V1", "1", "100"), E, "/attribution", 0, "investments" },
  { "CHK-21", "reseller", NULL, NULL, INVEST ("V1", "1", "100") SALE ("S1", "1", "2026-02-01", "100"),
    INVEST ("V1", "1", "100") SALE ("S1", "1", "2024-01-01", "100"), W, NULL, 1, "investments" },
  { "CHK-22", "reseller", NULL, NULL,
    DEAL ("1", "1", "won") "INSERT INTO credit (fact_kind, fact, partner, role) VALUES (5, 1, 1, 'influenced');",
    DEAL ("1", "1", "won") "INSERT INTO credit (fact_kind, fact, partner, role) VALUES (5, 1, 2, 'influenced');", E, NULL, 1, "credits" },
  { "CHK-23", "reseller", NULL, NULL, INVEST ("V1", "1", "500000"), INVEST ("V1", "1", "500000") SALE ("S1", "1", "2026-05-01", "100"), W,
    NULL, 1, "investments" },
  { "CHK-24", "reseller", NULL, NULL, INVEST ("V1", "NULL", "100"), INVEST ("V1", "1", "100"), W, NULL, 1, "investments" },
  { "CHK-25", "reseller", NULL, NULL,
    INVERSE SALE ("S1", "1", "2026-02-01", "10") SALE ("S2", "2", "2026-02-01", "20") SALE ("S3", "3", "2026-02-01", "900"),
    INVERSE SALE ("S1", "1", "2026-02-01", "900") SALE ("S2", "2", "2026-02-01", "20") SALE ("S3", "3", "2026-02-01", "10"), W, NULL, 4,
    "investments" },
  { "CHK-26", "isv", LADDER STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\"")), LADDER STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\"")),
    ASSIGN ("1", "High"), ASSIGN ("1", "High") MANAGED ("both"), W, NULL, 1, "tiers" },
  { "CHK-27", "reseller", "\"tiers\":[" TIER ("Low", "sale", "10000.00") "," TIER ("High", "sale", "60000.00") "]," ONE ("\"rate\":\"2%\""),
    "\"tiers\":[" TIER ("Low", "sale", "10000.00") "," TIER ("High", "sale", "20000.00") "]," ONE ("\"rate\":\"2%\""), NULL, NULL, W,
    "/tiers/1/enter", 1, "ladder" },
  { "CHK-28", "reseller", NULL, NULL,
    "UPDATE enrolment SET valid_from = '2026-02-01' WHERE partner = 1;"
    "INSERT INTO recruit_target (external_id, name, partner_type) VALUES ('T1', 'North', 'reseller');",
    "UPDATE enrolment SET valid_from = '2026-02-01' WHERE partner = 1;"
    "INSERT INTO recruit_target (external_id, name, partner_type, partner) VALUES ('T1', 'North', 'reseller', 1);", I, NULL, 1,
    "recruitment targets" },
  { "CHK-29", "isv", LADDER STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\"")), LADDER STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\"")),
    ASSIGN ("1", "Open") PACK ("K1", "2", "gap_list"), ASSIGN ("1", "Open") PACK ("K1", "1", "gap_list"), W, NULL, 1, "lists of gaps" },
  { "CHK-30", "reseller", NULL, NULL, NULL,
    SALE ("S1", "1", "2026-06-01", "1") SALE ("S2", "2", "2026-06-01", "1") SALE ("S3", "3", "2026-06-01", "1")
    SALE ("S4", "4", "2026-06-01", "1"), W, NULL, 4, NULL },
  { "CHK-31", "reseller", NULL, NULL, AWARD ("A1", "1", "2", "2026-01-01"), AWARD ("A1", "1", "2", "2027-01-01"), W, NULL, 1,
    "certification" },
  { "CHK-32", "isv",
    STICK RULES (RULE ("r", DEALS ",\"who\":{\"value\":{\"count\":\"facts\",\"fact\":\"certification\",\"window\":\"as_of\"},"
                       "\"at_least\":\"1\"},\"rate\":\"2%\"")),
    STICK RULES (RULE ("r", DEALS ",\"who\":{\"value\":{\"count\":\"facts\",\"fact\":\"certification\",\"window\":\"as_of\"},"
                       "\"at_least\":\"1\"},\"rate\":\"2%\"")),
    SOLUTION ("'r'", "NULL") OWNED, SOLUTION ("'r'", "NULL") OWNED AWARD ("A1", "1", "2", "2027-01-01"), E, "/rules/0", 1,
    "no certification here" },
  { "CHK-33", "oem", NULL, NULL, SALE ("S1", "1", "2026-02-01", "1000"),
    SALE ("S1", "1", "2026-02-01", "1000")
    "INSERT INTO partner_risk (external_id, name, partner, kind, identified, mitigation) VALUES ('K1', 'One', 1, 'dependency',"
    " '2026-01-01', 'Escrow');", W, NULL, 1, "revenue" },
  { "CHK-34", "isv", NULL, NULL,
    "INSERT INTO partner_risk (external_id, name, partner, kind, identified, mitigation) VALUES ('K1', 'Own feature', 1,"
    " 'feature_overlap', '2026-01-01', 'Joint roadmap');",
    "INSERT INTO partner_risk (external_id, name, partner, kind, identified, noticed, mitigation) VALUES ('K1', 'Own feature', 1,"
    " 'feature_overlap', '2026-01-01', '2026-01-05', 'Joint roadmap');", W, NULL, 1, "risks" },
  { "CHK-35", "isv", NULL, NULL, LISTING ("", ""), LISTING (", category", ", 1"), W, NULL, 1, "marketplace listings" },
  { "CHK-36", "isv", NULL, NULL, LISTING (", reviews", ", 2"), LISTING (", reviews", ", 3"), W, NULL, 1, "marketplace listings" },
  { "CHK-37", "reseller", NULL, NULL, REGISTERED ("G1", "1", "1") REGISTERED ("G2", "2", "2"),
    REGISTERED ("G1", "1", "1") REGISTERED ("G2", "2", "3"), E, NULL, 2, "registrations" },
  { "CHK-38", "isv", NULL, NULL,
    SOLUTION ("'r'", "NULL") ENGAGEMENT (", account_owner, protected_contacts, removed", ", 1, 'CFO', '2026-03-01'"),
    SOLUTION ("'r'", "NULL") OWNED, E, NULL, 1, "engagements" },
  { "CHK-39", "isv", NULL, NULL,
    "INSERT INTO fund_request (external_id, name, partner, scope, date, amount, currency) VALUES ('F1', 'Fair', 1, 'product',"
    " '2026-02-01', 100, 'USD');",
    "INSERT INTO fund_request (external_id, name, partner, scope, date, amount, currency) VALUES ('F1', 'Fair', 1, 'joint_solution',"
    " '2026-02-01', 100, 'USD');", W, NULL, 1, "marketing fund requests" },
  { "CHK-40", "reseller", NULL, NULL, PLAN ("NULL") REVIEW ("2026-06-01"), PLAN ("NULL") REVIEW ("2026-07-15"), W, NULL, 1, "reviews" },
  { "CHK-41", "isv", NULL, NULL, LISTING (", regulated", ", 'Health'"),
    LISTING (", regulated, compliance_reviewed", ", 'Health', '2025-06-30'"), E, NULL, 1, "marketplace listings" },
  { "CHK-42", "reseller", NULL, NULL,
    "INSERT INTO partner_document (external_id, name, partner, due) VALUES ('D1', 'Agreement', 1, '2026-01-01');",
    "INSERT INTO partner_document (external_id, name, partner, due, received) VALUES ('D1', 'Agreement', 1, '2026-01-01', '2025-12-01');",
    W, NULL, 1, "documents" },
  { "CHK-43", "oem", EMBED RULES (RULE ("r", UNITS)), EMBED RULES (RULE ("r", UNITS MINIMUM)), REPORTS, REPORTS, W, "/rules/0", 1, NULL },
  { "CHK-44", "isv", NULL, NULL, PLAN ("'isv-seed-stage'") GOAL ("Q1", "revenue"),
    PLAN ("'isv-seed-stage'") GOAL ("Q1", "revenue") GOAL ("Q2", "integration"), I, NULL, 1, "seed stage" },
  { "CHK-45", "isv", NULL, NULL, PLAN ("NULL") GOAL ("Q1", "revenue"), PLAN ("NULL") GOAL ("Q1", "revenue") GOAL ("Q2", "adoption"), W,
    NULL, 1, "plans" },
  { "CHK-46", "isv", LADDER STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\"")), LADDER STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\"")),
    ASSIGN ("1", "High") PACK ("K1", "2", "ecosystem_data"), ASSIGN ("1", "High") PACK ("K1", "1", "ecosystem_data"), W, NULL, 1,
    "ecosystem data" },
  { "CHK-47", "isv", NULL, NULL, SOLUTION ("'r'", "NULL") ENGAGEMENT (", responded", ", '2026-02-07'"),
    SOLUTION ("'r'", "NULL") ENGAGEMENT (", responded", ", '2026-02-06'"), W, NULL, 1, "engagements" },
  { "CHK-48", "isv", NULL, NULL, INTEGRATION ("compatible", "50") DEAL ("1", "1", "open"),
    INTEGRATION ("certified", "50") DEAL ("1", "1", "open"), W, NULL, 1, "integrations" },
  { "CHK-49", "reseller", NULL, NULL, EIGHT, EIGHT INVEST ("V1", "1", "90000"), I, NULL, 1, "investments" },
  { "CHK-52", "reseller", ONE (BANDS ("retroactive", "5%", "7%")), ONE (BANDS ("marginal", "5%", "7%")), NULL, NULL, W,
    "/rules/0/table/bands/1", 0, NULL },
  { "CHK-53", "reseller", ONE (BANDS ("retroactive", "5%", "3%")), NULL, NULL, NULL, E, "/rules/0/table/bands/1", 0, NULL },
  { "CHK-54", "reseller", ONE (BANDS ("marginal", "5%", "7%")), ONE (BANDS ("marginal", "5%", "7%")), SALE ("S1", "1", "2026-02-01", "10000"),
    SALE ("S1", "1", "2026-02-01", "200000"), W, "/rules/0/table/bands/1", 0, NULL },
  { "CHK-55", "reseller",
    ONE ("\"qualifier\":{\"div\":[{\"sum\":\"amount\",\"fact\":\"sale\"}," BASE "]},\"table\":{\"bands\":[{\"from\":\"0%\",\"rate\":\"2%\"}]}"),
    ONE ("\"qualifier\":{\"div\":[{\"sum\":\"amount\",\"fact\":\"sale\"}," BASE "],\"else\":\"0%\"},"
         "\"table\":{\"bands\":[{\"from\":\"0%\",\"rate\":\"2%\"}]}"), NULL, NULL, E, "/rules/0/qualifier", 0, NULL },
  { "CHK-56", "reseller", ONE ("\"rerate\":\"forward\"," BANDS ("retroactive", "5%", "5%")), NULL, NULL, NULL, E, "/rules/0", 0, NULL },
  { "CHK-57", "reseller", ONE ("\"valid\":[\"2026-02-10\",null],\"rate\":\"2%\""), ONE ("\"valid\":[\"2026-04-01\",null],\"rate\":\"2%\""),
    NULL, NULL, W, "/rules/0/valid", 1, NULL },
  { "CHK-58", "reseller", REACH RULES (RULE ("a", SALES ",\"rate\":\"1%\"") "," RULE ("b", SALES ",\"rate\":\"1%\"")),
    REACH RULES (RULE ("a", SALES ",\"rate\":\"1%\",\"stacking\":{\"group\":\"g\",\"policy\":\"additive\"}") ","
                 RULE ("b", SALES ",\"rate\":\"1%\",\"stacking\":{\"group\":\"g\",\"policy\":\"additive\"}")), NULL, NULL, E, "/rules/1", 0,
    NULL },
  { "CHK-59", "reseller", "\"budget\":{\"amount\":\"10.00\",\"per\":\"quarter\"}," ONE ("\"rate\":\"10%\""),
    "\"budget\":{\"amount\":\"1000.00\",\"per\":\"quarter\"}," ONE ("\"rate\":\"10%\""),
    SALE ("S1", "1", "2026-02-01", "100000") SALE ("S2", "1", "2025-11-01", "100000"), SALE ("S1", "1", "2026-02-01", "100000"), W,
    "/budget", 4, "budget" },
#define G(id) RULE (id, SALES ",\"rate\":\"1%\",\"stacking\":{\"group\":\"g\",\"policy\":\"additive\"}")
  { "CHK-60", "reseller", REACH RULES (G ("a") "," G ("b") "," G ("c") "," G ("d")), REACH RULES (G ("a") "," G ("b") "," G ("c")),
    SALE ("S1", "1", "2026-02-01", "100000"), SALE ("S1", "1", "2026-02-01", "100000"), I, "/rules", 1, "no facts" },
#undef G
  { "CHK-61", "reseller",
    ONE ("\"table\":{\"mode\":\"retroactive\",\"scale\":\"agreement.quota\",\"bands\":[{\"from\":\"1\",\"rate\":\"2%\"}]}"),
    ONE ("\"table\":{\"mode\":\"marginal\",\"scale\":\"agreement.quota\",\"bands\":[{\"from\":\"1\",\"rate\":\"2%\"}]}"), NULL, NULL, I,
    "/rules/0/table", 1, NULL },
  { "W3", "reseller", ONE ("\"flat\":\"100.00\""), NULL, NULL, NULL, W, "/rules/0", 0, NULL },
  { "W6", "reseller", ONE ("\"rate\":\"2%\",\"adjust\":[{\"min\":\"50.00\"},{\"max\":\"20.00\"}]"), NULL, NULL, NULL, W,
    "/rules/0/adjust/0", 0, NULL },
  { "UNCONFIRMED", "reseller", "\"unconfirmed\":[\"/rules/0\"]," ONE ("\"rate\":\"2%\""), NULL, NULL, NULL, E, "/unconfirmed", 1, NULL },

  /* Further ways in which a check finds something. */
  { "CHK-12", "isv", "\"tiers\":[" OPEN (",\"benefits\":[" BENEFIT ("discount") "]") "]," STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\"")),
    "\"tiers\":[" OPEN (",\"benefits\":[" BENEFIT ("listing") "]") "]," STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\"")), NULL, NULL, E,
    "/tiers/0/benefits/0", 1, NULL },
  { "CHK-14", "reseller", REACH RULES (RULE ("a", SALES ",\"rate\":\"9%\"") "," RULE ("b", RENEWALS ",\"rate\":\"1%\"")),
    REACH RULES (RULE ("a", SALES ",\"rate\":\"1%\"") "," RULE ("b", RENEWALS ",\"rate\":\"9%\"")), RENEWED, RENEWED, W, "/rules", 1, NULL },
  { "CHK-17", "isv", NULL, NULL,
    SOLUTION ("'r'", "NULL") ENGAGEMENT (", account_owner, protected_contacts, breached", ", 1, 'CFO', '2026-03-01'"),
    SOLUTION ("'r'", "NULL") OWNED, W, NULL, 1, NULL },
  { "CHK-20", "reseller", NULL, NULL, INVEST ("V1", "1", "100") UNCREDITED ("1", "1", "1"), INVEST ("V1", "1", "100") DEAL ("1", "1", "won"), E,
    NULL, 1, NULL },
  { "CHK-22", "reseller", NULL, NULL, UNCREDITED ("1", "1", "1") SHARED ("80%"), UNCREDITED ("1", "1", "1") SHARED ("50%"), E, NULL, 1, NULL },
  { "CHK-27", "reseller", "\"tiers\":[" OPEN (WORTH ("500")) "," WORTHY ("400") "]," ONE ("\"rate\":\"2%\""),
    "\"tiers\":[" OPEN (WORTH ("500")) "," WORTHY ("600") "]," ONE ("\"rate\":\"2%\""), NULL, NULL, W, "/tiers/1/benefits", 2, NULL },
  { "CHK-31", "isv", NULL, NULL, RETIRED ("2026-05-01"), RETIRED ("2026-08-01"), W, NULL, 1, NULL },
  { "CHK-35", "isv", NULL, NULL, LISTED ("21"), LISTED ("20"), W, NULL, 1, NULL },
  { "CHK-38", "reseller", NULL, NULL, REGISTERED ("G1", "1", "1") PURSUED ("2"), REGISTERED ("G1", "1", "1") PURSUED ("3"), E, NULL, 1, NULL },
  { "CHK-40", "reseller", "\"tiers\":[" OPEN (QUARTERLY) "]," ONE ("\"rate\":\"2%\""), "\"tiers\":[" OPEN (QUARTERLY) "]," ONE ("\"rate\":\"2%\""),
    ASSIGN ("1", "Open") PLAN ("NULL") HELD ("2026-01-10"), ASSIGN ("1", "Open") PLAN ("NULL") HELD ("2026-06-10"), W,
    "/tiers/0/governance/0", 1, NULL },
  { "CHK-43", "oem", NULL, NULL, NULL, REPORTS, W, "/rules/0", 4, NULL },
  { "CHK-52", "reseller", ONE (BANDS ("retroactive", "5%", "7%")), ONE (BANDS ("retroactive", "9.5%", "10%")), NULL, NULL, W,
    "/rules/0/table/bands/1", 0, NULL },
  { "CHK-54", "reseller", ONE (BANDS ("marginal", "5%", "7%")), ONE (BANDS ("marginal", "5%", "7%")), ALL_SOLD ("200000"),
    ALL_SOLD ("CASE id WHEN 1 THEN 50000 ELSE 200000 END"), W, "/rules/0/table/bands/0", 0, NULL },

  /* The first band is a step as well, unless it begins at nothing. */
  { "CHK-52", "reseller", ONE ("\"table\":{\"mode\":\"retroactive\",\"bands\":[{\"from\":\"1000.00\",\"rate\":\"5%\"}]}"),
    ONE ("\"table\":{\"mode\":\"marginal\",\"bands\":[{\"from\":\"1000.00\",\"rate\":\"5%\"}]}"), NULL, NULL, W,
    "/rules/0/table/bands/0", 0, NULL },
  /* A year's window, paid by the month, counts what was sold before the months that are looked at. */
  { "CHK-54", "reseller", ONE ("\"window\":\"year\"," BANDS ("marginal", "5%", "7%")) ",\"payment\":{\"per\":\"month\"}",
    ONE ("\"window\":\"year\"," BANDS ("marginal", "5%", "7%")) ",\"payment\":{\"per\":\"month\"}",
    SALE ("S1", "1", "2026-01-10", "30000") SALE ("S2", "1", "2026-04-10", "60000"),
    SALE ("S1", "1", "2026-01-10", "60000") SALE ("S2", "1", "2026-04-10", "60000"), W, "/rules/0/table/bands/1", 0, NULL },

  /* Each half of what a check asks. */
  { "CHK-05", "isv", NULL, NULL, SOLUTION ("'r'", "NULL") INTEGRATION ("certified", "90") "UPDATE integration SET partner = 2;",
    SOLUTION ("'r'", "NULL") INTEGRATION ("certified", "90"), E, NULL, 1, NULL },
  { "CHK-12", "isv",
    "\"define\":{\"resold\":{\"sum\":\"amount\",\"fact\":\"sale\",\"window\":\"year\"}},"
    ENTER ("{\"value\":\"resold\",\"at_least\":\"10.00\"}") STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\"")),
    LADDER STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\"")), NULL, NULL, E, "/define/resold", 1, NULL },
  { "CHK-13", "isv", ELEMENT_PROGRAM (OWNED_ELEMENTS (BENEFIT ("roadmap"))), ELEMENT_PROGRAM (OWNED_ELEMENTS (OWNER ("roadmap"))), NULL,
    NULL, W, "/tiers/0/benefits/6", 1, NULL },
  { "CHK-13", "isv", ELEMENT_PROGRAM (ELEMENTS), ELEMENT_PROGRAM (ELEMENTS), FUNDED ("F1", "product", "100", "USD"),
    FUNDED ("F1", "joint_solution", "100", "USD"), W, "/tiers/0/benefits/4", 1, NULL },
  { "CHK-16", "oem", NULL, NULL, INTEGRATION ("certified", "90") "UPDATE integration SET depth = NULL, steps = 11;",
    INTEGRATION ("certified", "90") "UPDATE integration SET depth = NULL, steps = 10;", W, NULL, 1, NULL },
  { "CHK-18", "si", GATE DEPLOY RULES (RULE ("r", DEALS ",\"rate\":\"2%\"")), GATE DEPLOY RULES (RULE ("r", DEALS ",\"rate\":\"2%\"")),
    VERTICALS, VERTICALS "UPDATE opportunity SET customer = 2;", W, "/tiers/1/enter", 1, NULL },
  { "CHK-18", "si", ENTER ("{\"all\":[" HEADS "]}") DEPLOY RULES (RULE ("r", DEALS ",\"rate\":\"2%\"")),
    ENTER ("{\"any\":[" HEADS ",{\"value\":{\"count\":\"facts\",\"fact\":\"reference\",\"window\":\"year\"},\"at_least\":\"1\"}]}")
    DEPLOY RULES (RULE ("r", DEALS ",\"rate\":\"2%\"")), WINNER, WINNER, W, "/tiers/1/enter/all/0", 1, NULL },
  { "CHK-19", "reseller", NULL, NULL, EURO RETURNED ("R1", "1", "150", "USD", "2026-01-01") RETURNED ("R2", "0", "100", "EUR", "2026-01-01"),
    EURO RETURNED ("R1", "1", "150", "EUR", "2026-01-01") RETURNED ("R2", "0", "200", "USD", "2026-01-01"), W, NULL, 1, NULL },
  { "CHK-19", "reseller", NULL, NULL,
    RETURN ("R2", "0", "150") RETURNED ("R1", "1", "200", "USD", "2025-01-01") RETURNED ("R3", "1", "100", "USD", "2026-01-01"),
    RETURN ("R2", "0", "150") RETURNED ("R1", "1", "100", "USD", "2025-01-01") RETURNED ("R3", "1", "200", "USD", "2026-01-01"), W, NULL, 1,
    NULL },
  { "CHK-24", "reseller", NULL, NULL, SHARED_COST ("2024-12-31"), SHARED_COST ("2025-01-01"), W, NULL, 1, NULL },
  { "CHK-25", "reseller", RETAIL_LADDER ONE ("\"rate\":\"2%\""), RETAIL_LADDER ONE ("\"rate\":\"2%\""),
    LADDERS SOLD_BY_ALL INVEST ("V1", "1", "90") INVEST ("V2", "2", "110") INVEST ("V3", "3", "95") INVEST ("V4", "4", "125"),
    LADDERS SOLD_BY_ALL INVEST ("V1", "1", "90") INVEST ("V2", "2", "110") INVEST ("V3", "3", "110") INVEST ("V4", "4", "150"), W, "/tiers", 2,
    NULL },
  { "CHK-26", "isv", LADDER STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\"")), LADDER STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\"")),
    ASSIGN ("1", "High") MANAGED ("commercial"), ASSIGN ("1", "High") MANAGED ("both"), W, NULL, 1, NULL },
  { "CHK-27", "reseller", "\"tiers\":[" OPEN (WORTH ("500")) "," CERTIFIED ("6900") "]," ONE ("\"rate\":\"2%\""),
    "\"tiers\":[" OPEN (WORTH ("500")) "," CERTIFIED ("6901") "]," ONE ("\"rate\":\"2%\""), NULL, NULL, W, "/tiers/1/benefits", 2, NULL },
  { "CHK-29", "isv", LADDER STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\"")), LADDER STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\"")),
    ASSIGN ("1", "Open") PLAN ("NULL") HELD ("2026-06-10") PACK ("K1", "1", "gap_list"),
    ASSIGN ("1", "Open") PLAN ("NULL") HELD ("2026-05-20") PACK ("K1", "1", "gap_list"), W, NULL, 1, NULL },
  { "CHK-35", "isv", NULL, NULL, OTHERS ("21"), OTHERS ("20"), W, NULL, 1, NULL },
  { "CHK-37", "reseller", NULL, NULL, REGISTERED ("G1", "1", "1") REGISTERED ("G2", "2", "NULL"),
    REGISTERED ("G1", "1", "1") REGISTERED ("G2", "1", "NULL"), E, NULL, 2, NULL },
  { "CHK-37", "reseller", NULL, NULL, REGISTERED ("G1", "1", "1") REGISTERED_AS ("G2", "2", "3", "1"),
    REGISTERED ("G1", "1", "1") REGISTERED_AS ("G2", "2", "2", "2"), E, NULL, 2, NULL },
  { "CHK-37", "reseller", NULL, NULL, SCOPE ("customer") REGISTERED ("G1", "1", "1") REGISTERED ("G2", "2", "3"),
    SCOPE ("product") REGISTERED ("G1", "1", "1") REGISTERED ("G2", "2", "2"), E, NULL, 2, NULL },
  { "CHK-39", "isv", NULL, NULL, EURO FUNDED ("F1", "product", "60", "EUR") FUNDED ("F2", "joint_solution", "100", "USD"),
    EURO FUNDED ("F1", "product", "50", "EUR") FUNDED ("F2", "joint_solution", "100", "USD"), W, NULL, 1, NULL },
  { "CHK-40", "reseller", "\"governance\":[{\"name\":\"Review\",\"cadence\":\"quarter\"}],\"tiers\":[" OPEN ("") "]," ONE ("\"rate\":\"2%\""),
    "\"governance\":[{\"name\":\"Review\",\"cadence\":\"half\"}],\"tiers\":[" OPEN ("") "]," ONE ("\"rate\":\"2%\""),
    ASSIGN ("1", "Open") PLAN ("NULL") HELD ("2026-02-10"), ASSIGN ("1", "Open") PLAN ("NULL") HELD ("2026-02-10"), W, "/governance/0", 1,
    NULL },
  { "CHK-47", "isv", NULL, NULL,
    REGISTERED_ON ("G1", "1", "2025-01-10") MARKETED ("M1", "1", "2025-02-01", "100") MARKETED ("M2", "1", "2026-02-01", "200"),
    REGISTERED_ON ("G1", "2", "2025-01-10") MARKETED ("M1", "1", "2025-02-01", "100") MARKETED ("M2", "1", "2026-02-01", "200"), W, NULL, 1,
    NULL },
  { "CHK-48", "isv", NULL, NULL, ON_SOLUTION ENGAGED_IN, ON_SOLUTION, W, NULL, 1, NULL },
  { "CHK-52", "reseller", FLATS ("1500.00"), FLATS ("500.00"), NULL, NULL, W, "/rules/0/table/bands/1", 0, NULL },
  { "CHK-53", "reseller", CUT ("50%"), CUT ("150%"), NULL, NULL, E, "/rules/0", 2, NULL },
};
/* clang-format on */

const guint n_design_cases = G_N_ELEMENTS (design_cases);

const char *
design_case_members (const char *type)
{
  if (strcmp (type, "isv") == 0)
    return STICK RULES (RULE ("r", MARKET ",\"rate\":\"2%\""));
  if (strcmp (type, "oem") == 0)
    return EMBED RULES (RULE ("r", UNITS MINIMUM));
  if (strcmp (type, "si") == 0)
    return DEPLOY RULES (RULE ("r", DEALS ",\"rate\":\"2%\""));

  return ONE ("\"rate\":\"2%\"");
}
