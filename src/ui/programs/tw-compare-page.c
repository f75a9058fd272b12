/* tw-compare-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-compare-page.h"

#include "common/tw-format.h"
#include "common/tw-reading-page.h"
#include "tw-error.h"

#include <glib/gi18n-lib.h>

struct _TwComparePage
{
  AdwBin         parent_instance;

  /* children */
  AdwBin        *bin;
  GtkWidget     *box;
  GtkWidget     *cost_list;      /* a boxed list, in the box */

  /* owned */
  TwDocument    *document;
  GPtrArray     *differences;    /* TwProgramDifference* */
  TwProgramCost *cost;

  gint64         before;
  gint64         after;
  guint          generation;     /* answers of an earlier question don't count */
};

G_DEFINE_FINAL_TYPE (TwComparePage, tw_compare_page, ADW_TYPE_BIN)

/* What the thread works on. */
typedef struct
{
  TwComparePage *page;           /* weak */
  guint          generation;
  gint64         before;
  gint64         after;
  TwSpan         span;
  GPtrArray     *differences;
  TwProgramCost *cost;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_weak_pointer (&question->page);
  g_clear_pointer (&question->differences, g_ptr_array_unref);
  tw_program_cost_free (question->cost);
  g_free (question);
}

static Question *
question_new (TwComparePage *self)
{
  Question *question = g_new0 (Question, 1);

  g_set_weak_pointer (&question->page, self);
  question->generation = self->generation;
  question->before = self->before;
  question->after = self->after;
  question->span = tw_document_get_span (self->document);

  return question;
}

static gboolean
load (Question           *question,
      TwWorkspace        *workspace,
      TwProgramDocument **before,
      TwProgramDocument **after,
      GError            **error)
{
  *before = tw_program_version_load (workspace, question->before, NULL, error);
  *after = *before == NULL ? NULL : tw_program_version_load (workspace, question->after, NULL, error);

  return *after != NULL;
}

/* ---- the page ---- */

static void
name_row (GtkWidget  *row,
          const char *title,
          const char *rest)
{
  g_autofree char *name = g_strdup_printf ("%s, %s", title, rest);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
write_day (const GMatchInfo *match,
           GString          *text,
           gpointer          user_data)
{
  g_autofree char *plain = g_match_info_fetch (match, 0);
  g_autofree char *day = NULL;
  TwDate date;

  if (tw_date_parse (plain, &date, NULL))
    day = tw_format_date (date);
  g_string_append (text, day != NULL ? day : plain);

  return FALSE;
}

/* The days in a sentence as the page writes them elsewhere; they stand in ISO form in a program and in its words. */
static char *
write_days (const char *sentence)
{
  g_autoptr (GRegex) days = g_regex_new ("(?<![\\w-])\\d{4}-\\d{2}-\\d{2}(?![\\w-])", 0, 0, NULL);
  char *text = g_regex_replace_eval (days, sentence, -1, 0, 0, write_day, NULL, NULL);

  return text != NULL ? text : g_strdup (sentence);
}

static void
add_difference (GtkWidget                 *list,
                const TwProgramDifference *difference)
{
  g_autofree char *moment = difference->at != NULL ? tw_format_moment (difference->at) : NULL;
  g_autofree char *subtitle =
      moment != NULL
          /* Translators: who changed something, and when. */
          ? g_strdup_printf (_("%1$s, %2$s"), difference->by, moment)
          : NULL;
  g_autofree char *text = write_days (difference->text);
  GtkWidget *row = tw_reading_page_add_row (list, text, subtitle, NULL);

  name_row (row, text, subtitle != NULL ? subtitle : difference->group);
  if (difference->removed)
    return;
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", difference->path);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "view.compare-jump");
}

static void
clear_list (GtkWidget *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), child);
}

