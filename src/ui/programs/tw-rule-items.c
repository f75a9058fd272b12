/* tw-rule-items.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-tooltip.h"
#include "programs/tw-rule-form-private.h"

#include "tw-error.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A list, or names with values: elements with fields, each to be moved or taken away, and a button for one more. */

typedef struct
{
  TwRuleForm        *form;
  const TwRuleItems *items;
  char              *path;
  char              *name;
} Items;

static void
items_free (gpointer  data,
            GClosure *closure)
{
  Items *items = data;

  g_free (items->path);
  g_free (items->name);
  g_free (items);
}

static guint
count (JsonNode *node,
       gboolean  named)
{
  if (node == NULL)
    return 0;
  if (named)
    return JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_size (json_node_get_object (node)) : 0;

  return JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : 0;
}

/* (transfer full): the last step of a path. */
static char *
get_key (const char *path)
{
  g_autoptr (GString) key = g_string_new (strrchr (path, '/') + 1);

  g_string_replace (key, "~1", "/", 0);
  g_string_replace (key, "~0", "~", 0);

  return g_string_free (g_steal_pointer (&key), FALSE);
}

/* --- changes --- */

static void
change (const Items *items,
        GPtrArray   *edits)
{
  g_autofree char *name = tw_rule_form_name (items->form);
  /* Translators: history: %1$s is a field such as “Who Earns”, %2$s a rule. */
  g_autofree char *label = g_strdup_printf (_("Changed “%1$s” of “%2$s”"), items->name, name);

  tw_rule_form_change (items->form, edits, label);
}

static void
on_add (GtkWidget *button,
        Items     *items)
{
  JsonNode *list = tw_rule_form_lookup (items->form, items->path);
  g_autofree char *name = NULL;
  g_autofree char *json = items->items->make (items->form, list, &name);
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autofree char *element = items->items->named
                                 ? tw_program_text_path (items->path, name)
                                 : g_strdup_printf ("%s/%u", items->path, count (list, FALSE));
  g_autofree char *first = g_strdup_printf ("[%s]", json);

  if (items->items->named)
    tw_program_edits_set (edits, element, json);
  else if (list == NULL)
    tw_program_edits_set (edits, items->path, first);
  else
    tw_program_edits_insert (edits, element, json);
  change (items, edits);
}

static void
on_item_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  const Items *items = user_data;
  const char *what = g_action_get_name (G_ACTION (action));
  const char *element = g_variant_get_string (parameter, NULL);
  guint index = (guint) g_ascii_strtoull (strrchr (element, '/') + 1, NULL, 10);
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();

  if (g_str_equal (what, "remove"))
    tw_program_edits_remove (edits, element);
  else
    tw_program_edits_move (edits, element, g_str_equal (what, "up") ? index - 1 : index + 1);
  change (items, edits);
}

/* A #TwFormulaFunc: @path is the element, what is written its new name. */
static gboolean
rename_element (const char  *path,
                const char  *json,
                gpointer     user_data,
                GError     **error)
{
  TwRuleForm *form = user_data;
  g_autofree char *parent = g_strndup (path, strrchr (path, '/') - path);
  g_autoptr (JsonNode) name = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonNode *value = tw_rule_form_lookup (form, path);
  g_autofree char *element = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();

  if (name == NULL || value == NULL)
    return FALSE;

  element = tw_program_text_path (parent, json_node_get_string (name));
  if (tw_rule_form_lookup (form, element) != NULL)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT, _("“%s” has a value already. Enter another name."),
                   json_node_get_string (name));
      return FALSE;
    }
  text = json_to_string (value, FALSE);
  tw_program_edits_remove (edits, path);
  tw_program_edits_set (edits, element, text);

  {
    g_autofree char *rule = tw_rule_form_name (form);
    /* Translators: history: %s is a rule. */
    g_autofree char *label = g_strdup_printf (_("Changed a name in “%s”"), rule);

    return tw_program_tab_write (form->tab, edits, label, error);
  }
}

/* --- elements --- */

