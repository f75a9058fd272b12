/* tw-entities-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Joint business plans: goals of both sides, what is done for them, and what was said about them. */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-entities-private.h"

#include <glib/gi18n-lib.h>

const TwChoice tw_choices_plan_state[] = {
  { "draft", N_("Draft") },
  { "agreed", N_("Agreed") },
  { "running", N_("Running") },
  { "closed", N_("Closed") },
  { NULL, NULL },
};

static const TwChoice side[] = {
  { "vendor", N_("Vendor") },
  { "partner", N_("Partner") },
  { "joint", N_("Both sides") },
  { NULL, NULL },
};

/* Who provides something is one of the two. */
static const TwChoice giver[] = {
  { "vendor", N_("Vendor") },
  { "partner", N_("Partner") },
  { NULL, NULL },
};

static const TwChoice goal_kind[] = {
  { "revenue", N_("Revenue") },
  { "pipeline", N_("Pipeline") },
  { "integration", N_("Integration") },
  { "comarketing", N_("Co-marketing") },
  { "enablement", N_("Enablement") },
  { "adoption", N_("Adoption") },
  { "references", N_("References") },
  { "category", N_("Category to fill") },
  { "partner_own", N_("The partner’s own") },
  { "other", N_("Other") },
  { NULL, NULL },
};

/* What each computes is said in analytics/tw-plan-measure.c. */
static const TwChoice goal_metric[] = {
  { "net_revenue", N_("Net revenue") },
  { "units", N_("Units sold") },
  { "won_amount", N_("Won amount") },
  { "won_deals", N_("Won deals") },
  { "pipeline_created", N_("Joint pipeline created") },
  { "open_pipeline", N_("Open joint pipeline") },
  { "registrations", N_("Deal registrations") },
  { "new_customers", N_("New customers") },
  { "certifications", N_("Certifications awarded") },
  { "certified_people", N_("Certified people") },
  { "activities", N_("Activities") },
  { "references", N_("References") },
  { "listings", N_("Marketplace listings") },
  { "reported_units", N_("Reported units") },
  { "win_rate", N_("Win rate") },
  { NULL, NULL },
};

static const TwChoice goal_unit[] = {
  { "money", N_("Money") },
  { "number", N_("Number") },
  { "rate", N_("Percentage") },
  { NULL, NULL },
};

static const TwChoice goal_basis[] = {
  { "flow", N_("Quarters add up") },
  { "level", N_("Where it stands") },
  { NULL, NULL },
};

static const TwChoice initiative_status[] = {
  { "planned", N_("Planned") },
  { "active", N_("Active") },
  { "done", N_("Done") },
  { "dropped", N_("Dropped") },
  { NULL, NULL },
};

static const TwChoice commitment_kind[] = {
  { "funding", N_("Funding") },
  { "people", N_("People") },
  { "training", N_("Training") },
  { "engineering", N_("Engineering") },
  { "marketing", N_("Marketing") },
  { "support", N_("Support") },
  { "licences", N_("Licenses") },
  { "other", N_("Other") },
  { NULL, NULL },
};

static const TwChoice review_kind[] = {
  { "kickoff", N_("Kickoff") },
  { "qbr", N_("Business review") },
  { "steering", N_("Steering committee") },
  { "integration", N_("Integration review") },
  { "checkin", N_("Check-in") },
  { "summit", N_("Planning summit") },
  { NULL, NULL },
};

static const TwChoice review_state[] = {
  { "planned", N_("Planned") },
  { "started", N_("Started") },
  { "held", N_("Held") },
  { NULL, NULL },
};

#define OF_PLAN \
  TW_REFERENCE ("plan", N_("Plan"), .flags = TW_FIELD_REQUIRED | TW_FIELD_OWNER | TW_FIELD_SEARCHED)