static void
show_differences (TwComparePage *self)
{
  GtkWidget *list = NULL;
  const char *group = NULL;

  for (guint i = 0; i < self->differences->len; i++)
    {
      const TwProgramDifference *difference = self->differences->pdata[i];

      if (list == NULL || g_strcmp0 (group, difference->group) != 0)
        list = tw_reading_page_add_group (self->box, difference->group);
      group = difference->group;
      add_difference (list, difference);
    }
  if (self->differences->len == 0)
    {
      list = tw_reading_page_add_group (self->box, _("Differences"));
      tw_reading_page_add_row (list, _("The two versions say the same."), NULL, NULL);
    }
}

static char *
format_change (const TwProgramCost *cost,
               gint64               before,
               gint64               after)
{
  g_autofree char *money = tw_format_money (after - before, cost->digits, cost->currency);

  return after > before ? g_strconcat ("+", money, NULL) : g_steal_pointer (&money);
}

static void
add_cost_row (TwComparePage *self,
              const char    *title,
              gint64         before,
              gint64         after)
{
  g_autofree char *old = tw_format_money (before, self->cost->digits, self->cost->currency);
  g_autofree char *new = tw_format_money (after, self->cost->digits, self->cost->currency);
  g_autofree char *change = format_change (self->cost, before, after);
  /* Translators: amounts of the older and the newer version. */
  g_autofree char *both = g_strdup_printf (_("%1$s → %2$s"), old, new);
  GtkWidget *row = tw_reading_page_add_row (self->cost_list, title, both, change);
  g_autofree char *rest = g_strdup_printf ("%s, %s", both, change);

  name_row (row, title, rest);
}

static void
show_cost (TwComparePage *self)
{
  const TwProgramCost *cost = self->cost;
  g_autofree char *first = tw_format_date (cost->span.start);
  g_autofree char *last = tw_format_date (cost->span.end - 1);
  /* Translators: two dates. */
  g_autofree char *title = g_strdup_printf (_("Cost from %1$s to %2$s"), first, last);

  clear_list (self->cost_list);
  add_cost_row (self, title, cost->before, cost->after);
  for (guint i = 0; i < cost->rules->len; i++)
    {
      const TwCostDifference *rule = &g_array_index (cost->rules, TwCostDifference, i);

      if (rule->before != rule->after)
        add_cost_row (self, rule->name, rule->before, rule->after);
    }
  if (cost->n_problems > 0)
    tw_reading_page_add_row (self->cost_list, _("Some rules could not be calculated for some partners."), NULL, NULL);
}

static void
show_message (TwComparePage *self,
              const char    *title,
              const char    *text)
{
  clear_list (self->cost_list);
  tw_reading_page_add_row (self->cost_list, title, text, NULL);
}

/* ---- asking ---- */

static gboolean
calculate_cost (TwJob        *job,
                TwWorkspace  *workspace,
                gpointer      data,
                GError      **error)
{
  Question *question = data;
  g_autoptr (TwProgramDocument) before = NULL;
  g_autoptr (TwProgramDocument) after = NULL;

  if (!load (question, workspace, &before, &after, error))
    return FALSE;
  question->cost = tw_program_compare_cost (workspace, question->after, before, after, question->span,
                                            tw_job_get_cancellable (job), error);

  return question->cost != NULL;
}

static void
on_cost (TwJob        *job,
         gpointer      data,
         const GError *error)
{
  Question *question = data;
  TwComparePage *self = question->page;

  if (self == NULL || question->generation != self->generation)
    return;
  if (error != NULL)
    {
      show_message (self, _("The cost could not be calculated"), error->message);
      return;
    }
  tw_program_cost_free (self->cost);
  self->cost = g_steal_pointer (&question->cost);
  show_cost (self);
}

static gboolean
read_differences (TwJob        *job,
                  TwWorkspace  *workspace,
                  gpointer      data,
                  GError      **error)
{
  Question *question = data;
  g_autoptr (TwProgramDocument) before = NULL;
  g_autoptr (TwProgramDocument) after = NULL;

  if (!load (question, workspace, &before, &after, error))
    return FALSE;
  question->differences = tw_program_differences (before, after);

  return tw_program_differences_sign (workspace, question->after, question->differences, error);
}

