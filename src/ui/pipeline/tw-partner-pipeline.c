/* tw-partner-pipeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-partner-pipeline.h"

#include "application/tw-window.h"
#include "common/tw-list-source.h"
#include "common/tw-table.h"

#include <glib/gi18n-lib.h>

static void
on_row_activated (TwTable *table,
                  gint64   key)
{
  TwTableSourceClass *klass = TW_TABLE_SOURCE_GET_CLASS (tw_table_get_source (table));
  guint position = klass->find_key (tw_table_get_source (table), key);
  g_autoptr (TwItem) item = NULL;
  const TwCell *opportunity;

  if (position == TW_NO_POSITION)
    return;

  item = g_list_model_get_item (klass->get_model (tw_table_get_source (table)), position);
  opportunity = tw_item_get_value (item, tw_entity_get_index (tw_item_get_entity (item), "opportunity"));
  tw_window_open_record (tw_window_from (GTK_WIDGET (table)), "opportunity", opportunity->number);
}

GtkWidget *
tw_partner_pipeline_new (TwDocument *document,
                         gint64      partner)
{
  static const char *const columns[] = {
    "customer", "role", "share", "stage", "status", "amount", "weighted", "currency", "close", "protected_until",
    "name", "external_id", "probability", "closed", NULL,
  };
  g_autoptr (TwTableSource) source = NULL;
  GtkWidget *table;

  g_return_val_if_fail (TW_IS_DOCUMENT (document), NULL);

  table = tw_table_new ("partner-deals", _("Opportunities"));
  source = tw_list_source_new (tw_document_get_workspace (document), tw_entity_find ("partner_deal"), columns);
  tw_list_source_set_scope (TW_LIST_SOURCE (source), "partner", partner);
  tw_table_set_empty (TW_TABLE (table), "tw-pipeline-symbolic", _("No Opportunities"),
                      _("The partner has no role in an opportunity."), NULL);
  tw_table_set_source (TW_TABLE (table), source);
  g_signal_connect (table, "row-activated", G_CALLBACK (on_row_activated), NULL);
  g_signal_connect_object (document, "changed", G_CALLBACK (tw_list_source_refresh), source, G_CONNECT_SWAPPED);

  return table;
}
