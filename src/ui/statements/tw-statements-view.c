/* tw-statements-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "statements/tw-statements-private.h"

#include "common/tw-format.h"
#include "common/tw-list-source.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TwStatementsView, tw_statements_view, TW_TYPE_VIEW)

static const char *statement_fields[] = {
  "partner", "measure", "earned", "rate", "previous", "flag", "payable", "state", "program", "currency",
  "tier", "adjusted", "carried", "approved_by", "self_approved", "revision", "lines", "facts_excluded", NULL,
};

static const char *exclusion_fields[] = {
  "fact", "partner", "reason", "amount", "currency", "date", "rule", "fact_kind", "document", "customer",
  "product", NULL,
};

/* --- what is known of the period --- */

typedef struct
{
  TwStatementsView *view;       /* weak, main loop only */
  char             *period;
  TwSpan            span;
  guint             generation;
  TwPeriodSummary  *summary;
  GPtrArray        *ties;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->summary, tw_period_summary_free);
  g_clear_pointer (&reading->ties, g_ptr_array_unref);
  g_free (reading->period);
  g_free (reading);
}

static gboolean
run_reading (TwJob        *job,
             TwWorkspace  *workspace,
             gpointer      data,
             GError      **error)
{
  Reading *reading = data;

  reading->summary = tw_period_summary_read (workspace, reading->period, reading->span, error);
  if (reading->summary == NULL)
    return FALSE;

  if (reading->summary->statements > 0)
    reading->ties = tw_period_tie_read (workspace, reading->period, reading->span, error);

  return reading->summary->statements == 0 || reading->ties != NULL;
}

static void
on_reading_done (TwJob        *job,
                 gpointer      data,
                 const GError *error)
{
  Reading *reading = data;
  TwStatementsView *self = reading->view;

  if (self == NULL)
    return;

  g_clear_weak_pointer (&reading->view);
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  /* Something changed meanwhile, and is being read. */
  if (self->generation != reading->generation)
    return;

  g_clear_pointer (&self->summary, tw_period_summary_free);
  g_clear_pointer (&self->ties, g_ptr_array_unref);
  self->summary = g_steal_pointer (&reading->summary);
  self->ties = g_steal_pointer (&reading->ties);
  tw_statements_view_update (self);

  /* The button that was pressed may be gone with the page that it stood on. */
  if (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))) == NULL)
    tw_view_focus (TW_VIEW (self));

  if (error != NULL)
    gtk_label_set_text (self->state_label, error->message);
}

static void
read_period (TwStatementsView *self)
{
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  Reading *reading;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->dirty = TRUE;
      return;
    }

  self->dirty = FALSE;
  self->generation++;
  reading = g_new0 (Reading, 1);
  g_set_weak_pointer (&reading->view, self);
  reading->period = g_strdup (tw_document_get_period (document));
  reading->span = tw_document_get_span (document);
  reading->generation = self->generation;
  tw_document_run_job (document, _("Reading the period"), run_reading, on_reading_done, reading, reading_free);
}

gboolean
tw_statements_view_ties (TwStatementsView *self)
{
  for (guint i = 0; self->ties != NULL && i < self->ties->len; i++)
    {
      const TwPeriodTie *tie = g_ptr_array_index (self->ties, i);

      if (tie->facts != tie->accounted)
        return FALSE;
    }

  return TRUE;
}

/* --- the strip above the queue --- */

/* The control totals side by side where all is accounted for; else what isn't, by currency. */
static void
append_ties (GString         *text,
             const GPtrArray *ties,
             gboolean         good)
{
  g_autoptr (GString) amounts = g_string_new (NULL);

  for (guint i = 0; i < ties->len; i++)
    {
      const TwPeriodTie *tie = g_ptr_array_index (ties, i);
      g_autofree char *facts = tw_format_money (tie->facts, tie->digits, tie->currency);
      g_autofree char *gap = tw_format_money (tie->facts - tie->accounted, tie->digits, tie->currency);

      if (amounts->len > 0)
        g_string_append (amounts, " · ");

      if (tie->facts == tie->accounted)
        g_string_append (amounts, facts);
      else
        /* Translators: %1$s is a control total, %2$s what of it is not accounted for. */
        g_string_append_printf (amounts, _("%1$s, difference %2$s"), facts, gap);
    }

  if (amounts->len == 0)
    return;

  g_string_append (text, "   ");
  /* Translators: %s are control totals of a period; ✓ says that every fact is accounted for, ✗ that some aren't. */
  g_string_append_printf (text, good ? _("Tie-out ✓ %s") : _("Tie-out ✗ %s"), amounts->str);
}