static void
on_differences (TwJob        *job,
                gpointer      data,
                const GError *error)
{
  Question *question = data;
  TwComparePage *self = question->page;

  if (self == NULL || question->generation != self->generation)
    return;
  if (error != NULL)
    {
      show_message (self, _("The versions could not be compared"), error->message);
      return;
    }
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  self->differences = g_steal_pointer (&question->differences);
  show_differences (self);
}

void
tw_compare_page_refresh (TwComparePage *self)
{
  g_return_if_fail (TW_IS_COMPARE_PAGE (self));

  self->generation++;
  g_clear_pointer (&self->cost, tw_program_cost_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->cost_list = tw_reading_page_add_group (self->box, _("What It Costs"));
  show_message (self, _("Calculating both versions…"), NULL);
  tw_reading_page_replace (self->bin, tw_reading_page_new (self->box));
  tw_document_run_job (self->document, _("Comparing the versions"), read_differences, on_differences,
                       question_new (self), question_free);
  tw_document_run_job (self->document, _("Calculating both versions"), calculate_cost, on_cost,
                       question_new (self), question_free);
}

/* ---- the menu ---- */

void
tw_compare_fill_menu (GMenu                  *menu,
                      TwWorkspace            *workspace,
                      const TwProgramVersion *version)
{
  g_autoptr (GPtrArray) versions = tw_program_versions_list (workspace, NULL);
  g_autoptr (GMenu) others = g_menu_new ();

  g_menu_remove_all (menu);
  for (guint i = 0; versions != NULL && version != NULL && i < versions->len; i++)
    {
      const TwProgramVersion *one = versions->pdata[i];
      g_autofree char *first = NULL;
      g_autofree char *label = NULL;
      g_autoptr (GMenuItem) item = NULL;

      if (one->program != version->program || one->id == version->id)
        continue;
      first = tw_format_date (one->valid_from);
      /* Translators: number of a version and its first day. */
      label = g_strdup_printf (_("Version %1$d, from %2$s"), one->number, first);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "view.compare", "x", one->id);
      g_menu_append_item (others, item);
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (others)) > 0)
    g_menu_append_submenu (menu, _("_Compare with Version"), G_MENU_MODEL (others));
}

/* ---- GObject ---- */

static void
tw_compare_page_finalize (GObject *object)
{
  TwComparePage *self = TW_COMPARE_PAGE (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  g_clear_pointer (&self->cost, tw_program_cost_free);

  G_OBJECT_CLASS (tw_compare_page_parent_class)->finalize (object);
}

static void
tw_compare_page_class_init (TwComparePageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_compare_page_finalize;
}

static void
tw_compare_page_init (TwComparePage *self)
{
  self->bin = ADW_BIN (adw_bin_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->bin));
}

GtkWidget *
tw_compare_page_new (TwDocument *document,
                     gint64      before,
                     gint64      after)
{
  TwComparePage *self = g_object_new (TW_TYPE_COMPARE_PAGE, NULL);

  self->document = g_object_ref (document);
  self->before = before;
  self->after = after;
  g_signal_connect_object (document, "notify::period", G_CALLBACK (tw_compare_page_refresh), self, G_CONNECT_SWAPPED);
  tw_compare_page_refresh (self);

  return GTK_WIDGET (self);
}

gint64
tw_compare_page_get_after (TwComparePage *self)
{
  g_return_val_if_fail (TW_IS_COMPARE_PAGE (self), 0);

  return self->after;
}

const TwProgramCost *
tw_compare_page_get_cost (TwComparePage *self)
{
  g_return_val_if_fail (TW_IS_COMPARE_PAGE (self), NULL);

  return self->cost;
}
