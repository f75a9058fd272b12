/* tw-rows-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-rows-page.h"

#include "application/tw-window.h"
#include "common/tw-list-export.h"
#include "common/tw-list-source.h"
#include "common/tw-table.h"
#include "tw-item.h"

#include <glib/gi18n-lib.h>

struct _TwRowsPage
{
  AdwBin          parent_instance;

  const TwEntity *entity;
  TwTable        *table;        /* child */
  TwTableSource  *source;       /* owned */
};

G_DEFINE_FINAL_TYPE (TwRowsPage, tw_rows_page, ADW_TYPE_BIN)

/* The partner of a row, 0 where it has none. */
static gint64
get_partner (TwRowsPage *self,
             gint64      key)
{
  int field = tw_entity_get_index (self->entity, "partner");
  TwTableSourceClass *klass = TW_TABLE_SOURCE_GET_CLASS (self->source);
  g_autoptr (TwItem) item = NULL;
  const TwCell *cell;

  if (field < 0)
    return 0;

  item = g_list_model_get_item (klass->get_model (self->source), klass->find_key (self->source, key));
  if (item == NULL)
    return 0;

  cell = tw_item_get_value (item, field);

  return cell->kind == TW_CELL_NUMBER ? cell->number : 0;
}

static void
on_row_activated (TwRowsPage *self,
                  gint64      key)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  const char *table = self->entity->table;
  gint64 partner;

  /* Lists over queries of statements have the ids of their table. */
  if (table == NULL && g_str_equal (self->entity->name, "statement"))
    table = "statement";
  if (table == NULL && g_str_equal (self->entity->name, "partner_overview"))
    table = "partner";

  if (window == NULL || (table != NULL && tw_window_open_record (window, table, key)))
    return;

  partner = get_partner (self, key);
  if (partner != 0)
    tw_window_open_record (window, "partner", partner);
}

static void
refresh (TwRowsPage *self)
{
  tw_list_source_refresh (TW_LIST_SOURCE (self->source));
}

static void
tw_rows_page_dispose (GObject *object)
{
  TwRowsPage *self = TW_ROWS_PAGE (object);

  g_clear_object (&self->source);

  G_OBJECT_CLASS (tw_rows_page_parent_class)->dispose (object);
}

static void
tw_rows_page_class_init (TwRowsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_rows_page_dispose;
}

static void
tw_rows_page_init (TwRowsPage *self)
{
}

static TwTable *
create_table (TwRowsPage *self)
{
  g_autofree char *name = g_strdup_printf ("rows-%s", self->entity->name);
  TwTable *table;

  g_strdelimit (name, "_", '-');
  table = TW_TABLE (tw_table_new (name, tw_entity_get_label (self->entity, TRUE)));
  tw_table_set_empty (table, "tw-filter-symbolic", _("No Rows"), _("Nothing stands behind this figure any more."),
                      NULL);
  g_signal_connect_object (table, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);

  return table;
}

GtkWidget *
tw_rows_page_new (TwDocument     *document,
                  const TwEntity *entity,
                  const TwFilter *filter)
{
  TwRowsPage *self;

  g_return_val_if_fail (TW_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (entity != NULL, NULL);

  self = g_object_new (TW_TYPE_ROWS_PAGE, NULL);
  self->entity = entity;
  self->table = create_table (self);
  self->source = tw_list_source_new (tw_document_get_workspace (document), entity, NULL);
  tw_table_set_source (self->table, self->source);
  tw_list_source_set_filter (TW_LIST_SOURCE (self->source), filter);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->table));
  g_signal_connect_object (document, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

gboolean
tw_rows_page_find (TwRowsPage *self)
{
  g_return_val_if_fail (TW_IS_ROWS_PAGE (self), FALSE);

  return tw_table_find (self->table);
}

gboolean
tw_rows_page_escape (TwRowsPage *self)
{
  g_return_val_if_fail (TW_IS_ROWS_PAGE (self), FALSE);

  return tw_table_escape (self->table);
}

void
tw_rows_page_export (TwRowsPage *self)
{
  g_autofree char *name = NULL;

  g_return_if_fail (TW_IS_ROWS_PAGE (self));

  name = g_strdup_printf ("%s.csv", tw_entity_get_label (self->entity, TRUE));
  tw_list_export (tw_window_from (GTK_WIDGET (self)), self->table, name);
}

guint
tw_rows_page_count (TwRowsPage *self)
{
  g_return_val_if_fail (TW_IS_ROWS_PAGE (self), 0);

  return tw_table_source_count (self->source);
}