static char *
describe_period (TwStatementsView *self)
{
  const TwPeriodSummary *summary = self->summary;
  GString *text = g_string_new (summary->review > 0 ? _("Under review") : _("Approved"));

  for (guint i = 0; i < summary->payables->len; i++)
    {
      const TwPeriodPayable *payable = g_ptr_array_index (summary->payables, i);
      g_autofree char *money = tw_format_money (payable->payable, payable->digits, payable->currency);

      g_string_append (text, i == 0 ? "   " : " · ");
      if (i == 0)
        /* Translators: %s is an amount with its currency. */
        g_string_append_printf (text, _("Payable %s"), money);
      else
        g_string_append (text, money);
    }

  g_string_append (text, "   ");
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%d flagged", "%d flagged", summary->flagged),
                          (int) summary->flagged);

  if (self->ties != NULL)
    append_ties (text, self->ties, tw_statements_view_ties (self));

  return g_string_free (text, FALSE);
}

static void
set_count (GtkToggleButton *button,
           const char      *name,
           gint64           count)
{
  /* Translators: %1$s is the name of a list, %2$d how many rows it has. */
  g_autofree char *label = g_strdup_printf (_("%1$s %2$d"), name, (int) count);

  gtk_button_set_label (GTK_BUTTON (button), label);
}

static void
update_strip (TwStatementsView *self)
{
  const TwPeriodSummary *summary = self->summary;
  g_autofree char *text = NULL;

  if (summary == NULL)
    return;

  gtk_widget_set_visible (self->strip, summary->statements > 0);
  set_count (self->review_button, _("To Review"), summary->review);
  set_count (self->all_button, _("All"), summary->statements);
  set_count (self->excluded_button, _("Excluded"), summary->excluded);

  if (summary->statements == 0)
    return;

  text = describe_period (self);
  gtk_label_set_text (self->state_label, text);
  gtk_label_set_text (self->hint_label,
                      _("Facts changed since the calculation. Approving waits until the period is calculated again."));
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), !tw_statements_view_ties (self));
}

static GtkWidget *
create_button (const char *label,
               const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);

  return button;
}

static void
show_nothing_calculated (TwStatementsView *self,
                         const char       *period)
{
  g_autofree char *title = NULL;
  g_autofree char *description = NULL;

  if (g_strcmp0 (self->empty_period, period) == 0)
    {
      /* Translators: %s is a period such as 2026-Q3. */
      title = g_strdup_printf (_("Nothing to Pay for %s"), period);
      description = g_markup_escape_text (self->empty_reason, -1);
    }
  else
    {
      int n = self->summary->partners;

      title = g_strdup_printf (_("Nothing Calculated for %s"), period);
      description = n == 0
                      ? g_strdup (_("No partner has transactions in this period."))
                      : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                      "%d partner has transactions in this period.",
                                                      "%d partners have transactions in this period.", n),
                                         n);
    }

  tw_table_set_empty (self->table, "tw-statements-symbolic", title, description,
                      create_button (_("_Calculate"), "view.calculate"));
}

static void
update_empty (TwStatementsView *self)
{
  const char *period = tw_document_get_period (tw_view_get_document (TW_VIEW (self)));

  if (self->summary == NULL)
    tw_table_set_empty (self->table, NULL, _("Reading…"), NULL, NULL);
  else if (self->summary->statements == 0)
    show_nothing_calculated (self, period);
  else
    {
      /* Translators: %s is a period such as 2026-Q3. */
      g_autofree char *description = g_strdup_printf (_("All statements of %s are approved."), period);

      tw_table_set_empty (self->table, "tw-statements-symbolic", _("Nothing to Review"), description,
                          create_button (_("_Show All"), "view.queue::all"));
    }
}

/* --- actions and what they depend on --- */

