/* tw-proposal-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-proposal-evidence.h"

#include "common/tw-format.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

static const char *
get_text (JsonObject *leaf,
          const char *member)
{
  const char *text = json_object_has_member (leaf, member)
                       ? json_object_get_string_member_with_default (leaf, member, NULL) : NULL;

  return text != NULL ? text : "–";
}

static void
append_leaf (GtkWidget  *list,
             JsonObject *leaf)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean pass = json_object_get_boolean_member_with_default (leaf, "pass", FALSE);
  /* Translators: a tier, one of its criteria. */
  g_autofree char *title = g_strdup_printf (_("%1$s: %2$s"), get_text (leaf, "tier"),
                                            get_text (leaf, "criterion"));
  g_autofree char *value = tw_format_beside (get_text (leaf, "value"), get_text (leaf, "threshold"));
  g_autofree char *threshold = tw_format_beside (get_text (leaf, "threshold"), get_text (leaf, "value"));
  g_autofree char *shortfall = tw_format_beside (get_text (leaf, "shortfall"), get_text (leaf, "value"));
  g_autofree char *text = pass ? g_strdup_printf (_("%1$s of %2$s, met"), value, threshold)
                               : g_strdup_printf (_("%1$s of %2$s, %3$s more needed"), value, threshold, shortfall);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

GtkWidget *
tw_proposal_evidence_new (const TwTierProposal *proposal)
{
  g_autoptr (JsonNode) root = json_from_string (proposal->evidence, NULL);
  JsonArray *leaves = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root)
                                                                  : NULL;
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_widget_add_css_class (list, "pane-body");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Evidence"), -1);
  for (guint i = 0; leaves != NULL && i < json_array_get_length (leaves); i++)
    append_leaf (list, json_array_get_object_element (leaves, i));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);

  return scroller;
}
