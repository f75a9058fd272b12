/* tw-plan-dialogs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plan-dialogs.h"

#include "application/tw-window.h"
#include "common/tw-ask-dialog.h"
#include "common/tw-input.h"
#include "plans/tw-plan-reader.h"
#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-plan-money.h"
#include "tw-plan-review.h"
#include "tw-plan-template.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

gboolean
tw_plan_dialog_finish (TwDocument   *document,
                       GtkWidget    *opener,
                       gboolean      good,
                       const char   *toast,
                       const char   *failure,
                       const GError *error)
{
  TwWindow *window = tw_window_from (opener);

  if (!good)
    {
      if (window != NULL)
        tw_window_show_error (window, failure, error);
      return FALSE;
    }

  tw_document_changed (document);
  if (window != NULL)
    tw_window_toast (window, toast, tw_document_get_last_entry (document));

  return TRUE;
}

/* --- what a dialog is about --- */

typedef struct
{
  TwDocument      *document;
  GtkWidget       *opener;      /* weak */
  gint64           id;          /* plan, goal, target or review */
  TwPlanState      to;
  TwPlanMade       made;
  const TwPlanGoal *goal;       /* borrowed while the dialog is made */
  TwChoice        *choices;     /* ended by a NULL key */
  GPtrArray       *kept;        /* char*: what the choices point to */
  GArray          *targets;     /* gint64: rows of plan_target */
  TwPlanUnit       unit;
  int              digits;
} About;

static void
about_free (gpointer data)
{
  About *about = data;

  g_object_unref (about->document);
  g_clear_weak_pointer (&about->opener);
  g_free (about->choices);
  g_clear_pointer (&about->kept, g_ptr_array_unref);
  g_clear_pointer (&about->targets, g_array_unref);
  g_free (about);
}

static About *
about_new (TwDocument *document,
           GtkWidget  *opener)
{
  About *about = g_new0 (About, 1);

  about->document = g_object_ref (document);
  g_set_weak_pointer (&about->opener, opener);
  about->kept = g_ptr_array_new_with_free_func (g_free);

  return about;
}

static TwWorkspace *
get_workspace (About *about)
{
  return tw_document_get_workspace (about->document);
}

static void
done (About      *about,
      const char *toast)
{
  if (about->opener != NULL)
    tw_plan_dialog_finish (about->document, about->opener, TRUE, toast, NULL, NULL);
  else
    tw_document_changed (about->document);
}

static void
present (TwAskDialog *dialog,
         About       *about,
         const char  *kind,
         gint64       id)
{
  tw_ask_dialog_present (dialog, about->opener, get_workspace (about), kind, id);
}

/* A figure in the unit: "1,234.50", "12", "92 %". */
static gboolean
parse_figure (const char  *text,
              TwPlanUnit   unit,
              int          digits,
              gint64      *value,
              GError     **error)
{
  g_autofree char *plain =
      tw_input_to_plain (unit == TW_PLAN_MONEY ? TW_FIELD_MONEY
                         : unit == TW_PLAN_RATE ? TW_FIELD_RATE
                                                : TW_FIELD_QUANTITY,
                         text);

  if (*plain == '\0')
    {
      *value = 0;
      return TRUE;
    }
  if (unit == TW_PLAN_RATE ? tw_number_parse (plain, value, NULL)
                           : tw_decimal_parse (plain, digits, value, NULL))
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_PARSE,
               unit == TW_PLAN_MONEY  ? _("Enter an amount such as 1,234.56.")
               : unit == TW_PLAN_RATE ? _("Enter a percentage such as 62.5%%.")
                                      : _("Enter a number such as 12."));

  return FALSE;
}

/* --- a new plan --- */

static void
fill_template_choices (About *about)
{
  g_autoptr (GPtrArray) templates = tw_plan_template_list ();

  about->choices = g_new0 (TwChoice, templates->len + 1);
  for (guint i = 0; i < templates->len; i++)
    {
      const TwPlanTemplate *template = g_ptr_array_index (templates, i);
      char *id = g_strdup (template->id);
      char *name = g_strdup (template->name);

      g_ptr_array_add (about->kept, id);
      g_ptr_array_add (about->kept, name);
      about->choices[i] = (TwChoice){ id, name };
    }
}