static gboolean
is_approved (TwStatementsView *self,
             gint64            id)
{
  TwTableSource *source = tw_table_get_source (self->table);
  TwTableSourceClass *klass = TW_TABLE_SOURCE_GET_CLASS (source);
  guint position = klass->find_key (source, id);
  g_autoptr (GObject) item = NULL;
  g_autofree char *state = NULL;
  int field = tw_entity_get_index (tw_entity_find ("statement"), "state");

  if (position == TW_NO_POSITION)
    return FALSE;

  item = g_list_model_get_item (klass->get_model (source), position);
  if (item != NULL)
    state = tw_item_get_text (TW_ITEM (item), field, TRUE);

  return g_strcmp0 (state, "approved") == 0;
}

static void
update_page_actions (TwStatementsView *self,
                     TwStatementPage  *page,
                     gboolean          writable)
{
  const TwStatement *statement = tw_statement_page_get_statement (page);
  gboolean approved = statement != NULL && statement->state == TW_STATEMENT_APPROVED;
  gboolean open = statement != NULL && !approved && writable;
  gboolean ready = open && tw_statement_page_get_blocked (page) == NULL;

  tw_view_enable (TW_VIEW (self), "approve", ready);
  tw_view_enable (TW_VIEW (self), "approve-next", ready);
  tw_view_enable (TW_VIEW (self), "reopen", approved && writable);
  tw_view_enable (TW_VIEW (self), "adjust", open);
  tw_view_enable (TW_VIEW (self), "remove-adjustment", open);
  tw_view_enable (TW_VIEW (self), "export", statement != NULL);
  tw_view_set_primary (TW_VIEW (self), approved ? _("_Export…") : _("_Approve"),
                       approved ? "view.export" : "view.approve");
}

static void
update_list_actions (TwStatementsView *self,
                     gboolean          writable)
{
  gboolean list = gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->table);
  g_autoptr (GArray) ids = list ? tw_table_get_selected (self->table) : NULL;
  gboolean any = ids != NULL && ids->len > 0;
  gboolean approved = any && is_approved (self, g_array_index (ids, gint64, 0));
  gboolean ready = any && !approved && writable && tw_statements_view_ties (self);
  const TwPeriodSummary *summary = self->summary;

  tw_view_enable (TW_VIEW (self), "approve", ready);
  tw_view_enable (TW_VIEW (self), "approve-next", ready);
  tw_view_enable (TW_VIEW (self), "reopen", approved && writable);
  tw_view_enable (TW_VIEW (self), "adjust", any && !approved && writable);
  tw_view_enable (TW_VIEW (self), "export", any || (summary != NULL && summary->statements > 0));

  if (summary == NULL)
    tw_view_set_primary (TW_VIEW (self), NULL, NULL);
  else if (summary->statements == 0)
    tw_view_set_primary (TW_VIEW (self), NULL, NULL);
  else if (summary->review > 0)
    tw_view_set_primary (TW_VIEW (self), writable ? _("_Approve") : NULL, "view.approve");
  else
    tw_view_set_primary (TW_VIEW (self), _("_Export…"), "view.export");
}

void
tw_statements_view_update (TwStatementsView *self)
{
  TwStatementPage *page = tw_statements_view_get_statement_page (self);
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  gboolean writable = !tw_document_is_read_only (document);
  gboolean unflagged = self->summary != NULL && self->summary->review > self->summary->flagged;

  update_strip (self);
  update_empty (self);
  tw_view_enable (TW_VIEW (self), "calculate", writable);
  tw_view_enable (TW_VIEW (self), "approve-unflagged",
                  writable && unflagged && tw_statements_view_ties (self));
  tw_view_enable (TW_VIEW (self), "export-all", self->summary != NULL && self->summary->statements > 0);

  if (page != NULL)
    update_page_actions (self, page, writable);
  else
    update_list_actions (self, writable);
}

void
tw_statements_view_refresh (TwStatementsView *self)
{
  tw_list_source_refresh (TW_LIST_SOURCE (tw_table_get_source (self->table)));
  tw_list_source_refresh (TW_LIST_SOURCE (tw_table_get_source (self->excluded)));
  read_period (self);
}

TwStatementPage *
tw_statements_view_get_statement_page (TwStatementsView *self)
{
  GtkWidget *page = tw_view_get_page (TW_VIEW (self));

  return TW_IS_STATEMENT_PAGE (page) ? TW_STATEMENT_PAGE (page) : NULL;
}

