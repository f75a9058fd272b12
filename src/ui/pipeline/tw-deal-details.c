/* tw-deal-details.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-deal-details.h"

#include "common/tw-detail-lines.h"
#include "common/tw-format.h"
#include "common/tw-period-text.h"
#include "pipeline/tw-opportunity-page.h"
#include "tw-list.h"
#include "tw-opportunity.h"
#include "tw-registration.h"
#include "tw-row-store.h"
#include "tw-setting.h"

#include <glib/gi18n-lib.h>

/* --- registrations --- */

static void
read_registrations_of (TwWorkspace *workspace,
                       const char  *deal,
                       GPtrArray   *items)
{
  const TwEntity *entity = tw_entity_find ("deal_registration");
  g_autoptr (TwList) list = tw_list_new (workspace, entity);
  g_autoptr (TwFilter) filter = tw_filter_new (entity);

  if (deal == NULL)
    return;

  tw_filter_add (filter, workspace, "deal_ref", TW_FILTER_IS, deal, NULL);
  tw_list_set_filter (list, filter);
  tw_list_load (list, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (list), i));
}

GPtrArray *
tw_deal_read_registrations (TwDocument *document,
                            gint64      opportunity)
{
  TwWorkspace *workspace = tw_document_get_workspace (document);
  g_autoptr (TwRow) row = tw_row_read (workspace, tw_entity_find ("opportunity"), opportunity, NULL);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  const char *key;
  const char *deal;

  if (row == NULL)
    return items;

  key = tw_row_get (row, "external_id")->text;
  deal = tw_row_get (row, "deal_ref")->text;
  read_registrations_of (workspace, key, items);
  if (g_strcmp0 (deal, key) != 0)
    read_registrations_of (workspace, deal, items);

  return items;
}

char *
tw_deal_describe_protection (TwDocument *document,
                             TwItem     *item)
{
  const TwEntity *entity = tw_item_get_entity (item);
  const char *status = tw_item_get_value (item, tw_entity_get_index (entity, "status"))->text;
  const TwCell *expires = tw_item_get_value (item, tw_entity_get_index (entity, "expires"));
  const TwCell *closed = tw_item_get_value (item, tw_entity_get_index (entity, "closed"));
  TwSpan span = tw_document_get_span (document);
  TwDate end = expires->kind == TW_CELL_NUMBER ? (TwDate) expires->number : TW_DATE_NONE;
  TwDate done = closed->kind == TW_CELL_NUMBER ? (TwDate) closed->number : TW_DATE_NONE;
  g_autofree char *date = end != TW_DATE_NONE ? tw_format_date (end) : g_strdup ("");
  int days;

  switch (tw_protection_on (status, end, done, MIN (tw_period_today (), span.end - 1),
                            (int) tw_setting_get_int (tw_document_get_workspace (document), TW_REGISTRATION_WARNING,
                                                      TW_REGISTRATION_WARNING_INITIAL),
                            &days))
    {
    case TW_PROTECTION_WAITING:
      return g_strdup (_("Waits for a decision"));

    case TW_PROTECTION_LIVE:
      /* Translators: %s is a date. */
      return end != TW_DATE_NONE ? g_strdup_printf (_("Protected until %s"), date) : g_strdup (_("Protected"));

    case TW_PROTECTION_ENDING:
      return g_strdup_printf (ngettext ("Protected until %s, %d day left", "Protected until %s, %d days left", days),
                              date, days);

    case TW_PROTECTION_EXPIRED:
      return *date != '\0' ? g_strdup_printf (_("Expired on %s"), date) : g_strdup (_("Expired"));

    case TW_PROTECTION_NONE:
    default:
      return g_strdup (tw_item_get_title (item, tw_entity_get_index (entity, "status")));
    }
}

char *
tw_deal_format_share (const char *share)
{
  return share != NULL ? tw_format_plain (TW_FIELD_RATE, share) : g_strdup (_("by the rule"));
}

/* --- the pane --- */

/* In the order in which one asks: how much, how far, what next, until when. */
static const char *const shown[] = {
  "customer", "stage", "status", "amount", "probability", "weighted", "close", "next_step", "protected_until",
  "product",  "reason", "name",  "external_id",
};

