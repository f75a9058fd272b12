/* tw-statement-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "statements/tw-statement-page.h"

#include "common/tw-list-source.h"
#include "common/tw-reading-page.h"
#include "common/tw-tab-bar.h"
#include "common/tw-table.h"
#include "common/tw-tooltip.h"
#include "statements/tw-statement-summary.h"
#include "tw-finding.h"

#include <glib/gi18n-lib.h>

/* A statement's lines are the rows from its id shifted to the left by 24 bits. */
#define LINES_PER_STATEMENT (1 << 24)

struct _TwStatementPage
{
  AdwBin         parent_instance;

  /* owned */
  TwDocument    *document;
  TwStatement   *statement;
  TwTableSource *lines_source;
  TwTableSource *excluded_source;
  char          *blocked;

  TwWhy         *why;             /* borrowed from the view */
  gint64         id;

  /* children */
  GtkWidget     *message;
  GtkLabel      *message_label;
  GtkStack      *stack;
  TwTabBar      *tab_bar;
  AdwBin        *summary;
  AdwBin        *tiers;
  TwTable       *lines;
  TwTable       *excluded;
};

G_DEFINE_FINAL_TYPE (TwStatementPage, tw_statement_page, ADW_TYPE_BIN)

static const char *line_fields[] = {
  "fact",     "date", "rule",       "amount", "customer", "product",
  "document", "kind", "payable_on", "line",   NULL,
};

static const char *exclusion_fields[] = {
  "fact",      "date",     "reason",   "amount",  "currency", "rule",
  "fact_kind", "document", "customer", "product", NULL,
};

static TwTable *
get_table (TwStatementPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);

  if (g_strcmp0 (name, "lines") == 0)
    return self->lines;

  return g_strcmp0 (name, "excluded") == 0 ? self->excluded : NULL;
}

void
tw_statement_page_explain (TwStatementPage *self,
                           gboolean         open)
{
  TwTable *table;

  g_return_if_fail (TW_IS_STATEMENT_PAGE (self));

  table = get_table (self);

  if (table == self->lines)
    tw_why_show (self->why, TW_WHY_LINE, tw_table_get_current (table), open);
  else if (table != NULL)
    tw_why_show (self->why, TW_WHY_EXCLUSION, tw_table_get_current (table), open);
  else
    tw_why_show (self->why, TW_WHY_STATEMENT, self->id, open);
}

static void
on_selection_changed (TwStatementPage *self,
                      TwTable         *table)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (table)) && tw_table_get_current (table) != 0)
    tw_statement_page_explain (self, FALSE);
}

static void
on_details (TwStatementPage *self)
{
  tw_statement_page_explain (self, TRUE);
}

/* --- building --- */

static GMenuModel *
create_menu (gboolean lines)
{
  GMenu *menu = g_menu_new ();
  GMenu *section = g_menu_new ();
  GMenuItem *item = g_menu_item_new (lines ? _("_Why This Number") : _("_Why Not"), "view.why");

  g_menu_item_set_attribute (item, "accel", "s", "<Alt>Return");
  g_menu_append_item (section, item);
  if (lines)
    g_menu_append (section, _("_Adjust…"), "view.adjust");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (item);
  g_object_unref (section);

  return G_MENU_MODEL (menu);
}