GArray *
tw_statements_view_get_ids (TwStatementsView *self)
{
  TwStatementPage *page = tw_statements_view_get_statement_page (self);
  const TwStatement *statement = page != NULL ? tw_statement_page_get_statement (page) : NULL;
  GArray *ids;

  if (page == NULL && gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->table))
    return tw_table_get_selected (self->table);

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (statement != NULL)
    g_array_append_val (ids, statement->id);

  return ids;
}

gint64
tw_statements_view_next (TwStatementsView *self,
                         GArray           *ids)
{
  TwTableSource *source = tw_table_get_source (self->table);
  TwTableSourceClass *klass = TW_TABLE_SOURCE_GET_CLASS (source);
  guint first = TW_NO_POSITION;
  guint last = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      guint position = klass->find_key (source, g_array_index (ids, gint64, i));

      if (position == TW_NO_POSITION)
        continue;

      first = first == TW_NO_POSITION ? position : MIN (first, position);
      last = MAX (last, position);
    }

  if (first == TW_NO_POSITION)
    return 0;
  if (last + 1 < tw_table_source_count (source))
    return klass->get_key (source, last + 1);

  return first > 0 ? klass->get_key (source, first - 1) : 0;
}

static void
set_page_title (TwStatementsView *self,
                TwStatementPage  *page)
{
  const TwStatement *statement = tw_statement_page_get_statement (page);
  g_autofree char *subtitle = NULL;

  if (statement == NULL)
    return;

  /* Translators: %1$s is a program, %2$s a period, %3$s the state of a statement. */
  subtitle = g_strdup_printf (_("%1$s · %2$s · %3$s"), statement->program, statement->period,
                              statement->state == TW_STATEMENT_APPROVED ? _("Approved") : _("Calculated"));
  tw_view_set_title (TW_VIEW (self), statement->partner, subtitle);
}

void
tw_statements_view_open (TwStatementsView *self,
                         gint64            statement)
{
  TwStatementPage *page = tw_statements_view_get_statement_page (self);

  if (page == NULL)
    {
      page = TW_STATEMENT_PAGE (tw_statement_page_new (tw_view_get_document (TW_VIEW (self)), self->why));
      tw_statement_page_set_id (page, statement);
      tw_view_push (TW_VIEW (self), GTK_WIDGET (page), _("Statement"));
    }
  else
    tw_statement_page_set_id (page, statement);

  set_page_title (self, page);
  tw_statements_view_update (self);
  tw_statement_page_explain (page, FALSE);
}

/* --- signals of the lists --- */

static void
on_row_activated (TwStatementsView *self,
                  gint64            key)
{
  tw_statements_view_open (self, key);
}

static void
explain_selected (TwStatementsView *self,
                  gboolean          open)
{
  gboolean list = gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->table);
  TwTable *table = list ? self->table : self->excluded;

  tw_why_show (self->why, list ? TW_WHY_STATEMENT : TW_WHY_EXCLUSION, tw_table_get_current (table), open);
}

static void
on_selection_changed (TwStatementsView *self,
                      TwTable          *table)
{
  tw_statements_view_update (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (table)) && tw_table_get_current (table) != 0)
    explain_selected (self, FALSE);
}

static void
on_details (TwStatementsView *self)
{
  explain_selected (self, TRUE);
}

/* What the pane says stays true after a change. */
static void
update_pane (TwStatementsView *self)
{
  TwStatementPage *page = tw_statements_view_get_statement_page (self);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  if (page != NULL)
    tw_statement_page_explain (page, FALSE);
  else
    explain_selected (self, FALSE);
}

/* --- TwView --- */

static void
statements_document_changed (TwView *view)
{
  TwStatementsView *self = TW_STATEMENTS_VIEW (view);
  TwStatementPage *page = tw_statements_view_get_statement_page (self);

  if (page != NULL && !tw_statement_page_refresh (page))
    tw_view_pop (view);
  else if (page != NULL)
    set_page_title (self, page);

  tw_statements_view_refresh (self);
  tw_statements_view_update (self);
  update_pane (self);
}