#define TITLE \
  TW_FIELD ("title", N_("Title"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED)

#define SIDE(_choices, _initial) \
  TW_FIELD ("side", N_("Side"), CHOICE, .flags = TW_FIELD_REQUIRED, .choices = _choices, \
            .initial = _initial)

#define OWNER \
  TW_FIELD ("owner", N_("Owner"), REFERENCE, .target = "person")

#define NOTE \
  TW_FIELD ("note", N_("Note"), NOTE, .flags = TW_FIELD_MINOR)

static const TwField plan_fields[] = {
  TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_EXTERNAL_ID,
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_REQUIRED | TW_FIELD_SEARCHED),
  TW_FIELD ("state", N_("State"), CHOICE, .flags = TW_FIELD_REQUIRED | TW_FIELD_READ_ONLY,
            .choices = tw_choices_plan_state, .initial = "draft"),
  TW_FIELD ("valid_from", N_("From"), DATE, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("valid_to", N_("To"), DATE, .flags = TW_FIELD_REQUIRED | TW_FIELD_LAST_DAY,
            .help = N_("The last day of the plan.")),
  TW_FIELD ("currency", N_("Currency"), CURRENCY, .flags = TW_FIELD_REQUIRED,
            .help = N_("Of targets and actuals in money.")),
  TW_FIELD ("owner", N_("Our owner"), REFERENCE, .target = "person",
            .help = N_("Who answers for the plan on our side.")),
  TW_FIELD ("partner_owner", N_("Partner’s owner"), REFERENCE, .target = "person",
            .help = N_("Who answers for the plan at the partner.")),
  TW_FIELD ("note", N_("Note"), NOTE, .flags = TW_FIELD_MINOR),
  TW_FIELD ("template", N_("Template"), TEXT, .flags = TW_FIELD_READ_ONLY | TW_FIELD_MINOR),
};

const TwEntity tw_entity_plan = {
  .name = "plan", .kind = "plans",
  .label = N_("Plan"), .label_plural = N_("Plans"),
  .table = "plan", .title = "name", .key = "external_id", .order = "name",
  .flags = TW_ENTITY_SEARCHED | TW_ENTITY_BATCHED,
  TW_N (plan_fields),
};

static const TwField goal_fields[] = {
  TITLE,
  TW_EXTERNAL_ID,
  OF_PLAN,
  SIDE (side, "joint"),
  TW_FIELD ("kind", N_("Kind"), CHOICE, .flags = TW_FIELD_REQUIRED, .choices = goal_kind,
            .initial = "revenue"),
  TW_FIELD ("metric", N_("Metric"), CHOICE, .choices = goal_metric,
            .help = N_("Actuals are computed from the facts of the partner. Without one they are entered by "
                       "hand.")),
  TW_FIELD ("parameter", N_("Only named"), TEXT, .flags = TW_FIELD_MINOR,
            .help = N_("The name of a certification, the kind of an activity; empty for all.")),
  TW_FIELD ("unit", N_("Measured as"), CHOICE, .flags = TW_FIELD_REQUIRED, .choices = goal_unit,
            .initial = "number"),
  TW_FIELD ("basis", N_("Over the quarters"), CHOICE, .flags = TW_FIELD_REQUIRED,
            .choices = goal_basis, .initial = "flow",
            .help = N_("Quarters add up for what is done in each; where it stands is for a level, such as "
                       "certified people.")),
  TW_FIELD ("weight", N_("Weight"), RATE, .flags = TW_FIELD_REQUIRED, .initial = "0%", TW_SHARE,
            .help = N_("The weights of a plan’s goals make 100 %.")),
  TW_FIELD ("segment", N_("Segment"), TEXT, .flags = TW_FIELD_MINOR,
            .help = N_("Only facts with customers of this segment.")),
  TW_FIELD ("region", N_("Region"), TEXT, .flags = TW_FIELD_MINOR,
            .help = N_("Only facts with customers of this region.")),
  TW_REFERENCE ("category", N_("Category"), .flags = TW_FIELD_MINOR,
                .help = N_("Only facts with products of this category and those below it.")),
  TW_REFERENCE ("product", N_("Product"), .flags = TW_FIELD_MINOR),
  NOTE,
};

const TwEntity tw_entity_plan_goal = {
  .name = "plan_goal", .kind = "plan-goals",
  .label = N_("Goal"), .label_plural = N_("Goals"),
  .table = "plan_goal", .title = "title", .key = "external_id",
  .flags = TW_ENTITY_BATCHED,
  TW_N (goal_fields),
};

static const TwField target_fields[] = {
  TW_FIELD ("goal", N_("Goal"), REFERENCE, .target = "plan_goal",
            .flags = TW_FIELD_REQUIRED | TW_FIELD_OWNER | TW_FIELD_SEARCHED),
  TW_FIELD ("valid_from", N_("From"), DATE, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("valid_to", N_("To"), DATE, .flags = TW_FIELD_REQUIRED | TW_FIELD_LAST_DAY),
  TW_FIELD ("amount", N_("Target amount"), MONEY, .currency = "currency", TW_NOT_NEGATIVE),
  TW_FIELD ("currency", N_("Currency"), CURRENCY),
  TW_FIELD ("quantity", N_("Target"), QUANTITY, TW_NOT_NEGATIVE),
  TW_FIELD ("hand_amount", N_("Amount by hand"), MONEY, .currency = "currency"),
  TW_FIELD ("hand_quantity", N_("Actual by hand"), QUANTITY),
  TW_FIELD ("hand_reason", N_("Where it comes from"), TEXT),
  TW_FIELD ("hand_by", N_("Entered by"), TEXT, .flags = TW_FIELD_READ_ONLY | TW_FIELD_MINOR),
  TW_FIELD ("hand_at", N_("Entered at"), TEXT, .flags = TW_FIELD_MOMENT | TW_FIELD_READ_ONLY | TW_FIELD_MINOR),
};

static const TwBetween target_between[] = {
  { TW_BETWEEN_ONE_OF, "amount", "quantity",
    N_("A target is either an amount or a number. Enter one of them and leave the other empty.") },
  { TW_BETWEEN_NEEDS, "hand_amount", "amount",
    N_("This target is no amount. Enter the actual by hand as a number, or leave it empty.") },
  { TW_BETWEEN_NEEDS, "hand_quantity", "quantity",
    N_("This target is an amount. Enter the amount by hand, or leave it empty.") },
  { TW_BETWEEN_NEEDS, "hand_amount", "hand_reason",
    N_("A figure by hand says where it comes from. Enter that as well.") },
  { TW_BETWEEN_NEEDS, "hand_quantity", "hand_reason",
    N_("A figure by hand says where it comes from. Enter that as well.") },
  { TW_BETWEEN_NEEDS, "hand_reason", "hand_amount hand_quantity",
    N_("There is no figure by hand that this could explain. Enter the figure, or leave this empty.") },
};

const TwEntity tw_entity_plan_target = {
  .name = "plan_target", .kind = "plan-targets",
  .label = N_("Goal target"), .label_plural = N_("Goal targets"),
  .table = "plan_target", .title = "goal", .order = "valid_from",
  .identity = "goal valid_from", .alone = "goal",
  .flags = TW_ENTITY_BATCHED,
  TW_N (target_fields),
  .between = target_between, .n_between = G_N_ELEMENTS (target_between),
};

static const TwField initiative_fields[] = {
  TITLE,
  OF_PLAN,
  SIDE (side, "joint"),
  TW_FIELD ("status", N_("Status"), CHOICE, .flags = TW_FIELD_REQUIRED,
            .choices = initiative_status, .initial = "planned"),
  OWNER,
  TW_FIELD ("goal", N_("For goal"), REFERENCE, .target = "plan_goal"),
  TW_FIELD ("valid_from", N_("From"), DATE),
  TW_FIELD ("valid_to", N_("To"), DATE, .flags = TW_FIELD_LAST_DAY),
  NOTE,
};

const TwEntity tw_entity_plan_initiative = {
  .name = "plan_initiative", .kind = "plan-initiatives",
  .label = N_("Initiative"), .label_plural = N_("Initiatives"),
  .table = "plan_initiative", .title = "title", .order = "valid_from",
  .identity = "plan title",
  .flags = TW_ENTITY_BATCHED,
  TW_N (initiative_fields),
};

static const TwField milestone_fields[] = {
  TITLE,
  OF_PLAN,
  SIDE (side, "joint"),
  OWNER,
  TW_FIELD ("initiative", N_("Initiative"), REFERENCE, .target = "plan_initiative"),
  TW_FIELD ("due", N_("Due"), DATE, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("done", N_("Done"), DATE),
  TW_FIELD ("amount", N_("Releases"), MONEY, .currency = "currency", .flags = TW_FIELD_SUMMED, TW_NOT_NEGATIVE,
            .help = N_("Investment that reaching the milestone releases.")),
  TW_FIELD ("currency", N_("Currency"), CURRENCY),
  NOTE,
};

const TwEntity tw_entity_plan_milestone = {
  .name = "plan_milestone", .kind = "plan-milestones",
  .label = N_("Milestone"), .label_plural = N_("Milestones"),
  .table = "plan_milestone", .title = "title", .order = "due",
  .identity = "plan title",
  .flags = TW_ENTITY_BATCHED,
  TW_N (milestone_fields),
};

static const TwField commitment_fields[] = {
  TITLE,
  OF_PLAN,
  SIDE (giver, NULL),
  TW_FIELD ("kind", N_("Kind"), CHOICE, .flags = TW_FIELD_REQUIRED, .choices = commitment_kind,
            .initial = "other"),
  TW_FIELD ("amount", N_("Amount"), MONEY, .currency = "currency", .flags = TW_FIELD_SUMMED, TW_NOT_NEGATIVE),
  TW_FIELD ("currency", N_("Currency"), CURRENCY),
  OWNER,
  TW_FIELD ("due", N_("Due"), DATE),
  TW_FIELD ("done", N_("Done"), DATE),
  NOTE,
};

const TwEntity tw_entity_plan_commitment = {
  .name = "plan_commitment", .kind = "plan-commitments",
  .label = N_("Commitment"), .label_plural = N_("Commitments"),
  .table = "plan_commitment", .title = "title", .order = "due",
  .identity = "plan title",
  .flags = TW_ENTITY_BATCHED,
  TW_N (commitment_fields),
};

static const TwField review_fields[] = {
  TITLE,
  OF_PLAN,
  TW_FIELD ("kind", N_("Kind"), CHOICE, .flags = TW_FIELD_REQUIRED, .choices = review_kind,
            .initial = "qbr"),
  TW_FIELD ("due", N_("Due"), DATE, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("state", N_("State"), CHOICE, .flags = TW_FIELD_REQUIRED | TW_FIELD_READ_ONLY,
            .choices = review_state, .initial = "planned"),
  TW_FIELD ("held", N_("Held"), DATE, .flags = TW_FIELD_READ_ONLY),
  TW_FIELD ("attendees", N_("Attendees"), TEXT),
  TW_FIELD ("minutes", N_("Minutes"), NOTE, .flags = TW_FIELD_MINOR),
  TW_FIELD ("frozen", N_("Frozen numbers"), NOTE, .flags = TW_FIELD_READ_ONLY | TW_FIELD_MINOR),
  TW_FIELD ("frozen_at", N_("Frozen at"), TEXT, .flags = TW_FIELD_MOMENT | TW_FIELD_READ_ONLY | TW_FIELD_MINOR),
  TW_FIELD ("frozen_by", N_("Frozen by"), TEXT, .flags = TW_FIELD_READ_ONLY | TW_FIELD_MINOR),
};

const TwEntity tw_entity_plan_review = {
  .name = "plan_review", .kind = "plan-reviews",
  .label = N_("Review"), .label_plural = N_("Reviews"),
  .table = "plan_review", .title = "title", .order = "due",
  .identity = "plan title",
  .flags = TW_ENTITY_BATCHED,
  TW_N (review_fields),
};

static const TwField action_fields[] = {
  TITLE,
  OF_PLAN,
  TW_FIELD ("review", N_("Review"), REFERENCE, .target = "plan_review", .flags = TW_FIELD_OWNER),
  SIDE (side, "joint"),
  OWNER,
  TW_FIELD ("due", N_("Due"), DATE),
  TW_FIELD ("done", N_("Done"), DATE),
  NOTE,
};

const TwEntity tw_entity_plan_action = {
  .name = "plan_action", .kind = "plan-actions",
  .label = N_("Action"), .label_plural = N_("Actions"),
  .table = "plan_action", .title = "title", .order = "due",
  .identity = "plan title",
  .flags = TW_ENTITY_BATCHED,
  TW_N (action_fields),
};

static const TwField state_change_fields[] = {
  OF_PLAN,
  TW_FIELD ("from_state", N_("From"), CHOICE, .flags = TW_FIELD_REQUIRED | TW_FIELD_READ_ONLY,
            .choices = tw_choices_plan_state),
  TW_FIELD ("to_state", N_("To"), CHOICE, .flags = TW_FIELD_REQUIRED | TW_FIELD_READ_ONLY,
            .choices = tw_choices_plan_state),
  TW_FIELD ("reason", N_("Reason"), TEXT, .flags = TW_FIELD_READ_ONLY),
  TW_FIELD ("made_by", N_("By"), TEXT, .flags = TW_FIELD_REQUIRED | TW_FIELD_READ_ONLY),
  TW_FIELD ("made_at", N_("At"), TEXT, .flags = TW_FIELD_MOMENT | TW_FIELD_REQUIRED | TW_FIELD_READ_ONLY),
};

const TwEntity tw_entity_plan_state_change = {
  .name = "plan_state_change", .kind = "plan-state-changes",
  .label = N_("State change"), .label_plural = N_("State changes"),
  .table = "plan_state_change", .title = "to_state",
  TW_N (state_change_fields),
};