static TwTable *
add_table (TwStatementPage *self,
           const char      *settings,
           const char      *name,
           const char      *title)
{
  GtkWidget *table = tw_table_new (settings, title);
  g_autoptr (GMenuModel) menu = create_menu (g_str_equal (name, "lines"));

  tw_table_set_menu (TW_TABLE (table), menu);
  g_signal_connect_object (table, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "details", G_CALLBACK (on_details), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "row-activated", G_CALLBACK (on_details), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_titled (self->stack, table, name, title);

  return TW_TABLE (table);
}

static GtkWidget *
create_message (TwStatementPage *self)
{
  GtkWidget *bar = gtk_info_bar_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_info_bar_set_message_type (GTK_INFO_BAR (bar), GTK_MESSAGE_WARNING);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_info_bar_add_child (GTK_INFO_BAR (bar), label);
  gtk_info_bar_set_revealed (GTK_INFO_BAR (bar), FALSE);
  self->message_label = GTK_LABEL (label);

  return bar;
}

static GtkWidget *
create_bar (TwStatementPage *self,
            GMenuModel      *menu)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_menu_button_new ();

  self->tab_bar = TW_TAB_BAR (tw_tab_bar_new (self->stack));
  gtk_widget_set_hexpand (GTK_WIDGET (self->tab_bar), TRUE);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  tw_tooltip_set (button, _("Statement Actions"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "bar-menu");
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Statement Actions"), -1);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->tab_bar));
  gtk_box_append (GTK_BOX (bar), button);

  return bar;
}

static void
create_sources (TwStatementPage *self)
{
  TwWorkspace *workspace = tw_document_get_workspace (self->document);

  self->lines_source = tw_list_source_new (workspace, tw_entity_find ("line"), line_fields);
  self->excluded_source =
      tw_list_source_new (workspace, tw_entity_find ("exclusion"), exclusion_fields);
}

/* --- life --- */

static void
tw_statement_page_dispose (GObject *object)
{
  TwStatementPage *self = TW_STATEMENT_PAGE (object);

  g_clear_object (&self->lines_source);
  g_clear_object (&self->excluded_source);

  G_OBJECT_CLASS (tw_statement_page_parent_class)->dispose (object);
}

static void
tw_statement_page_finalize (GObject *object)
{
  TwStatementPage *self = TW_STATEMENT_PAGE (object);

  g_clear_pointer (&self->statement, tw_statement_free);
  g_clear_object (&self->document);
  g_free (self->blocked);

  G_OBJECT_CLASS (tw_statement_page_parent_class)->finalize (object);
}

static void
tw_statement_page_class_init (TwStatementPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_statement_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_statement_page_finalize;
}

static void
tw_statement_page_init (TwStatementPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GMenu *menu = g_menu_new ();
  GMenu *section = g_menu_new ();

  g_menu_append (menu, _("A_djust…"), "view.adjust");
  g_menu_append (menu, _("_Reopen…"), "view.reopen");
  g_menu_append (section, _("_Calculate"), "view.calculate");
  g_menu_append (section, _("_Export…"), "view.export");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->message = create_message (self);
  self->summary = ADW_BIN (adw_bin_new ());
  self->tiers = ADW_BIN (adw_bin_new ());

  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->summary), "summary", _("Summary"));
  self->lines = add_table (self, "statement-lines", "lines", _("Lines"));
  self->excluded = add_table (self, "statement-excluded", "excluded", _("Excluded"));
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->tiers), "tiers", _("Tier Path"));

  gtk_box_append (GTK_BOX (box), create_bar (self, G_MENU_MODEL (menu)));
  gtk_box_append (GTK_BOX (box), self->message);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), box);

  tw_table_set_empty (self->lines, "tw-statements-symbolic", _("No Lines"),
                      _("Nothing was earned in this period."), NULL);
  tw_table_set_empty (self->excluded, "tw-statements-symbolic", _("Nothing Excluded"),
                      _("Every fact of the period earned something."), NULL);
  g_object_unref (section);
  g_object_unref (menu);
}

GtkWidget *
tw_statement_page_new (TwDocument *document,
                       TwWhy      *why)
{
  TwStatementPage *self;

  g_return_val_if_fail (TW_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (TW_IS_WHY (why), NULL);

  self = g_object_new (TW_TYPE_STATEMENT_PAGE, NULL);
  self->document = g_object_ref (document);
  self->why = why;
  create_sources (self);

  return GTK_WIDGET (self);
}

/* --- what is shown --- */

static char *
find_blocked (const TwStatement *statement)
{
  g_autoptr (GPtrArray) findings = NULL;
  const TwFinding *first;

  if (statement->state == TW_STATEMENT_APPROVED)
    return NULL;

  findings = tw_statement_check (statement);
  if (findings->len == 0)
    return NULL;

  first = g_ptr_array_index (findings, 0);

  /* Translators: %1$s says what doesn't add up, %2$s what to do about it. */
  return g_strdup_printf (_("This statement can’t be approved. %1$s %2$s"), first->message,
                          first->remedy != NULL ? first->remedy : "");
}

static void
show_error (TwStatementPage *self,
            const GError    *error)
{
  GtkWidget *page = adw_status_page_new ();
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("The Statement Could Not Be Read"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), escaped);
  adw_bin_set_child (self->summary, page);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->summary));
}

