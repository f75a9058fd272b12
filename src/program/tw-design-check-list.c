/* tw-design-check-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-design-check.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What the checks ask and what mends a finding. How they ask stands in the files beside this one. */

#define TEXT   TW_CHECK_TEXT
#define ROWS   TW_CHECK_ROWS
#define REPLAY TW_CHECK_REPLAY
#define ERROR  TW_SEVERITY_ERROR
#define WARN   TW_SEVERITY_WARNING
#define INFO   TW_SEVERITY_INFO

/* clang-format off */
static const TwDesignCheck checks[] = {
  { "CHK-01", N_("Template without objective"),
    N_("The version states no commercial gap with a measured outcome, a baseline, a target, a due day, and the cost of the direct route beside the partner's."),
    N_("Write the objective first: the gap, the metric, its baseline and target, and both routes' cost."), ERROR, NULL, TEXT },
  { "CHK-02", N_("Counting partners"),
    N_("The objective is measured by how many partners, listings or certificates there are."),
    N_("Measure what partners bring about: pipeline, win rate, revenue, retention."), WARN, NULL, TEXT },
  { "CHK-03", N_("Type doesn't match the gap"),
    N_("The kind of gap is one that another partner type closes."),
    N_("Choose the partner type whose contribution closes this gap, or name the gap that this type closes."), WARN, NULL, TEXT },
  { "CHK-04", N_("Direct route is as good"),
    N_("Reaching the outcome directly costs no more than through partners."),
    N_("Set the goal where partners reach further than your own people, or leave it to them."), WARN, NULL, TEXT },
  { "CHK-05", N_("Technology-only partnership"),
    N_("An integration is certified or co-selling began while pricing, support, customer success or renewal of the joint solution is open."),
    N_("Settle the commercial model of the joint solution before anybody sells it."), ERROR, "isv oem si", ROWS },
  { "CHK-06", N_("Model agreed after the fact"),
    N_("A joint solution was signed after its first co-sell engagement."),
    N_("Let the signature come before the first engagement; ask for it in the solution's record."), WARN, "isv oem si", ROWS },
  { "CHK-07", N_("API change on short notice"),
    N_("A breaking change takes effect sooner after its announcement than your notice policy promises."),
    N_("Move the effective day, or keep the old version until the notice has run."), ERROR, "isv oem", ROWS },
  { "CHK-08", N_("Break discovered by a customer"),
    N_("A customer escalated before the partner was told of the change that broke its integration."),
    N_("Send notices to the partners of every affected integration before the change, those with most customers first."), ERROR, "isv oem", ROWS },
  { "CHK-09", N_("No migration help"),
    N_("A breaking change has no migration document or nobody to ask."),
    N_("Write the migration guide and name who answers for it."), WARN, "isv oem", ROWS },
  { "CHK-10", N_("Incentive not computable"),
    N_("A rule needs facts that partners of the type don't produce, or it would have paid hardly any enrolled partner over the last four periods."),
    N_("Count facts that these partners produce."), ERROR, NULL, TEXT | REPLAY },
  { "CHK-11", N_("One template for all types"),
    N_("A program for another partner type has the same rules and criteria."),
    N_("Design each type's program from how that type creates value."), WARN, NULL, ROWS },
  { "CHK-12", N_("App vendors run as resellers"),
    N_("A criterion or benefit for independent software vendors is one of resale: resale revenue, deal registrations, sales certification, a discount."),
    N_("Ask for integration, adoption and joint customers instead."), ERROR, "isv", TEXT },
  { "CHK-13", N_("Element missing"),
    N_("One of the seven elements of a vendor program has no benefit: API access, listing, certification, co-sell, co-marketing, analytics, roadmap."),
    N_("Add a benefit to the tiers for each element that is missing."), WARN, "isv", TEXT },
  { "CHK-14", N_("Pay for new sales alone"),
    N_("Hardly any of the payout depends on renewals or retention."),
    N_("Add a rule on renewals, or gate the others by the renewal rate."), WARN, "reseller", TEXT | REPLAY },
  { "CHK-15", N_("High first year, high churn"),
    N_("A reseller's customers are worth less than they cost to win, and it is among the third that is paid most."),
    N_("Pay less for the first sale and more for the customers that stay."), WARN, "reseller", REPLAY | ROWS },
  { "CHK-16", N_("Shallow embedding"),
    N_("An OEM integration is too shallow, or leaves too much to configure to the customer."),
    N_("Ask for integration depth before volume."), WARN, "oem", ROWS },
  { "CHK-17", N_("Account ownership unprotected"),
    N_("A co-sell engagement names no owner of the account or no protected contacts, or ownership was breached."),
    N_("Name the owner and the protected contacts before the engagement starts; answer for breaches."), ERROR, "si isv", ROWS },
  { "CHK-18", N_("Small specialists shut out"),
    N_("A gate by the number of certified people keeps out partners that win more than most."),
    N_("Offer a specialist path beside the headcount: a criterion on win rate or on the vertical."), WARN, NULL, ROWS },
  { "CHK-19", N_("Partner economics below the rival's"),
    N_("Resellers earn less on your line per day of selling than on the best rival's."),
    N_("Raise what the partner keeps in total, not the headline rate alone."), WARN, "reseller", ROWS },
  { "CHK-20", N_("No attribution"),
    N_("Money is invested without a policy of attribution, or too little of the won revenue is attributed."),
    N_("Write the program's attribution, and record each partner's part in won opportunities."), ERROR, NULL, TEXT | ROWS },
  { "CHK-21", N_("No baseline"),
    N_("The return of investment is told from fewer than two periods of baseline."),
    N_("Load facts of the year before, or state the baseline in the objective."), WARN, NULL, ROWS },
  { "CHK-22", N_("Double credit"),
    N_("Credits of an opportunity add up to more than the policy allows, or one partner has two roles in it."),
    N_("Let one role count per partner and let shares add up to a whole."), ERROR, NULL, ROWS },
  { "CHK-23", N_("Investment without outcome"),
    N_("Money went into a partner that brought nothing for several quarters."),
    N_("Tie the investment to milestones, or move it to partners that return it."), WARN, NULL, ROWS },
  { "CHK-24", N_("Unattributable spend"),
    N_("Investments name no partner, program or partner type."),
    N_("Say what each investment is for, so that returns can be told apart."), WARN, NULL, ROWS },
  { "CHK-25", N_("Uniform or inverse investment"),
    N_("Investment is alike in all tiers, or goes rather to those that contribute less."),
    N_("Set budgets by tier, and let them follow contribution."), WARN, NULL, ROWS },
  { "CHK-26", N_("Wrong intensity of management"),
    N_("A partner of the highest tier has no manager of its own, or one of the lowest has."),
    N_("Give managers to the highest tier, and self-service to the lowest."), WARN, "isv", ROWS },
  { "CHK-27", N_("Flat ladder"),
    N_("A step up brings no more than it asks, or asks hardly more or far more than the step below."),
    N_("Space thresholds by a factor of 1.5 to 3, and let each step's benefits be worth more than the last."), WARN, NULL, TEXT },
  { "CHK-28", N_("Recruiting without a target"),
    N_("Partners were enrolled that no recruitment target asked for."),
    N_("Recruit for gaps: link each enrolment to the target that it fills."), INFO, NULL, ROWS },
  { "CHK-29", N_("Path upward not told"),
    N_("A partner below the highest tier didn't get its list of gaps at the last review."),
    N_("Give each partner the path to its next tier with its statement."), WARN, NULL, ROWS },
  { "CHK-30", N_("Nominal partnership"),
    N_("A partner is enrolled for long, without investment from you and without activity of its own."),
    N_("Agree on a plan with both sides' commitments, or end the enrolment."), WARN, NULL, ROWS },
  { "CHK-31", N_("Lapsed certification"),
    N_("A certification has expired, or it holds for an API version that is retired."),
    N_("Renew it, or take the badge away until it is renewed."), WARN, NULL, ROWS },
  { "CHK-32", N_("Ungated co-sell"),
    N_("A partner without a valid certification co-sells although a gate asks for one."),
    N_("Certify the partner first, or lift the gate for everybody."), ERROR, "isv si", ROWS },
  { "CHK-33", N_("Dependency on one OEM"),
    N_("One OEM brings much of the revenue and no mitigation is agreed."),
    N_("Agree on commitments and protections, and record them with the risk."), WARN, "oem", ROWS },
  { "CHK-34", N_("Silence about platform risk"),
    N_("The platform is about to replicate a partner's feature or to change its price, and there is no notice or no mitigation."),
    N_("Tell the partner, and agree on what softens it."), WARN, "isv oem", ROWS },
  { "CHK-35", N_("Listing that nobody finds"),
    N_("A listing has no category, or stands in one that is too crowded to browse."),
    N_("Put each listing in a category, and divide crowded ones."), WARN, "isv", ROWS },
  { "CHK-36", N_("Listing that nobody can judge"),
    N_("A listing has no trial, no demonstration and too few reviews."),
    N_("Ask for a trial or a demonstration before a listing goes live."), WARN, "isv", ROWS },
  { "CHK-37", N_("Conflicting protection"),
    N_("Two partners are protected for one customer and product category at once."),
    N_("Reject or end one of the two registrations."), ERROR, NULL, ROWS },
  { "CHK-38", N_("Co-sell as conflict"),
    N_("Partners that brought a deal are removed from it too often, or your own people pursue what a partner is protected for."),
    N_("Bind the field to the rules of engagement; credit both sides for a joint deal."), ERROR, "isv si reseller", ROWS },
  { "CHK-39", N_("Marketing money for the product alone"),
    N_("Most of the app vendors' marketing money goes into product campaigns instead of joint solutions."),
    N_("Fund campaigns for the joint solution, with reach into both audiences."), WARN, "isv", ROWS },
  { "CHK-40", N_("Governance slipped"),
    N_("A review is overdue, or the last one is longer ago than the tier's cadence."),
    N_("Hold the review, or set a cadence that can be kept."), WARN, NULL, ROWS },
  { "CHK-41", N_("Listing without compliance review"),
    N_("A listing for a regulated vertical has no compliance review, or an old one."),
    N_("Review it before customers of that vertical rely on it."), ERROR, "isv", ROWS },
  { "CHK-42", N_("Onboarding documents missing"),
    N_("A document that onboarding asks for is absent or has expired."),
    N_("Ask the partner for it, and hold benefits until it is there."), WARN, NULL, ROWS },
  { "CHK-43", N_("Minimum without certainty"),
    N_("A royalty has no minimum, or units are never reported so that it can't be tested."),
    N_("Agree on a minimum and on the days that units are reported."), WARN, "oem", TEXT | ROWS },
  { "CHK-44", N_("Early partner on revenue targets"),
    N_("A partner at seed stage has goals for revenue alone."),
    N_("Agree on milestones: integration, first customers, references."), INFO, "isv", ROWS },
  { "CHK-45", N_("Vendor seen as distribution"),
    N_("A software vendor's plan asks for revenue and neither for integration nor co-marketing nor adoption."),
    N_("Add goals for what makes the joint solution stronger."), WARN, "isv", ROWS },
  { "CHK-46", N_("Vendor flying blind"),
    N_("A software vendor above the lowest tier got no data on its ecosystem for two quarters."),
    N_("Send adoption, segments and category rank every quarter."), WARN, "isv", ROWS },
  { "CHK-47", N_("Co-sell too hard to use"),
    N_("Requests wait longer than agreed, or vendors register less while they sell more."),
    N_("Answer requests in time, and make registering a joint deal simple."), WARN, "isv si", ROWS },
  { "CHK-48", N_("Selling on an uncertified integration"),
    N_("An open joint opportunity rests on an integration that isn't certified."),
    N_("Certify the integration before the offer, or tell the customer."), WARN, "isv", ROWS },
  { "CHK-49", N_("Emerging partner starved"),
    N_("A partner grows with the fastest quarter and gets what the lowest quarter gets."),
    N_("Keep a part of the budget for momentum."), INFO, NULL, ROWS },
  { "CHK-50", N_("Gap between bands"),
    N_("Between two closed ranges of a table some values belong to none."),
    N_("Write where bands begin; each then ends where the next begins."), ERROR, NULL, TEXT },
  { "CHK-51", N_("Bands out of order"),
    N_("Bands overlap or don't ascend."),
    N_("Order the bands by where they begin."), ERROR, NULL, TEXT },
  { "CHK-52", N_("Cliff"),
    N_("Reaching a threshold pays so much more at once that the sale that reaches it costs more than it brings."),
    N_("Make the table marginal, or add bands so that each step is small."), WARN, NULL, TEXT | REPLAY },
  { "CHK-53", N_("Falling payout"),
    N_("A partner that does more is paid less in total."),
    N_("Raise what the higher band pays, lower the bands below, or take back the factor that cuts the whole."), ERROR, NULL,
    TEXT | ROWS },
  { "CHK-54", N_("Unreachable band or tier"),
    N_("Nobody reaches a band or tier, or everybody is above the lowest one, so that it changes nothing."),
    N_("Put thresholds where partners are and can get to."), WARN, NULL, TEXT | REPLAY },
  { "CHK-55", N_("Growth on nothing"),
    N_("A rule divides by a baseline that may be 0 or absent, and nothing is said for it."),
    N_("Write “else”, or a condition that the baseline is above 0."), ERROR, NULL, TEXT },
  { "CHK-56", N_("Refund asymmetry"),
    N_("A refund takes back another amount than its original earned."),
    N_("Reverse at the original's amount."), ERROR, NULL, TEXT },
  { "CHK-57", N_("Dates beside the period's edges"),
    N_("A rule or the version begins or ends within a pay period, or a window doesn't fit into periods, and nothing is prorated."),
    N_("Move the days to the edges of periods, or prorate by a span."), WARN, NULL, TEXT },
  { "CHK-58", N_("Precedence undefined"),
    N_("Two rules can pay on one fact, and nothing says how they stand to each other."),
    N_("Put both in one stacking group and say whether each pays, one of them, or one after the other."), ERROR, NULL, TEXT },
  { "CHK-59", N_("Budget breach"),
    N_("In one case of ten the program costs more than its budget."),
    N_("Cap the program, lower the rates, or raise the budget."), WARN, NULL, REPLAY },
  { "CHK-60", N_("Too complex to explain"),
    N_("A partner is paid by more than three rules in a period, or a line takes more than seven steps to explain."),
    N_("Join rules, or drop those that move little money."), INFO, NULL, REPLAY },
  { "CHK-61", N_("Individual retroactive targets"),
    N_("A retroactive table has a target of its own for each partner. Where you are dominant, law may forbid it."),
    N_("Ask for legal review, or take the same bands for everybody."), INFO, NULL, TEXT },
  { "W3", N_("Owed without a fact"),
    N_("A flat amount on a band from 0 is owed even where nothing happened."),
    N_("Begin the band above 0."), WARN, NULL, TEXT },
  { "W6", N_("Contradicting limits"),
    N_("A minimum stands above the maximum of the same reach."),
    N_("Lower the minimum or raise the maximum."), WARN, NULL, TEXT },
  { "UNCONFIRMED", N_("Template not confirmed"),
    N_("Something that came from a template was neither confirmed nor changed."),
    N_("Confirm each element that was inherited, or make it your own."), ERROR, NULL, TEXT },
};
/* clang-format on */

guint
tw_design_check_count (void)
{
  return G_N_ELEMENTS (checks);
}

const TwDesignCheck *
tw_design_check_nth (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (checks), NULL);

  return &checks[index];
}

const TwDesignCheck *
tw_design_check_find (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (g_strcmp0 (checks[i].code, code) == 0)
      return &checks[i];

  return NULL;
}

const char *
tw_design_check_get_title (const TwDesignCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);

  return g_dgettext (GETTEXT_PACKAGE, check->title);
}

const char *
tw_design_check_get_detects (const TwDesignCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);

  return g_dgettext (GETTEXT_PACKAGE, check->detects);
}

const char *
tw_design_check_get_remedy (const TwDesignCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);

  return g_dgettext (GETTEXT_PACKAGE, check->remedy);
}