static gboolean
read_date (TwAskDialog  *ask,
           const char   *field,
           TwDate       *date,
           GError      **error)
{
  g_autofree char *text = tw_ask_dialog_get (ask, field);

  if (tw_date_parse (text, date, NULL))
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_PARSE, _("Enter a date such as 2026-09-30."));

  return FALSE;
}

static gboolean
read_plan_span (TwAskDialog  *ask,
                TwSpan       *span,
                const char  **field,
                GError      **error)
{
  *field = "from";
  if (!read_date (ask, "from", &span->start, error))
    return FALSE;

  *field = "to";
  if (!read_date (ask, "to", &span->end, error))
    return FALSE;
  if (span->end++ < span->start)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("The last day is before the first. Enter a later one."));
      return FALSE;
    }
  if (span->end - span->start > 366 * 5)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("A plan holds five years at most. Enter an earlier day."));
      return FALSE;
    }

  *field = NULL;

  return TRUE;
}

static gboolean
on_new_plan (TwAskDialog  *ask,
             gpointer      user_data,
             const char  **field,
             GError      **error)
{
  About *about = user_data;
  g_autofree char *name = tw_ask_dialog_get (ask, "name");
  g_autofree char *partner = tw_ask_dialog_get (ask, "partner");
  g_autofree char *template = tw_ask_dialog_get (ask, "template");
  g_autofree char *currency = NULL;
  TwPlanMade made = about->made;
  GtkWidget *opener = about->opener;
  gint64 partner_id;
  gint64 plan;
  TwSpan span;

  *field = "partner";
  partner_id = tw_entity_resolve (get_workspace (about), tw_entity_find ("partner"), partner, error);
  if (partner_id == 0 || !read_plan_span (ask, &span, field, error))
    return FALSE;

  *field = "name";
  currency = tw_plan_money_reporting (get_workspace (about), error);
  plan = currency != NULL ? tw_plan_create (get_workspace (about),
                                            *template != '\0' ? template : NULL,
                                            name, partner_id, span, currency, error)
                          : 0;
  if (plan == 0)
    return FALSE;

  done (about, _("Plan added"));
  if (opener != NULL)
    made (plan, opener);

  return TRUE;
}

/* By its name, or by its external id where another partner has that name. */
static char *
name_partner (TwWorkspace *workspace,
              gint64       partner)
{
  const TwEntity *entity = tw_entity_find ("partner");
  g_autoptr (TwRow) row = tw_row_read (workspace, entity, partner, NULL);
  g_autofree char *name = row != NULL ? tw_row_get_text (row, "name") : NULL;

  if (name == NULL || tw_entity_resolve (workspace, entity, name, NULL) == partner)
    return g_steal_pointer (&name);

  return tw_row_get_text (row, "external_id");
}

void
tw_plan_dialog_new_plan (TwDocument *document,
                         gboolean    template,
                         gint64      partner,
                         GtkWidget  *opener,
                         TwPlanMade  made)
{
  TwField fields[] = {
    { .name = "name", .label = N_("Name"), .type = TW_FIELD_TEXT, .flags = TW_FIELD_REQUIRED },
    { .name = "partner", .label = N_("Partner"), .type = TW_FIELD_TEXT, .flags = TW_FIELD_REQUIRED,
      .target = "partner" },
    { .name = "from", .label = N_("From"), .type = TW_FIELD_DATE, .flags = TW_FIELD_REQUIRED },
    { .name = "to", .label = N_("To"), .type = TW_FIELD_DATE, .flags = TW_FIELD_REQUIRED },
    { .name = "template", .label = N_("Template"), .type = TW_FIELD_CHOICE },
  };
  About *about = about_new (document, opener);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  TwAskDialog *ask;
  TwSpan year;

  about->made = made;
  fill_template_choices (about);
  fields[4].choices = about->choices;
  ask = tw_ask_dialog_new (template ? _("New Plan From Template") : _("New Plan"),
                           _("A plan usually holds a fiscal year. A template brings goals, milestones and reviews along."), _("_Add"),
                           on_new_plan, about, about_free);
  tw_ask_dialog_add_fields (ask, fields, G_N_ELEMENTS (fields));
  if (tw_calendar_unit_at (tw_document_get_calendar (document), TW_CALENDAR_YEAR,
                           tw_plan_today (document), &year))
    {
      first = tw_date_format (year.start);
      last = tw_date_format (year.end - 1);
      tw_ask_dialog_set (ask, "from", first);
      tw_ask_dialog_set (ask, "to", last);
    }
  if (partner != 0)
    {
      g_autofree char *named = name_partner (tw_document_get_workspace (document), partner);

      tw_ask_dialog_set (ask, "partner", named);
    }
  if (template)
    tw_ask_dialog_set (ask, "template", about->choices[0].key);

  present (ask, about, template ? "plan-from-template" : "plan", partner);
}

