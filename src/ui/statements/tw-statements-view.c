/* tw-statements-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "statements/tw-statements-private.h"

#include "common/tw-list-source.h"
#include "tw-record.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TwStatementsView, tw_statements_view, TW_TYPE_VIEW)

static const char *statement_fields[] = {
  "partner",       "measure",  "earned",   "payable",        "rate",     "flag",    "previous",
  "state",         "program",  "currency", "tier",           "adjusted", "carried", "approved_by",
  "self_approved", "revision", "lines",    "facts_excluded", NULL,
};

static const char *exclusion_fields[] = {
  "fact", "partner",   "reason",   "amount",   "currency", "date",
  "rule", "fact_kind", "document", "customer", "product",  NULL,
};

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
  const TwPeriodSummary *summary = self->summary;
  gboolean locked = summary != NULL && summary->lock != NULL;
  gboolean own = !tw_document_is_read_only (document);
  gboolean writable = own && !locked;
  gboolean unflagged = summary != NULL && summary->review > summary->flagged;

  tw_statements_view_show_period (self);
  tw_view_enable (TW_VIEW (self), "calculate", writable);
  tw_view_enable (TW_VIEW (self), "lock", writable && summary != NULL && summary->statements > 0 && summary->review == 0);
  tw_view_enable (TW_VIEW (self), "unlock", own && locked);
  tw_view_enable (TW_VIEW (self), "approve-unflagged",
                  writable && unflagged && tw_statements_view_ties (self));
  tw_view_enable (TW_VIEW (self), "export-all",
                  summary != NULL && summary->statements > 0);

  if (page != NULL)
    update_page_actions (self, page, writable);
  else
    update_list_actions (self, writable);
}

void
tw_statements_view_refresh (TwStatementsView *self)
{
  tw_list_source_refresh (TW_LIST_SOURCE (tw_table_get_source (self->table)));
  if (self->excluded != NULL)
    tw_list_source_refresh (TW_LIST_SOURCE (tw_table_get_source (self->excluded)));
  tw_statements_view_read (self);
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
                              statement->state == TW_STATEMENT_APPROVED ? _("Approved")
                                                                        : _("Calculated"));
  tw_view_set_title (TW_VIEW (self), statement->partner, subtitle);
}

void
tw_statements_view_open (TwStatementsView *self,
                         gint64            statement)
{
  TwStatementPage *page = tw_statements_view_get_statement_page (self);

  if (page == NULL)
    {
      page = TW_STATEMENT_PAGE (
          tw_statement_page_new (tw_view_get_document (TW_VIEW (self)), self->why));
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

  tw_why_show (self->why, list ? TW_WHY_STATEMENT : TW_WHY_EXCLUSION, tw_table_get_current (table),
               open);
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

  /* It is true of the workspace as the calculation left it; the next one says it again. */
  if (tw_document_get_last_entry (tw_view_get_document (view)) != self->late_entry)
    gtk_info_bar_set_revealed (self->late_bar, FALSE);

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

  g_cancellable_cancel (self->tying);
  g_clear_object (&self->tying);
  g_clear_pointer (&self->summary, tw_period_summary_free);
  g_clear_pointer (&self->ties, g_ptr_array_unref);
  gtk_widget_set_visible (self->strip, FALSE);
  tw_list_source_set_constant (TW_LIST_SOURCE (tw_table_get_source (self->table)), "period",
                               TW_FILTER_IS, period);
  if (self->excluded != NULL)
    tw_list_source_set_constant (TW_LIST_SOURCE (tw_table_get_source (self->excluded)), "period",
                                 TW_FILTER_IS, period);
  tw_statements_view_read (self);
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
  TwTable *table = TW_TABLE (gtk_stack_get_visible_child (self->stack));

  if (tw_statements_view_get_statement_page (self) != NULL)
    return FALSE;

  /* What is to be done without rows, such as Calculate, is known once the period is read: after a calculation it is
   * about to go away. */
  return tw_table_focus_row (table)
         || (self->summary != NULL && self->read == self->generation && tw_table_focus_offer (table));
}

/* --- building --- */

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

  source =
      tw_list_source_new (tw_document_get_workspace (document), tw_entity_find (entity), fields);
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

/* Made when it is looked at first. */
void
tw_statements_view_ensure_excluded (TwStatementsView *self)
{
  if (self->excluded != NULL)
    return;

  self->excluded = create_table (self, "excluded", _("Excluded Facts"), "exclusion", exclusion_fields);
  tw_table_set_empty (self->excluded, "tw-statements-symbolic", _("Nothing Excluded"),
                      _("Every fact of the period earned something."), NULL);
  g_signal_connect_object (self->excluded, "row-activated", G_CALLBACK (on_details), self,
                           G_CONNECT_SWAPPED);
}

static void
tw_statements_view_constructed (GObject *object)
{
  TwStatementsView *self = TW_STATEMENTS_VIEW (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GMenuModel) menu = tw_statements_view_create_menu ();

  G_OBJECT_CLASS (tw_statements_view_parent_class)->constructed (object);

  self->why = tw_why_new (TW_VIEW (self));
  self->dirty = TRUE;
  tw_statements_view_install (self);
  tw_statements_view_create_strip (self);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->table = create_table (self, "statements", _("Statements"), "statement", statement_fields);
  tw_table_set_menu (self->table, menu);
  g_signal_connect_object (self->table, "row-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (box), tw_statements_view_create_late (self));
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
    tw_statements_view_read (self);
}

static gboolean
statements_open_record (TwView     *view,
                        const char *table,
                        gint64      id)
{
  TwWorkspace *workspace = tw_document_get_workspace (tw_view_get_document (view));

  if (!tw_record_exists (workspace, "statement", id))
    return FALSE;

  tw_statements_view_open (TW_STATEMENTS_VIEW (view), id);

  return TRUE;
}

static void
tw_statements_view_dispose (GObject *object)
{
  TwStatementsView *self = TW_STATEMENTS_VIEW (object);

  g_cancellable_cancel (self->tying);
  g_clear_object (&self->tying);
  g_clear_object (&self->why);

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
  view_class->open_record = statements_open_record;
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
