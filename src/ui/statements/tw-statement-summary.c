/* tw-statement-summary.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "statements/tw-statement-summary.h"

#include "common/tw-format.h"
#include "common/tw-reading-page.h"
#include "common/tw-tooltip.h"
#include "tw-decimal.h"
#include "tw-program-describe.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static void
add_money (GtkWidget         *list,
           const TwStatement *statement,
           const char        *title,
           const char        *subtitle,
           gint64             amount,
           gboolean           always)
{
  g_autofree char *text = tw_format_money (amount, statement->digits, statement->currency);

  if (amount != 0 || always)
    tw_reading_page_add_row (list, title, subtitle, text);
}

static void
add_sums (GtkWidget         *box,
          const TwStatement *statement)
{
  GtkWidget *list = tw_reading_page_add_group (box, _("What Is Paid"));
  GtkWidget *row;

  add_money (list, statement, _("Earned"), _("Paid less charged by the rules"), statement->earned,
             TRUE);
  add_money (list, statement, _("Deferred"), _("Earned, payable later"), -statement->deferred,
             FALSE);
  add_money (list, statement, _("Released"), _("Earned before, payable now"), statement->released,
             FALSE);
  add_money (list, statement, _("Adjusted"), _("By hand"), statement->adjusted, FALSE);
  add_money (list, statement, _("Carried In"), _("From the period before"), statement->carried_in,
             FALSE);
  add_money (list, statement, _("Carried Out"), _("To the next period"), -statement->carried_out,
             FALSE);
  add_money (list, statement, _("Forgiven"), NULL, -statement->forgiven, FALSE);
  add_money (list, statement, _("Payable"), statement->reason, statement->payable, TRUE);
  row = gtk_widget_get_last_child (list);
  gtk_widget_add_css_class (row, "total-row");
  add_money (list, statement, _("Earned This Year"), _("Fiscal year to date"),
             statement->year_to_date, FALSE);
}

static void
add_rules (GtkWidget         *box,
           const TwStatement *statement)
{
  GtkWidget *list;

  if (statement->rules->len == 0)
    return;

  list = tw_reading_page_add_group (box, _("Rules"));

  for (guint i = 0; i < statement->rules->len; i++)
    {
      const TwStatementRule *rule = g_ptr_array_index (statement->rules, i);

      /* What belongs to the program itself is only worth a row where something came of it. */
      add_money (list, statement, rule->name, rule->sentence, rule->amount, rule->sentence != NULL);
    }
}

static void
add_adjustments (GtkWidget         *box,
                 const TwStatement *statement)
{
  GtkWidget *list;

  if (statement->adjustments->len == 0)
    return;

  list = tw_reading_page_add_group (box, _("Adjustments"));

  for (guint i = 0; i < statement->adjustments->len; i++)
    {
      const TwStatementAdjustment *adjustment = g_ptr_array_index (statement->adjustments, i);
      g_autofree char *amount =
          tw_format_money (adjustment->amount, statement->digits, statement->currency);
      g_autofree char *day = g_strndup (adjustment->at, 10);
      g_autofree char *date = tw_format_plain (TW_FIELD_DATE, day);
      /* The document behind it, then the line that it corrects; either ends the text where it is
       * missing. */
      g_autofree char *detail =
          g_strjoin (" · ", adjustment->by, date, adjustment->note, adjustment->reference, NULL);
      GtkWidget *row = tw_reading_page_add_row (list, adjustment->reason, detail, amount);
      GtkWidget *remove;

      if (statement->state == TW_STATEMENT_APPROVED)
        continue;

      remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
      gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (remove, "flat");
      tw_tooltip_set (remove, _("Remove Adjustment"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _("Remove Adjustment"), -1);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (remove), "view.remove-adjustment");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (remove), "x", adjustment->id);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
    }
}

static void
add_tie_out (GtkWidget         *box,
             const TwStatement *statement)
{
  GtkWidget *list;

  if (statement->controls->len == 0)
    return;

  list = tw_reading_page_add_group (box, _("Tie-Out"));

  for (guint i = 0; i < statement->controls->len; i++)
    {
      const TwStatementControl *control = g_ptr_array_index (statement->controls, i);
      g_autofree char *facts = tw_format_money (control->facts, control->digits, control->currency);
      g_autofree char *earned = tw_format_money (control->earned, control->digits, NULL);
      g_autofree char *excluded = tw_format_money (control->excluded, control->digits, NULL);
      g_autofree char *count = NULL;
      g_autofree char *sum = NULL;
      gint64 difference = control->facts - control->earned - control->excluded;

      count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u fact of the period",
                                            "%u facts of the period", control->n_facts),
                               control->n_facts);

      if (difference == 0)
        /* Translators: %1$s and %2$s are amounts that add up to the control total. */
        sum = g_strdup_printf (_("✓ %1$s earned + %2$s excluded"), earned, excluded);
      else
        {
          g_autofree char *gap = tw_format_money (difference, control->digits, control->currency);

          sum = g_strdup_printf (_("✗ %1$s earned + %2$s excluded, a difference of %3$s"), earned,
                                 excluded, gap);
        }

      tw_reading_page_add_row (list, count, sum, facts);
    }
}