/* --- states --- */

static gboolean
on_state_reason (TwAskDialog  *ask,
                 gpointer      user_data,
                 const char  **field,
                 GError      **error)
{
  About *about = user_data;
  g_autofree char *reason = tw_ask_dialog_get (ask, "reason");

  *field = "reason";
  if (!tw_plan_set_state (get_workspace (about), about->id, about->to, reason, error))
    return FALSE;

  done (about, _("Plan taken back"));

  return TRUE;
}

void
tw_plan_dialog_state (TwDocument  *document,
                      gint64       plan,
                      TwPlanState  from,
                      TwPlanState  to,
                      GtkWidget   *opener)
{
  static const TwField reason = { .name = "reason", .label = N_("Reason"), .type = TW_FIELD_TEXT };
  static const char *const toasts[] = { "", N_("Plan agreed"), N_("Plan started"), N_("Plan closed") };
  const TwField *state = tw_entity_get_field (tw_entity_find ("plan"), "state");
  g_autofree char *title = NULL;
  TwAskDialog *ask;
  About *about;

  if (to > from)
    {
      g_autoptr (GError) error = NULL;
      gboolean good = tw_plan_set_state (tw_document_get_workspace (document), plan, to, NULL, &error);

      tw_plan_dialog_finish (document, opener, good, _(toasts[to]), _("The Plan Stays as It Is"), error);
      return;
    }

  about = about_new (document, opener);
  about->id = plan;
  about->to = to;
  /* Translators: title of a dialog; %s is a state of a plan, such as “Draft”. */
  title = g_strdup_printf (_("Back to %s"), tw_field_get_choice_label (state, tw_plan_state_key (to)));
  ask = tw_ask_dialog_new (title, _("The reason stays with the plan."), _("_Take Back"), on_state_reason, about,
                           about_free);
  tw_ask_dialog_add (ask, &reason, NULL, TRUE);
  present (ask, about, "plan-state", plan);
}

/* --- progress by hand --- */

static gboolean
on_record (TwAskDialog  *ask,
           gpointer      user_data,
           const char  **field,
           GError      **error)
{
  About *about = user_data;
  g_autofree char *quarter = tw_ask_dialog_get (ask, "quarter");
  g_autofree char *text = tw_ask_dialog_get (ask, "figure");
  g_autofree char *reason = tw_ask_dialog_get (ask, "reason");
  gint64 target = g_ascii_strtoll (quarter, NULL, 10);
  gint64 value;

  *field = "figure";
  if (!parse_figure (text, about->unit, about->digits, &value, error))
    return FALSE;

  *field = "reason";
  if (!tw_plan_record (get_workspace (about), target, *text != '\0' ? &value : NULL, reason, error))
    return FALSE;

  done (about, *text != '\0' ? _("Progress recorded") : _("Figure taken back"));

  return TRUE;
}

/* The quarters that have begun. */
static void
fill_quarter_choices (About            *about,
                      const TwPlanGoal *goal)
{
  guint n = 0;

  about->choices = g_new0 (TwChoice, goal->quarters->len + 1);
  for (guint i = 0; i < goal->quarters->len; i++)
    {
      const TwPlanQuarter *quarter = g_ptr_array_index (goal->quarters, i);
      char *id = g_strdup_printf ("%" G_GINT64_FORMAT, quarter->id);
      char *name = g_strdup (quarter->name);

      g_ptr_array_add (about->kept, id);
      g_ptr_array_add (about->kept, name);
      if (quarter->begun)
        about->choices[n++] = (TwChoice){ id, name };
    }
}

