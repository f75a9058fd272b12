/* tw-rule-bands-change.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-bands.h"

#include "tw-fraction.h"
#include "tw-program-describe.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- in and out --- */

/* The bound of a new band: in the middle of its neighbours, or twice the last one. */
static char *
find_bound (TwRuleForm *form,
            guint       after)
{
  const TwRule *rule = tw_rule_form_get_rule (form);
  const TwBand *band = &rule->table->bands[after];
  const TwBand *next = after + 1 < rule->table->n_bands ? band + 1 : NULL;
  TwValueType type = rule->qualifier != NULL ? rule->qualifier->type : rule->counts->type;
  TwFraction low = band->has_from ? band->from : tw_fraction_from_int (0);
  TwFraction bound;

  if (next != NULL && tw_fraction_add (low, next->from, &bound)
      && tw_fraction_div (bound, tw_fraction_from_int (2), &bound))
    ;
  else if (low.num > 0 && tw_fraction_add (low, low, &bound))
    ;
  else if (type == TW_VALUE_MONEY)
    bound = tw_fraction_from_int (1000000);
  else
    bound = tw_fraction_from_int (100);

  return tw_program_plain_literal (tw_rule_form_get_program (form), bound, type);
}

static char *
dup_json (TwRuleForm *form,
          const char *base,
          const char *key)
{
  g_autofree char *path = g_strdup_printf ("%s/%s", base, key);
  JsonNode *node = tw_rule_form_lookup (form, path);

  return node != NULL ? json_to_string (node, FALSE) : NULL;
}

/* A rule with one rate becomes one with a table of two bands. */
static void
make_table (TwRuleForm *form,
            GPtrArray  *edits,
            const char *bound)
{
  static const char * const keys[] = { "rate", "price", "flat" };
  g_autoptr (GString) pays = g_string_new (NULL);
  g_autofree char *table = tw_rule_form_path (form, "table");
  g_autofree char *json = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *path = tw_rule_form_path (form, keys[i]);
      g_autofree char *value = dup_json (form, form->path, keys[i]);

      if (value == NULL)
        continue;
      g_string_append_printf (pays, ",\"%s\":%s", keys[i], value);
      tw_program_edits_remove (edits, path);
    }
  json = g_strdup_printf ("{\"bands\":[{\"from\":null%s},{\"from\":\"%s\"%s}]}", pays->str, bound, pays->str);
  tw_program_edits_set (edits, table, json);
}

void
tw_rule_bands_insert (TwRuleForm *form,
                      guint       after)
{
  gboolean plain;
  g_autofree char *base = tw_rule_bands_base (form, after, &plain);
  g_autofree char *bound = find_bound (form, after);
  g_autofree char *name = tw_rule_form_name (form);
  /* Translators: history: %s is a rule. */
  g_autofree char *label = g_strdup_printf (_("Added a band to “%s”"), name);
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();

  if (plain)
    make_table (form, edits, bound);
  else
    {
      static const char * const keys[] = { "rate", "price", "flat" };
      g_autoptr (GString) json = g_string_new (NULL);
      g_autofree char *key = g_strdup_printf ("table/bands/%u", after + 1);
      g_autofree char *path = tw_rule_form_path (form, key);

      g_string_printf (json, "{\"from\":\"%s\"", bound);
      for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        {
          g_autofree char *value = dup_json (form, base, keys[i]);

          if (value != NULL)
            g_string_append_printf (json, ",\"%s\":%s", keys[i], value);
        }
      g_string_append_c (json, '}');
      tw_program_edits_insert (edits, path, json->str);
    }

  tw_rule_form_change (form, edits, label);
}

void
tw_rule_bands_remove (TwRuleForm *form,
                      guint       band)
{
  g_autofree char *key = g_strdup_printf ("table/bands/%u", band);
  g_autofree char *path = tw_rule_form_path (form, key);
  g_autofree char *name = tw_rule_form_name (form);
  /* Translators: history: %1$u is the number of a band, %2$s a rule. */
  g_autofree char *label = g_strdup_printf (_("Removed band %1$u of “%2$s”"), band + 1, name);
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();

  tw_program_edits_remove (edits, path);
  tw_rule_form_change (form, edits, label);
}