static void
statements_period_changed (TwView *view)
{
  TwStatementsView *self = TW_STATEMENTS_VIEW (view);
  const char *period = tw_document_get_period (tw_view_get_document (view));

  while (tw_view_pop (view))
    ;

  g_clear_pointer (&self->summary, tw_period_summary_free);
  g_clear_pointer (&self->ties, g_ptr_array_unref);
  gtk_widget_set_visible (self->strip, FALSE);
  tw_list_source_set_constant (TW_LIST_SOURCE (tw_table_get_source (self->table)), "period", TW_FILTER_IS,
                               period);
  tw_list_source_set_constant (TW_LIST_SOURCE (tw_table_get_source (self->excluded)), "period", TW_FILTER_IS,
                               period);
  read_period (self);
  tw_statements_view_update (self);
}

static void
statements_page_changed (TwView    *view,
                         GtkWidget *page)
{
  tw_statements_view_update (TW_STATEMENTS_VIEW (view));
}

static gboolean
statements_find (TwView *view)
{
  TwStatementsView *self = TW_STATEMENTS_VIEW (view);
  TwStatementPage *page = tw_statements_view_get_statement_page (self);

  if (page != NULL)
    return tw_statement_page_find (page);

  return tw_table_find (TW_TABLE (gtk_stack_get_visible_child (self->stack)));
}

static gboolean
statements_escape (TwView *view)
{
  TwStatementsView *self = TW_STATEMENTS_VIEW (view);
  TwStatementPage *page = tw_statements_view_get_statement_page (self);

  if (page != NULL)
    return tw_statement_page_escape (page);

  return tw_table_escape (TW_TABLE (gtk_stack_get_visible_child (self->stack)));
}

static gboolean
statements_map_focus (TwView *view)
{
  TwStatementsView *self = TW_STATEMENTS_VIEW (view);

  return tw_statements_view_get_statement_page (self) == NULL &&
         tw_table_focus_row (TW_TABLE (gtk_stack_get_visible_child (self->stack)));
}

/* --- building --- */

static GMenuModel *
create_more_menu (void)
{
  GMenu *menu = g_menu_new ();
  GMenu *approve = g_menu_new ();
  GMenu *export = g_menu_new ();

  g_menu_append (menu, _("_Calculate"), "view.calculate");
  g_menu_append (approve, _("Approve All _Unflagged…"), "view.approve-unflagged");
  g_menu_append (export, _("_Export…"), "view.export");
  g_menu_append (export, _("Export _All…"), "view.export-all");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (approve));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (export));
  g_object_unref (approve);
  g_object_unref (export);

  return G_MENU_MODEL (menu);
}

static void
append_with_key (GMenu      *menu,
                 const char *label,
                 const char *action,
                 const char *key)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (menu, item);
}

static GMenuModel *
create_row_menu (void)
{
  GMenu *menu = g_menu_new ();
  GMenu *first = g_menu_new ();
  GMenu *second = g_menu_new ();

  append_with_key (first, _("_Open"), "view.open", "Return");
  append_with_key (first, _("_Details"), "view.why", "<Alt>Return");
  g_menu_append (second, _("_Approve"), "view.approve");
  g_menu_append (second, _("_Reopen…"), "view.reopen");
  g_menu_append (second, _("A_djust…"), "view.adjust");
  g_menu_append (second, _("_Export…"), "view.export");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  g_object_unref (first);
  g_object_unref (second);

  return G_MENU_MODEL (menu);
}

static GtkToggleButton *
add_toggle (GtkWidget  *box,
            const char *label,
            const char *queue)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "view.queue");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", queue);
  gtk_box_append (GTK_BOX (box), button);

  return GTK_TOGGLE_BUTTON (button);
}