static TwItem *
read_deal (TwWorkspace *workspace,
           gint64       opportunity)
{
  const TwEntity *entity = tw_entity_find ("deal");
  g_autoptr (TwList) list = tw_list_new (workspace, entity);
  g_autoptr (TwFilter) filter = tw_filter_new (entity);

  tw_filter_add_among (filter, "id", &opportunity, 1, NULL);
  tw_list_set_filter (list, filter);
  tw_list_load (list, NULL);

  return g_list_model_get_item (G_LIST_MODEL (list), 0);
}

static char *
get_text (TwItem *item,
          guint   place)
{
  const TwField *field = &tw_item_get_entity (item)->fields[place];
  g_autofree char *plain = tw_item_get_text (item, place, FALSE);
  g_autofree char *text = tw_format_plain (field->type, plain);
  int currency = tw_entity_get_index (tw_item_get_entity (item), "currency");
  g_autofree char *code = NULL;

  if (field->type != TW_FIELD_MONEY || *text == '\0' || currency < 0)
    return g_steal_pointer (&text);

  code = tw_item_get_text (item, currency, FALSE);

  return g_strdup_printf ("%s\xc2\xa0%s", text, code);
}

static GtkWidget *
create_fields (TwItem *item)
{
  const TwEntity *entity = tw_item_get_entity (item);
  GtkWidget *list = tw_detail_list_new (_("Opportunity"));

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      int place = tw_entity_get_index (entity, shown[i]);
      g_autofree char *text = place >= 0 ? get_text (item, place) : NULL;

      if (text != NULL && *text != '\0')
        tw_detail_list_add (list, tw_field_get_label (&entity->fields[place]), text);
    }

  return list;
}

static GtkWidget *
create_roles (TwWorkspace *workspace,
              gint64       opportunity)
{
  g_autoptr (GPtrArray) roles = tw_opportunity_roles_read (workspace, opportunity, NULL);
  const TwField *field = tw_entity_get_field (tw_entity_find ("deal"), "role");
  GtkWidget *list = tw_detail_list_new (_("Roles"));

  for (guint i = 0; roles != NULL && i < roles->len; i++)
    {
      const TwOpportunityRole *role = roles->pdata[i];
      g_autofree char *share = tw_deal_format_share (role->share);
      /* Translators: the role of a partner in a deal and its share: "Sourced, 70 %" */
      g_autofree char *text = role->role != NULL ? g_strdup_printf (_("%s, %s"), tw_field_get_choice_label (field, role->role), share)
                                                 : g_strdup (share);

      tw_detail_list_add (list, role->partner_name, text);
    }

  if (gtk_widget_get_first_child (list) == NULL)
    tw_detail_list_add (list, _("Partner"), _("None"));

  return list;
}

static GtkWidget *
create_registrations (TwDocument *document,
                      gint64      opportunity)
{
  g_autoptr (GPtrArray) items = tw_deal_read_registrations (document, opportunity);
  GtkWidget *list = tw_detail_list_new (_("Registrations"));

  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *text = tw_deal_describe_protection (document, items->pdata[i]);
      int partner = tw_entity_get_index (tw_item_get_entity (items->pdata[i]), "partner");
      g_autofree char *who = tw_item_get_text (items->pdata[i], partner, FALSE);

      tw_detail_list_add (list, who, text);
    }

  if (items->len == 0)
    tw_detail_list_add (list, _("Registration"), _("None"));

  return list;
}

GtkWidget *
tw_deal_details_new (TwDocument *document,
                     gint64      opportunity)
{
  TwWorkspace *workspace;
  g_autoptr (TwItem) item = NULL;
  g_autofree char *title = NULL;
  GtkWidget *box;
  GtkWidget *open;

  g_return_val_if_fail (document != NULL, NULL);

  workspace = tw_document_get_workspace (document);
  item = read_deal (workspace, opportunity);
  title = item != NULL ? tw_opportunity_page_read_title (workspace, opportunity) : NULL;
  if (title == NULL)
    return NULL;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (box, "pane-body");
  gtk_box_append (GTK_BOX (box), tw_detail_heading_new (title));
  gtk_box_append (GTK_BOX (box), create_fields (item));
  gtk_box_append (GTK_BOX (box), tw_detail_heading_new (_("Roles")));
  gtk_box_append (GTK_BOX (box), create_roles (workspace, opportunity));
  gtk_box_append (GTK_BOX (box), tw_detail_heading_new (_("Registrations")));
  gtk_box_append (GTK_BOX (box), create_registrations (document, opportunity));
  open = gtk_button_new_with_mnemonic (_("_Open Opportunity"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "view.open");
  gtk_box_append (GTK_BOX (box), open);

  return tw_detail_wrap (box);
}