void
tw_rule_bands_set_edge (TwRuleForm *form,
                        guint       band,
                        const char *edge)
{
  g_autofree char *key = g_strdup_printf ("table/bands/%u/edge", band);
  g_autofree char *path = tw_rule_form_path (form, key);
  g_autofree char *name = tw_rule_form_name (form);
  g_autofree char *label = g_strdup_printf (_("Changed the bound of band %1$u of “%2$s”"), band + 1, name);
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();

  if (*edge != '\0')
    tw_program_edits_set_text (edits, path, edge);
  else if (tw_rule_form_lookup (form, path) != NULL)
    tw_program_edits_remove (edits, path);
  else
    return;
  tw_rule_form_change (form, edits, label);
}

/* --- values that vary --- */

/* What holds for all of a pick: its `else`, or its first value. */
static char *
dup_plain_value (JsonNode *node)
{
  JsonObject *object;
  g_autoptr (GList) values = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node) || !json_object_has_member (json_node_get_object (node), "is"))
    return json_to_string (node, FALSE);

  object = json_node_get_object (node);
  if (json_object_has_member (object, "else"))
    return json_to_string (json_object_get_member (object, "else"), FALSE);

  values = json_object_get_values (json_object_get_object_member (object, "is"));

  return json_to_string (values->data, FALSE);
}

static char *
make_pick (const char  *attribute,
           char       **values,
           const char  *value)
{
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_printf (json, "{\"by\":\"%s\",\"is\":{", attribute);
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autofree char *key = tw_rule_quote (values[i]);

      g_string_append_printf (json, "%s%s:%s", i > 0 ? "," : "", key, value);
    }
  g_string_append_printf (json, "},\"else\":%s}", value);

  return g_string_free (g_steal_pointer (&json), FALSE);
}

void
tw_rule_bands_vary (TwRuleForm  *form,
                    const char  *key,
                    const char  *attribute,
                    char       **values)
{
  const TwRule *rule = tw_rule_form_get_rule (form);
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autofree char *name = tw_rule_form_name (form);
  g_autofree char *label = NULL;

  for (guint i = 0; i < rule->table->n_bands; i++)
    {
      gboolean plain;
      g_autofree char *base = tw_rule_bands_base (form, i, &plain);
      g_autofree char *path = g_strdup_printf ("%s/%s", base, key);
      JsonNode *node = tw_rule_form_lookup (form, path);
      g_autofree char *value = node != NULL ? dup_plain_value (node) : NULL;
      g_autofree char *pick = value != NULL && attribute != NULL ? make_pick (attribute, values, value) : NULL;

      if (value != NULL)
        tw_program_edits_set (edits, path, pick != NULL ? pick : value);
    }
  if (edits->len == 0)
    return;

  /* Translators: history: %1$s is a rule, %2$s an attribute such as partner.tier. */
  label = attribute != NULL ? g_strdup_printf (_("Let “%1$s” pay by %2$s"), name, attribute)
                            : g_strdup_printf (_("Let “%s” pay the same for all"), name);
  tw_rule_form_change (form, edits, label);
}

static void
on_vary_response (AdwMessageDialog *dialog,
                  const char       *response,
                  TwRuleForm       *form)
{
  GtkEditable *entry = g_object_get_data (G_OBJECT (dialog), "tw-entry");
  g_auto (GStrv) values = g_strsplit (gtk_editable_get_text (entry), ",", -1);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (!g_str_equal (response, "vary"))
    return;

  for (guint i = 0; values[i] != NULL; i++)
    if (*g_strstrip (values[i]) != '\0')
      g_ptr_array_add (names, values[i]);
  g_ptr_array_add (names, NULL);
  if (names->len > 1)
    tw_rule_bands_vary (form, g_object_get_data (G_OBJECT (dialog), "tw-key"),
                        g_object_get_data (G_OBJECT (dialog), "tw-attribute"), (char **) names->pdata);
}

static void
on_vary_typed (GtkEditable      *entry,
               AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "vary", *gtk_editable_get_text (entry) != '\0');
}

void
tw_rule_bands_ask_vary (TwRuleForm *form,
                        const char *key,
                        const char *attribute)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (form)));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), _("Values to Pay By"), NULL);
  GtkWidget *entry = gtk_entry_new ();

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _("The values of %s that have a rate of their own, with commas between. All "
                                    "others share one."),
                                  attribute);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("EMEA, Americas"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Values"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "vary",
                                    _("_Pay by These"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "vary");
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "vary", FALSE);
  g_object_set_data (G_OBJECT (dialog), "tw-entry", entry);
  g_object_set_data_full (G_OBJECT (dialog), "tw-key", g_strdup (key), g_free);
  g_object_set_data_full (G_OBJECT (dialog), "tw-attribute", g_strdup (attribute), g_free);
  g_signal_connect (entry, "changed", G_CALLBACK (on_vary_typed), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_vary_response), form, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