static GtkWidget *
create_switcher (TwStatementsView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *linked = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *more = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = create_more_menu ();

  gtk_widget_add_css_class (linked, "linked");
  self->review_button = add_toggle (linked, _("To Review"), "review");
  self->all_button = add_toggle (linked, _("All"), "all");
  self->excluded_button = add_toggle (linked, _("Excluded"), "excluded");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), linked);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (more), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (more), menu);
  gtk_widget_set_tooltip_text (more, _("Period Actions"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (more)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Period Actions"), -1);
  gtk_box_append (GTK_BOX (bar), scroller);
  gtk_box_append (GTK_BOX (bar), more);
  gtk_widget_add_css_class (bar, "queue-bar");

  return bar;
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
create_strip (TwStatementsView *self)
{
  self->strip = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->state_label = add_label (self->strip, "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->state_label), "period-state");
  self->hint_label = add_label (self->strip, "warning-text");
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), FALSE);
  self->switcher = create_switcher (self);
  gtk_box_append (GTK_BOX (self->strip), self->switcher);
  gtk_widget_set_visible (self->strip, FALSE);
}

static TwTable *
create_table (TwStatementsView   *self,
              const char         *settings,
              const char         *label,
              const char         *entity,
              const char *const  *fields)
{
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  TwTable *table = TW_TABLE (tw_table_new (settings, label));
  g_autoptr (TwTableSource) source = NULL;

  source = tw_list_source_new (tw_document_get_workspace (document), tw_entity_find (entity), fields);
  tw_list_source_set_constant (TW_LIST_SOURCE (source), "period", TW_FILTER_IS,
                               tw_document_get_period (document));
  if (g_str_equal (entity, "statement"))
    tw_list_source_set_constant (TW_LIST_SOURCE (source), "state", TW_FILTER_IS_NOT, "approved");
  tw_table_set_source (table, source);
  g_signal_connect_object (table, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "details", G_CALLBACK (on_details), self, G_CONNECT_SWAPPED);
  gtk_stack_add_titled (self->stack, GTK_WIDGET (table), entity, label);

  return table;
}

static void
tw_statements_view_constructed (GObject *object)
{
  TwStatementsView *self = TW_STATEMENTS_VIEW (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GMenuModel) menu = create_row_menu ();

  G_OBJECT_CLASS (tw_statements_view_parent_class)->constructed (object);

  self->why = tw_why_new (TW_VIEW (self));
  self->dirty = TRUE;
  tw_statements_view_install (self);
  create_strip (self);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->table = create_table (self, "statements", _("Statements"), "statement", statement_fields);
  self->excluded = create_table (self, "excluded", _("Excluded Facts"), "exclusion", exclusion_fields);
  tw_table_set_menu (self->table, menu);
  tw_table_set_empty (self->excluded, "tw-statements-symbolic", _("Nothing Excluded"),
                      _("Every fact of the period earned something."), NULL);
  g_signal_connect_object (self->table, "row-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->excluded, "row-activated", G_CALLBACK (on_details), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (box), self->strip);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  tw_view_set_title (TW_VIEW (self), _("Statements"), NULL);
  tw_view_set_root (TW_VIEW (self), box);
  tw_statements_view_update (self);
}

/* --- life --- */

static void
tw_statements_view_map (GtkWidget *widget)
{
  TwStatementsView *self = TW_STATEMENTS_VIEW (widget);

  GTK_WIDGET_CLASS (tw_statements_view_parent_class)->map (widget);

  if (self->dirty)
    read_period (self);
}

static void
tw_statements_view_dispose (GObject *object)
{
  g_clear_object (&TW_STATEMENTS_VIEW (object)->why);

  G_OBJECT_CLASS (tw_statements_view_parent_class)->dispose (object);
}

static void
tw_statements_view_finalize (GObject *object)
{
  TwStatementsView *self = TW_STATEMENTS_VIEW (object);

  g_clear_pointer (&self->summary, tw_period_summary_free);
  g_clear_pointer (&self->ties, g_ptr_array_unref);
  g_free (self->empty_period);
  g_free (self->empty_reason);

  G_OBJECT_CLASS (tw_statements_view_parent_class)->finalize (object);
}

static void
tw_statements_view_class_init (TwStatementsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TwViewClass *view_class = TW_VIEW_CLASS (klass);

  object_class->constructed = tw_statements_view_constructed;
  object_class->dispose = tw_statements_view_dispose;
  object_class->finalize = tw_statements_view_finalize;
  widget_class->map = tw_statements_view_map;
  view_class->document_changed = statements_document_changed;
  view_class->period_changed = statements_period_changed;
  view_class->page_changed = statements_page_changed;
  view_class->find = statements_find;
  view_class->escape = statements_escape;
  view_class->map_focus = statements_map_focus;
}

static void
tw_statements_view_init (TwStatementsView *self)
{
}

TwView *
tw_statements_view_new (TwDocument *document)
{
  return g_object_new (TW_TYPE_STATEMENTS_VIEW, "document", document, NULL);
}