static gboolean
load (TwStatementPage *self,
      gint64           id)
{
  g_autoptr (GError) error = NULL;
  TwStatement *statement =
      tw_statement_read (tw_document_get_workspace (self->document), id, &error);

  g_clear_pointer (&self->statement, tw_statement_free);
  g_clear_pointer (&self->blocked, g_free);
  self->statement = statement;
  self->id = id;

  if (statement == NULL)
    {
      show_error (self, error);
      return FALSE;
    }

  self->blocked = find_blocked (statement);
  gtk_label_set_text (self->message_label, self->blocked != NULL ? self->blocked : "");
  gtk_info_bar_set_revealed (GTK_INFO_BAR (self->message), self->blocked != NULL);
  gtk_widget_set_visible (self->message, self->blocked != NULL);
  tw_reading_page_replace (self->summary, tw_statement_summary_new (statement));
  adw_bin_set_child (self->tiers, tw_statement_tier_path_new (statement));

  return TRUE;
}

gboolean
tw_statement_page_set_id (TwStatementPage *self,
                          gint64           id)
{
  g_return_val_if_fail (TW_IS_STATEMENT_PAGE (self), FALSE);

  if (!load (self, id))
    return FALSE;

  tw_list_source_set_span (TW_LIST_SOURCE (self->lines_source), "row", id * LINES_PER_STATEMENT,
                           (id + 1) * LINES_PER_STATEMENT);
  tw_list_source_set_scope (TW_LIST_SOURCE (self->excluded_source), "statement", id);
  if (tw_table_get_source (self->lines) == NULL)
    {
      tw_table_set_source (self->lines, self->lines_source);
      tw_table_set_source (self->excluded, self->excluded_source);
    }

  return TRUE;
}

/* The statement of the same partner and program that stands now, 0 where none does. */
static gint64
find_standing (TwStatementPage *self)
{
  TwWorkspace *workspace = tw_document_get_workspace (self->document);
  g_autoptr (GArray) ids =
      tw_statement_find (workspace, self->statement->period, self->statement->partner_id, NULL);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == self->id)
        return self->id;
    }

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (TwStatement) other = tw_statement_read (workspace, id, NULL);

      if (other != NULL && g_str_equal (other->program, self->statement->program))
        return id;
    }

  return 0;
}

gboolean
tw_statement_page_refresh (TwStatementPage *self)
{
  gint64 id;

  g_return_val_if_fail (TW_IS_STATEMENT_PAGE (self), FALSE);

  if (self->statement == NULL)
    return FALSE;

  id = find_standing (self);
  if (id == 0)
    return FALSE;
  if (id != self->id)
    return tw_statement_page_set_id (self, id);

  tw_list_source_refresh (TW_LIST_SOURCE (self->lines_source));
  tw_list_source_refresh (TW_LIST_SOURCE (self->excluded_source));

  return load (self, id);
}

const TwStatement *
tw_statement_page_get_statement (TwStatementPage *self)
{
  g_return_val_if_fail (TW_IS_STATEMENT_PAGE (self), NULL);

  return self->statement;
}

const char *
tw_statement_page_get_blocked (TwStatementPage *self)
{
  g_return_val_if_fail (TW_IS_STATEMENT_PAGE (self), NULL);

  return self->blocked;
}

char *
tw_statement_page_dup_line (TwStatementPage *self)
{
  gint64 row;

  g_return_val_if_fail (TW_IS_STATEMENT_PAGE (self), NULL);

  if (self->statement == NULL || get_table (self) != self->lines)
    return NULL;

  row = tw_table_get_current (self->lines);

  for (guint i = 0; row != 0 && i < self->statement->lines->len; i++)
    {
      const TwStatementLine *line = g_ptr_array_index (self->statement->lines, i);

      if (line->id == row)
        return g_strdup (line->line_id);
    }

  return NULL;
}

void
tw_statement_page_show (TwStatementPage *self,
                        const char      *tab)
{
  g_return_if_fail (TW_IS_STATEMENT_PAGE (self));

  gtk_stack_set_visible_child_name (self->stack, tab);
}

void
tw_statement_page_step (TwStatementPage *self,
                        int              steps)
{
  g_return_if_fail (TW_IS_STATEMENT_PAGE (self));

  tw_tab_bar_step (self->tab_bar, steps);
}

gboolean
tw_statement_page_find (TwStatementPage *self)
{
  TwTable *table;

  g_return_val_if_fail (TW_IS_STATEMENT_PAGE (self), FALSE);

  table = get_table (self);
  if (table == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "lines");
      table = self->lines;
    }

  return tw_table_find (table);
}

gboolean
tw_statement_page_escape (TwStatementPage *self)
{
  TwTable *table;

  g_return_val_if_fail (TW_IS_STATEMENT_PAGE (self), FALSE);

  table = get_table (self);

  return table != NULL && tw_table_escape (table);
}
