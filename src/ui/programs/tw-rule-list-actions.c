/* tw-rule-list-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-list-private.h"

#include "tw-program-text.h"
#include "tw-rule-shape.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static JsonNode *
lookup (TwRuleList *self,
        const char *path)
{
  return tw_program_text_lookup (tw_program_document_get_root (self->state->program), path);
}

static guint
count (TwRuleList *self,
       const char *path)
{
  JsonNode *node = lookup (self, path);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : 0;
}

/* (transfer full): what people call the item at @path. */
static char *
dup_name (TwRuleList *self,
          const char *path)
{
  g_autofree char *name_path = g_strdup_printf ("%s/name", path);
  JsonNode *node = lookup (self, name_path);

  return g_strdup (node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node)
                                                               : strrchr (path, '/') + 1);
}

/* Where it stands in a list: `/rules/` and 2; FALSE for what stands in none. */
static gboolean
split_path (const char  *path,
            char       **list,
            guint       *index)
{
  const char *slash = path != NULL ? strrchr (path, '/') : NULL;

  if (slash == NULL || slash == path || !g_ascii_isdigit (slash[1]))
    return FALSE;

  *list = g_strndup (path, slash - path);
  *index = strtoul (slash + 1, NULL, 10);

  return TRUE;
}

/* @then (nullable): the path to select afterwards. */
static void
write_edits (TwRuleList *self,
       GPtrArray  *edits,
       const char *label,
       const char *then)
{
  g_autoptr (GError) error = NULL;

  g_free (self->wanted);
  self->wanted = g_strdup (then);
  if (!tw_program_tab_write (self->tab, edits, label, &error))
    g_clear_pointer (&self->wanted, g_free);

  gtk_label_set_text (self->message, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), error != NULL);
}

/* A list that isn't there yet is made with its first element. */
static void
add_element (TwRuleList *self,
             const char *list,
             guint       index,
             const char *json,
             const char *label)
{
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autofree char *path = g_strdup_printf ("%s/%u", list, index);
  g_autofree char *array = g_strdup_printf ("[%s]", json);

  if (lookup (self, list) == NULL)
    tw_program_edits_set (edits, list, array);
  else
    tw_program_edits_insert (edits, path, json);
  write_edits (self, edits, label, path);
}

/* --- adding --- */

static void
on_add_rule (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TwRuleList *self = user_data;
  const TwRuleShape *shape = tw_rule_shape_nth (g_variant_get_uint32 (parameter));
  g_autofree char *json = tw_rule_shape_make (shape, self->state->program);
  /* Translators: history: %s is a mechanism such as “Volume rebate”. */
  g_autofree char *label = g_strdup_printf (_("Added rule “%s”"), tw_rule_shape_get_title (shape));

  add_element (self, "/rules", count (self, "/rules"), json, label);
}

static void
on_add_limit (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  TwRuleList *self = user_data;
  const TwProgram *program = tw_program_document_get_program (self->state->program);
  g_autoptr (GString) json = g_string_new ("{\"rules\":[");

  for (guint i = 0; i < program->n_rules; i++)
    g_string_append_printf (json, "%s\"%s\"", i > 0 ? "," : "", program->rules[i].id);
  g_string_append (json, "],\"max\":\"100000\"}");
  add_element (self, "/limits", count (self, "/limits"), json->str, _("Added a limit over rules"));
}

static void
on_add_fund (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TwRuleList *self = user_data;
  guint n = count (self, "/funds");
  g_autofree char *json = n == 0 ? g_strdup ("{\"name\":\"marketing\"}")
                                 : g_strdup_printf ("{\"name\":\"fund %u\"}", n + 1);

  add_element (self, "/funds", n, json, _("Added a fund"));
}

static void
on_name_response (AdwMessageDialog *dialog,
                  const char       *response,
                  TwRuleList       *self)
{
  GtkEditable *entry = g_object_get_data (G_OBJECT (dialog), "tw-entry");
  const char *name = gtk_editable_get_text (entry);
  g_autofree char *path = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();

  if (!g_str_equal (response, "add") || *name == '\0')
    return;

  path = tw_program_text_path ("/define", name);
  label = g_strdup_printf (_("Defined “%s”"), name);
  if (lookup (self, path) != NULL)
    {
      gtk_label_set_text (self->message, _("The program defines this name already."));
      gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
      return;
    }
  tw_program_edits_set (edits, path, "{\"sum\":\"amount\",\"fact\":\"sale\",\"window\":\"year\"}");
  write_edits (self, edits, label, path);
}

static void
on_name_typed (GtkEditable      *entry,
               AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (
      dialog, "add", g_regex_match_simple ("^[A-Za-z_][A-Za-z0-9_]*$", gtk_editable_get_text (entry), 0, 0));
}