static void
add_button (GtkWidget  *box,
            const char *icon,
            const char *title,
            const char *action,
            const char *element)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *name = g_strdup_printf (_("%1$s, %2$s"), title, strrchr (element, '/') + 1);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  tw_tooltip_set (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", element);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
create_name (const Items *items,
             TwRulePart  *part,
             const char  *element,
             const char  *title)
{
  g_autofree char *item = tw_rule_form_name (items->form);
  g_autofree char *field = g_strdup_printf (_("%1$s, %2$s"), item, items->name);
  g_autofree char *full = g_strdup_printf (_("%1$s, %2$s"), field, title);
  g_autofree char *place = g_strconcat (element, "#", NULL);
  g_autoptr (JsonNode) name = json_node_new (JSON_NODE_VALUE);
  g_autofree char *text = get_key (element);
  GtkWidget *entry;

  json_node_set_string (name, text);
  entry = tw_formula_entry_new (element, name, TW_FORMULA_TEXT, full,
                                tw_rule_form_is_editable (items->form) ? rename_element : NULL, items->form);
  tw_formula_entry_set_required (TW_FORMULA_ENTRY (entry), TRUE);
  tw_formula_entry_set_width (TW_FORMULA_ENTRY (entry), 0);
  tw_formula_entry_set_words (TW_FORMULA_ENTRY (entry), GTK_TREE_MODEL (items->form->words));
  tw_rule_form_add_place (items->form, part, place, entry);

  return entry;
}

/* A single value needs no fields around it. */
static gboolean
is_plain (const TwRuleItems *items)
{
  return items->n_fields == 1 && *items->fields[0].key == '\0' && items->fields[0].type == TW_RULE_FIELD_ENTRY;
}

static GtkWidget *
create_value (const Items *items,
              TwRulePart  *part,
              const char  *element,
              const char  *title)
{
  const TwRuleItems *kind = items->items;
  GtkWidget *entry;

  if (!is_plain (kind))
    return tw_rule_fields_new (items->form, part, element, kind->fields, kind->n_fields);

  entry = tw_rule_form_entry (items->form, part, element, kind->fields[0].kind, title);
  tw_formula_entry_set_required (TW_FORMULA_ENTRY (entry), TRUE);
  tw_formula_entry_set_width (TW_FORMULA_ENTRY (entry), 0);

  return entry;
}

static GtkWidget *
create_element (const Items *items,
                TwRulePart  *part,
                const char  *element,
                guint        index,
                guint        n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  /* Translators: an element of a list with its number: “Step 3”. */
  g_autofree char *number = g_strdup_printf (_("%1$s %2$u"), _(items->items->title), index + 1);
  g_autofree char *title = g_strdup_printf (_("%1$s, %2$s"), items->name, number);
  GtkWidget *value = create_value (items, part, element, title);

  if (items->items->named)
    gtk_box_append (GTK_BOX (row), create_name (items, part, element, number));
  gtk_widget_set_hexpand (value, TRUE);
  gtk_box_append (GTK_BOX (row), value);
  if (tw_rule_form_is_editable (items->form))
    {
      if (!items->items->named && index > 0)
        add_button (row, "go-up-symbolic", _("Move Up"), "items.up", element);
      if (!items->items->named && index + 1 < n)
        add_button (row, "go-down-symbolic", _("Move Down"), "items.down", element);
      if (n > items->items->least)
        add_button (row, "list-remove-symbolic", _("Remove"), "items.remove", element);
    }
  gtk_box_append (GTK_BOX (box), row);
  if (is_plain (items->items) && tw_rule_form_is_opened (items->form, element))
    gtk_box_append (GTK_BOX (box), tw_rule_value_new (items->form, part, element, title, items->items->fields[0].kind));

  return box;
}

static void
add_elements (const Items *items,
              TwRulePart  *part,
              GtkWidget   *box)
{
  JsonNode *list = tw_rule_form_lookup (items->form, items->path);
  guint n = count (list, items->items->named);
  g_autoptr (GList) names = items->items->named && n > 0 ? json_object_get_members (json_node_get_object (list)) : NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *element = names != NULL ? tw_program_text_path (items->path, g_list_nth_data (names, i))
                                               : g_strdup_printf ("%s/%u", items->path, i);

      gtk_box_append (GTK_BOX (box), create_element (items, part, element, i, n));
    }
}

GtkWidget *
tw_rule_items_new (TwRuleForm        *form,
                   TwRulePart        *part,
                   const char        *path,
                   const char        *name,
                   const TwRuleItems *kind)
{
  static const GActionEntry entries[] = {
    { "up", on_item_action, "s" },
    { "down", on_item_action, "s" },
    { "remove", on_item_action, "s" },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *add = gtk_button_new_with_label (_(kind->add));
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  Items *items = g_new0 (Items, 1);

  items->form = form;
  items->items = kind;
  items->path = g_strdup (path);
  items->name = g_strdup (name);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), items);
  gtk_widget_insert_action_group (box, "items", G_ACTION_GROUP (actions));
  add_elements (items, part, box);
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  gtk_widget_set_visible (add, tw_rule_form_is_editable (form));
  g_signal_connect_data (add, "clicked", G_CALLBACK (on_add), items, items_free, 0);
  gtk_box_append (GTK_BOX (box), add);

  return box;
}