void
tw_plan_dialog_record (TwDocument       *document,
                       const TwPlanGoal *goal,
                       GtkWidget        *opener)
{
  TwField fields[] = {
    { .name = "quarter", .label = N_("Quarter"), .type = TW_FIELD_CHOICE, .flags = TW_FIELD_REQUIRED },
    { .name = "figure", .label = N_("Actual"), .type = TW_FIELD_TEXT,
      .help = N_("Empty takes a figure by hand back.") },
    { .name = "reason", .label = N_("Where it comes from"), .type = TW_FIELD_TEXT },
  };
  About *about = about_new (document, opener);
  const TwPlanQuarter *current = NULL;
  g_autofree char *figure = NULL;
  TwAskDialog *ask;

  about->unit = goal->unit;
  about->digits = goal->digits;
  fill_quarter_choices (about, goal);
  fields[0].choices = about->choices;
  for (guint i = 0; i < goal->quarters->len; i++)
    {
      const TwPlanQuarter *quarter = g_ptr_array_index (goal->quarters, i);

      current = quarter->begun ? quarter : current;
    }
  if (current == NULL)
    {
      g_autoptr (GError) error = g_error_new (TW_ERROR, TW_ERROR_REFUSED,
                                              _("No quarter of the plan has begun."));

      tw_plan_dialog_finish (document, opener, FALSE, NULL, _("Nothing to Record Yet"), error);
      about_free (about);
      return;
    }

  ask = tw_ask_dialog_new (_("Record Progress"),
                           goal->metric != NULL
                               ? _("The figure replaces what the facts say and is marked “Entered by hand”.")
                               : goal->title,
                           _("_Record"), on_record, about, about_free);
  tw_ask_dialog_add_fields (ask, fields, G_N_ELEMENTS (fields));
  tw_ask_dialog_set (ask, "quarter", about->choices[0].key);
  for (guint i = 0; about->choices[i].key != NULL; i++)
    tw_ask_dialog_set (ask, "quarter", about->choices[i].key);
  if (current->by_hand)
    {
      figure = tw_plan_goal_format (goal, current->actual.value);
      tw_ask_dialog_set (ask, "figure", figure);
      tw_ask_dialog_set (ask, "reason", current->reason);
    }

  present (ask, about, "plan-progress", goal->id);
}

/* --- reviews --- */

static gboolean
on_close_review (TwAskDialog  *ask,
                 gpointer      user_data,
                 const char  **field,
                 GError      **error)
{
  About *about = user_data;
  g_autofree char *minutes = tw_ask_dialog_get (ask, "minutes");
  TwDate day;

  *field = "day";
  if (!read_date (ask, "day", &day, error))
    return FALSE;

  *field = "minutes";
  if (!tw_plan_review_close (get_workspace (about), about->id, day, minutes, error))
    return FALSE;

  done (about, _("Review held"));

  return TRUE;
}

void
tw_plan_dialog_close_review (TwDocument *document,
                             gint64      review,
                             GtkWidget  *opener)
{
  static const TwField fields[] = {
    { .name = "day", .label = N_("Held on"), .type = TW_FIELD_DATE, .flags = TW_FIELD_REQUIRED },
    { .name = "minutes", .label = N_("Minutes"), .type = TW_FIELD_NOTE },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRow) row = tw_row_read (tw_document_get_workspace (document),
                                       tw_entity_find ("plan_review"), review, &error);
  g_autofree char *day = tw_date_format (tw_plan_today (document));
  About *about;
  TwAskDialog *ask;

  /* Without it the minutes that stand there would be saved as none. */
  if (row == NULL)
    {
      tw_plan_dialog_finish (document, opener, FALSE, NULL, _("No Review Was Closed"), error);
      return;
    }

  about = about_new (document, opener);
  about->id = review;
  ask = tw_ask_dialog_new (_("Close Review"), _("The numbers stay as they were frozen."), _("_Close Review"),
                           on_close_review, about, about_free);
  tw_ask_dialog_add_fields (ask, fields, G_N_ELEMENTS (fields));
  tw_ask_dialog_set (ask, "day", day);
  tw_ask_dialog_set (ask, "minutes", tw_row_get (row, "minutes")->text);
  present (ask, about, "plan-review", review);
}
