/* tw-partner-details.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "partners/tw-partner-details.h"

#include "common/tw-detail-lines.h"
#include "common/tw-format.h"
#include "tw-list.h"
#include "tw-row-store.h"
#include "tw-totals.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* The same columns as in the list, those that hold something. */
static GtkWidget *
create_fields (TwWorkspace *workspace,
               gint64       partner)
{
  const TwEntity *entity = tw_entity_find ("partner_overview");
  g_autoptr (TwList) list = tw_list_new (workspace, entity);
  g_autoptr (TwFilter) filter = tw_filter_new (entity);
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TwRow) row = tw_row_read (workspace, tw_entity_find ("partner"), partner, NULL);
  g_autoptr (TwItem) item = NULL;
  GtkWidget *box = tw_detail_list_new (_("Partner"));

  /* Removed in the meantime: the list goes on to another row. */
  if (row == NULL)
    return g_object_ref_sink (box);

  key = tw_row_get_text (row, "external_id");
  tw_filter_add (filter, workspace, "external_id", TW_FILTER_IS, key, NULL);
  tw_list_set_filter (list, filter);
  if (!tw_list_load (list, &error))
    tw_detail_list_add (box, _("Not Read"), error->message);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);

  for (guint i = 1; item != NULL && i < entity->n_fields; i++)
    {
      g_autofree char *plain = tw_item_get_text (item, i, FALSE);
      g_autofree char *text = tw_format_plain (entity->fields[i].type, plain);

      if (*text != '\0')
        tw_detail_list_add (box, tw_field_get_label (&entity->fields[i]), text);
    }

  return g_object_ref_sink (box);
}

static GtkWidget *
create_sales (TwDocument *document,
              gint64      partner)
{
  static const char *const kinds[] = { "sale", "marketplace", "services" };
  TwSpan span = tw_document_get_span (document);
  GtkWidget *box = tw_detail_list_new (_("Sales"));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const TwEntity *entity = tw_entity_find (kinds[i]);
      g_autoptr (TwFilter) filter = tw_filter_new (entity);
      g_autoptr (TwTotals) totals = NULL;
      int amount = tw_entity_get_index (entity, "amount");

      tw_filter_add_number (filter, "partner", TW_FILTER_IS, partner);
      tw_filter_add_number (filter, "date", TW_FILTER_AT_LEAST, span.start);
      tw_filter_add_number (filter, "date", TW_FILTER_LESS_THAN, span.end);
      totals = tw_totals_of_filter (tw_document_get_workspace (document), entity, filter, NULL);

      for (guint j = 0; totals != NULL && j < totals->sums->len; j++)
        {
          const TwTotal *total = totals->sums->pdata[j];
          g_autofree char *text = NULL;

          if ((int) total->field != amount)
            continue;

          text = tw_format_money (total->sum, total->digits, total->currency);
          tw_detail_list_add (box, tw_entity_get_label (entity, TRUE), text);
        }
    }

  if (gtk_widget_get_first_child (box) == NULL)
    tw_detail_list_add (box, _("Sales"), _("None"));

  return box;
}

GtkWidget *
tw_partner_details_new (TwDocument *document,
                        gint64      partner)
{
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autofree char *title = tw_entity_read_title (workspace, tw_entity_find ("partner"), partner);
  g_autofree char *heading = NULL;
  g_autoptr (GtkWidget) fields = NULL;
  GtkWidget *box;
  GtkWidget *open;

  if (title == NULL)
    return NULL;

  fields = create_fields (workspace, partner);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (box, "pane-body");
  gtk_box_append (GTK_BOX (box), tw_detail_heading_new (title));
  gtk_box_append (GTK_BOX (box), fields);
  /* Translators: heading over sums of sales; %s is a period such as 2026-Q3. */
  heading = g_strdup_printf (_("Sales in %s"), tw_document_get_period (document));
  gtk_box_append (GTK_BOX (box), tw_detail_heading_new (heading));
  gtk_box_append (GTK_BOX (box), create_sales (document, partner));

  open = gtk_button_new_with_mnemonic (_("_Open Partner"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "view.open");
  gtk_box_append (GTK_BOX (box), open);

  return tw_detail_wrap (box);
}