static char *
moment_text (const char *at)
{
  g_autofree char *day = g_strndup (at, 10);
  g_autofree char *date = tw_format_plain (TW_FIELD_DATE, day);

  return strlen (at) >= 16 ? g_strdup_printf ("%s, %.5s UTC", date, at + 11)
                           : g_steal_pointer (&date);
}

static void
add_person (GtkWidget  *list,
            const char *title,
            const char *by,
            const char *at,
            const char *note)
{
  g_autofree char *when = NULL;
  g_autofree char *subtitle = NULL;

  if (by == NULL || at == NULL)
    return;

  when = moment_text (at);
  subtitle = note != NULL ? g_strdup_printf ("%s · %s", when, note) : g_strdup (when);
  tw_reading_page_add_row (list, title, subtitle, by);
}

static void
add_origin (GtkWidget         *box,
            const TwStatement *statement)
{
  GtkWidget *list = tw_reading_page_add_group (box, _("Origin"));
  g_autofree char *revision = g_strdup_printf ("%d", statement->revision);

  if (statement->tier != NULL)
    tw_reading_page_add_row (list, _("Tier at the End of the Period"), NULL, statement->tier);
  tw_reading_page_add_row (list, _("Program"), NULL, statement->program);
  tw_reading_page_add_row (list, _("Program Version"), NULL, statement->versions);
  tw_reading_page_add_row (list, _("Revision"), NULL, revision);
  add_person (list, _("Calculated By"), statement->calculated_by, statement->calculated_at, NULL);
  add_person (list, _("Approved By"), statement->approved_by, statement->approved_at,
              statement->self_approved ? _("self-approved: the same person calculated it") : NULL);
}

GtkWidget *
tw_statement_summary_new (const TwStatement *statement)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  add_sums (box, statement);
  add_rules (box, statement);
  add_adjustments (box, statement);
  add_tie_out (box, statement);
  add_origin (box, statement);

  return tw_reading_page_new (box);
}

/* --- tiers --- */

static void
add_criterion (GtkWidget                 *list,
               const TwStatementTierStep *step)
{
  const char *reached = step->value != NULL ? step->value : "";
  const char *wanted = step->threshold != NULL ? step->threshold : "";
  g_autofree char *value = tw_format_beside (reached, wanted);
  g_autofree char *threshold = tw_format_beside (wanted, reached);
  g_autofree char *figures = NULL;
  g_autofree char *state = NULL;
  g_autofree char *criterion = NULL;

  if (step->passed)
    state = g_strdup (_("✓ Met"));
  else if (step->shortfall != NULL)
    {
      g_autofree char *shortfall = tw_format_beside (step->shortfall, wanted);

      /* Translators: %s is a number: how much is missing. */
      state = g_strdup_printf (_("✗ %s missing"), shortfall);
    }
  else
    state = g_strdup (_("✗ Not met"));

  if (*threshold != '\0')
    /* Translators: %1$s is what was reached of %2$s. */
    figures = g_strdup_printf (_("%1$s of %2$s"), value, threshold);
  else
    figures = g_strdup (value);

  /* Written to stand inside a sentence; here it begins one. */
  criterion = tw_program_describe_begin (step->criterion);
  tw_reading_page_add_row (list, criterion, state, figures);
}

/* Whether the group of steps that begins at @first asks what it takes to stay, not to enter: a review
 * looks at what was reached first, then at what is held. */
static gboolean
is_stay (const TwStatement *statement,
         guint              first)
{
  const TwStatementTierStep *step = g_ptr_array_index (statement->tier_path, first);

  for (guint i = 0; i < statement->tier_path->len; i++)
    {
      const TwStatementTierStep *other = g_ptr_array_index (statement->tier_path, i);

      if (other->date != step->date || g_strcmp0 (other->tier, step->tier) != 0)
        {
          if (i > first)
            return FALSE;
          continue;
        }
      if (i < first || other->keep)
        return TRUE;
    }

  return FALSE;
}

GtkWidget *
tw_statement_tier_path_new (const TwStatement *statement)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = NULL;
  const char *tier = NULL;
  TwDate date = TW_DATE_NONE;

  if (statement->tier_path->len == 0)
    {
      GtkWidget *page = adw_status_page_new ();

      adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Tier Review"));
      adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                       _("No review of tiers fell into this period."));
      return page;
    }

  for (guint i = 0; i < statement->tier_path->len; i++)
    {
      const TwStatementTierStep *step = g_ptr_array_index (statement->tier_path, i);

      if (g_strcmp0 (tier, step->tier) != 0 || date != step->date)
        {
          g_autofree char *day = tw_format_date (step->date);
          g_autofree char *title = NULL;

          /* Translators: %1$s is a tier, %2$s the date of a review. */
          title = g_strdup_printf (is_stay (statement, i) ? _("%1$s, to stay · %2$s")
                                   : step->held           ? _("%1$s, held · %2$s")
                                                          : _("%1$s · %2$s"),
                                   step->tier, day);
          list = tw_reading_page_add_group (box, title);
          tier = step->tier;
          date = step->date;
        }

      add_criterion (list, step);
    }

  return tw_reading_page_new (box);
}