static void
on_add_define (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwRuleList *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (root), _("New Definition"),
                                              _("A value or condition that rules and tiers can use by its name: "
                                                "letters, digits and “_”, no blanks."));
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "add", _("_Define"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "add");
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "add", FALSE);
  g_object_set_data (G_OBJECT (dialog), "tw-entry", entry);
  g_signal_connect (entry, "changed", G_CALLBACK (on_name_typed), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_name_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- with what is selected --- */

static void
on_duplicate (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  TwRuleList *self = user_data;
  g_autofree char *list = NULL;
  guint index;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) copy = NULL;
  g_autofree char *name = dup_name (self, self->selected);
  g_autofree char *label = g_strdup_printf (_("Duplicated “%s”"), name);
  g_autofree char *json = NULL;
  JsonObject *object;

  if (!split_path (self->selected, &list, &index))
    return;

  text = json_to_string (lookup (self, self->selected), FALSE);
  copy = json_from_string (text, NULL);
  object = json_node_get_object (copy);
  if (json_object_has_member (object, "id"))
    {
      g_autofree char *id = tw_rule_free_id (self->state->program, json_object_get_string_member (object, "id"));

      json_object_set_string_member (object, "id", id);
    }
  if (json_object_has_member (object, "name"))
    {
      /* Translators: the name of a copy. */
      g_autofree char *copied = g_strdup_printf (_("%s (copy)"), name);

      json_object_set_string_member (object, "name", copied);
    }
  json = json_to_string (copy, FALSE);
  add_element (self, list, index + 1, json, label);
}

void
tw_rule_list_move (TwRuleList *self,
                   const char *path,
                   guint       to)
{
  g_autofree char *list = NULL;
  guint index;
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autofree char *name = dup_name (self, path);
  g_autofree char *label = NULL;
  g_autofree char *then = NULL;

  if (!split_path (path, &list, &index) || to == index || to >= count (self, list))
    return;

  label = to < index ? g_strdup_printf (_("Moved “%s” up"), name) : g_strdup_printf (_("Moved “%s” down"), name);
  then = g_strdup_printf ("%s/%u", list, to);
  tw_program_edits_move (edits, path, to);
  write_edits (self, edits, label, then);
}

static void
on_move (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  TwRuleList *self = user_data;
  gboolean up = g_str_equal (g_action_get_name (G_ACTION (action)), "up");
  g_autofree char *list = NULL;
  guint index;

  if (split_path (self->selected, &list, &index) && (!up || index > 0))
    tw_rule_list_move (self, self->selected, up ? index - 1 : index + 1);
}

static void
on_remove (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  TwRuleList *self = user_data;
  g_autofree char *list = NULL;
  guint index = 0;
  gboolean in_list = split_path (self->selected, &list, &index);
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autofree char *name = dup_name (self, self->selected);
  g_autofree char *label = g_strdup_printf (_("Removed “%s”"), name);
  g_autofree char *then = NULL;
  guint n = in_list ? count (self, list) : 0;

  if (in_list && n == 1 && !g_str_equal (list, "/rules"))
    tw_program_edits_remove (edits, list);
  else
    tw_program_edits_remove (edits, self->selected);
  /* The next one, or the last. */
  if (n > 1)
    then = g_strdup_printf ("%s/%u", list, MIN (index, n - 2));
  write_edits (self, edits, label, then);
}

GActionGroup *
tw_rule_list_create_actions (TwRuleList *self)
{
  const GActionEntry entries[] = {
    { "add-rule", on_add_rule, "u" }, { "add-limit", on_add_limit }, { "add-fund", on_add_fund },
    { "add-define", on_add_define },  { "duplicate", on_duplicate }, { "up", on_move },
    { "down", on_move },              { "remove", on_remove },
  };
  GSimpleActionGroup *group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);

  return G_ACTION_GROUP (group);
}

static void
enable (TwRuleList *self,
        const char *name,
        gboolean    enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
tw_rule_list_update_actions (TwRuleList *self)
{
  gboolean editable = self->state != NULL && self->state->editable;
  g_autofree char *list = NULL;
  guint index = 0;
  gboolean in_list = self->selected != NULL && split_path (self->selected, &list, &index);
  guint n = in_list && self->state != NULL ? count (self, list) : 0;

  enable (self, "add-rule", editable);
  enable (self, "add-limit", editable && self->state != NULL && count (self, "/rules") > 0);
  enable (self, "add-fund", editable);
  enable (self, "add-define", editable);
  enable (self, "duplicate", editable && in_list && !g_str_equal (list, "/funds"));
  enable (self, "up", editable && in_list && index > 0);
  enable (self, "down", editable && in_list && index + 1 < n);
  /* What holds for the whole program stays. */
  enable (self, "remove", editable && self->selected != NULL && strchr (self->selected + 1, '/') != NULL);
}

GMenuModel *
tw_rule_list_create_add_menu (TwRuleList *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) rules = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();
  const char *type = self->state != NULL
                         ? tw_program_document_get_program (self->state->program)->partner_type
                         : "";

  for (guint i = 0; i < tw_rule_shape_count (); i++)
    {
      const TwRuleShape *shape = tw_rule_shape_nth (i);
      g_autofree char *action = g_strdup_printf ("rules.add-rule(uint32 %u)", i);

      if (tw_rule_shape_is_legal (shape, type))
        g_menu_append (rules, tw_rule_shape_get_title (shape), action);
    }
  g_menu_append (others, _("Limit over Rules"), "rules.add-limit");
  g_menu_append (others, _("Fund"), "rules.add-fund");
  g_menu_append (others, _("Definition…"), "rules.add-define");
  g_menu_append_section (menu, _("Rules"), G_MENU_MODEL (rules));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));

  return G_MENU_MODEL (menu);
}

GMenuModel *
tw_rule_list_create_item_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("_Duplicate"), "rules.duplicate");
  g_menu_append (menu, _("Move _Up"), "rules.up");
  g_menu_append (menu, _("Move _Down"), "rules.down");
  g_menu_append (menu, _("_Remove"), "rules.remove");

  return G_MENU_MODEL (menu);
}
