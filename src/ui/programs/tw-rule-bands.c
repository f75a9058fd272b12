/* tw-rule-bands.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-bands.h"

#include "common/tw-flow-layout.h"
#include "common/tw-tooltip.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* From, rate, flat amount and menu fit beside each other in a form of 330 px. */
#define BOUND_CHARS 9
#define PAY_CHARS 6
#define ENTRY_PADDING 9   /* of Adwaita’s entries */
#define FORMULA_CHARS 20

const char *
tw_rule_bands_pay_key (const TwRule *rule)
{
  return rule->counts != NULL && rule->counts->type == TW_VALUE_MONEY ? "rate" : "price";
}

char *
tw_rule_bands_base (TwRuleForm *form,
                    guint       band,
                    gboolean   *plain)
{
  g_autofree char *table = tw_rule_form_path (form, "table");

  *plain = tw_rule_form_lookup (form, table) == NULL;

  return *plain ? g_strdup (form->path) : g_strdup_printf ("%s/bands/%u", table, band);
}

/* --- columns --- */

static void
column_free (gpointer data)
{
  TwBandColumn *column = data;

  g_free (column->key);
  g_free (column->title);
  g_free (column);
}

static void
add_column (GPtrArray  *columns,
            char       *key,
            char       *title,
            gboolean    pay)
{
  TwBandColumn *column = g_new0 (TwBandColumn, 1);

  column->key = key;
  column->title = title;
  column->pay = pay;
  g_ptr_array_add (columns, column);
}

/* A pick by texts that all bands with the key share: then each value has a column. NULL otherwise. */
static JsonObject *
find_shared_pick (TwRuleForm *form,
                  const char *key)
{
  const TwRule *rule = tw_rule_form_get_rule (form);
  JsonObject *shared = NULL;
  g_autofree char *shape = NULL;

  for (guint i = 0; i < rule->table->n_bands; i++)
    {
      gboolean plain;
      g_autofree char *base = tw_rule_bands_base (form, i, &plain);
      g_autofree char *path = g_strdup_printf ("%s/%s", base, key);
      JsonNode *node = tw_rule_form_lookup (form, path);
      JsonObject *object;
      g_autofree char *by = NULL;
      g_autofree char *here = NULL;
      g_autoptr (GList) keys = NULL;
      g_autoptr (GString) names = g_string_new (NULL);

      if (node == NULL)
        continue;
      if (!JSON_NODE_HOLDS_OBJECT (node) || !json_object_has_member (json_node_get_object (node), "is"))
        return NULL;
      object = json_node_get_object (node);
      by = tw_program_text_canonical (json_object_get_member (object, "by"), FALSE);
      keys = json_object_get_members (json_object_get_object_member (object, "is"));
      for (GList *l = keys; l != NULL; l = l->next)
        g_string_append_printf (names, "%s\n", (char *) l->data);
      here = g_strdup_printf ("%s\n%s%d", by, names->str, json_object_has_member (object, "else"));
      if (shape != NULL && !g_str_equal (shape, here))
        return NULL;
      g_free (shape);
      shape = g_steal_pointer (&here);
      shared = object;
    }

  return shared;
}

static void
add_pay_columns (TwRuleForm *form,
                 GPtrArray  *columns,
                 const char *key,
                 const char *title)
{
  JsonObject *pick = find_shared_pick (form, key);
  g_autoptr (GList) keys = NULL;
  gboolean pay = TRUE;

  if (pick == NULL)
    {
      add_column (columns, g_strdup (key), g_strdup (title), TRUE);
      return;
    }

  keys = json_object_get_members (json_object_get_object_member (pick, "is"));
  for (GList *l = keys; l != NULL; l = l->next, pay = FALSE)
    {
      g_autofree char *is = g_strdup_printf ("%s/is", key);

      /* Translators: the title of a column: “Rate, Gold”. */
      add_column (columns, tw_program_text_path (is, l->data),
                  g_strdup_printf (_("%1$s, %2$s"), title, (char *) l->data), pay);
    }
  add_column (columns, g_strdup_printf ("%s/else", key), g_strdup_printf (_("%1$s, %2$s"), title, _("Others")),
              pay);
}

static gboolean
is_used (TwRuleForm *form,
         const char *key)
{
  const TwRule *rule = tw_rule_form_get_rule (form);

  for (guint i = 0; i < rule->table->n_bands; i++)
    {
      gboolean plain;
      g_autofree char *base = tw_rule_bands_base (form, i, &plain);
      g_autofree char *path = g_strdup_printf ("%s/%s", base, key);

      if (tw_rule_form_lookup (form, path) != NULL)
        return TRUE;
    }

  return FALSE;
}

GPtrArray *
tw_rule_bands_columns (TwRuleForm *form)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);
  const TwRule *rule = tw_rule_form_get_rule (form);
  gboolean money = g_str_equal (tw_rule_bands_pay_key (rule), "rate");
  gboolean plain;
  g_autofree char *base = tw_rule_bands_base (form, 0, &plain);

  if (!plain)
    add_column (columns, g_strdup ("from"), g_strdup (_("From")), FALSE);
  if (money ? !plain || is_used (form, "rate") : is_used (form, "rate"))
    add_pay_columns (form, columns, "rate", _("Rate"));
  if (money ? is_used (form, "price") : !plain || is_used (form, "price"))
    add_pay_columns (form, columns, "price", _("Price"));
  if (!plain || is_used (form, "flat"))
    add_pay_columns (form, columns, "flat", _("Flat"));

  return columns;
}

/* --- the grid --- */

typedef struct
{
  GPtrArray *entries;   /* TwFormulaEntry*: row by row, children */
  GPtrArray *columns;
  guint      n_bands;
} Grid;

static void
grid_free (gpointer data)
{
  Grid *grid = data;

  g_ptr_array_unref (grid->entries);
  g_ptr_array_unref (grid->columns);
  g_free (grid);
}

static void
on_band_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  TwRuleForm *form = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  guint band;
  const char *text;

  if (g_str_equal (name, "edge"))
    {
      g_variant_get (parameter, "(u&s)", &band, &text);
      tw_rule_bands_set_edge (form, band, text);
    }
  else if (g_str_equal (name, "insert"))
    tw_rule_bands_insert (form, g_variant_get_uint32 (parameter));
  else
    tw_rule_bands_remove (form, g_variant_get_uint32 (parameter));
}

static void
on_vary (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  TwRuleForm *form = user_data;
  const TwProgram *program = tw_rule_form_get_program (form);
  const char *key;
  const char *attribute;

  g_variant_get (parameter, "(&s&s)", &key, &attribute);
  if (*attribute == '\0')
    tw_rule_bands_vary (form, key, NULL, NULL);
  else if (g_str_equal (attribute, "partner.tier") && program->n_tiers > 0)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new ();

      for (guint i = 0; i < program->n_tiers; i++)
        g_ptr_array_add (names, (gpointer) program->tiers[i].name);
      g_ptr_array_add (names, NULL);
      tw_rule_bands_vary (form, key, attribute, (char **) names->pdata);
    }
  else
    tw_rule_bands_ask_vary (form, key, attribute);
}

static GSimpleActionGroup *
create_actions (TwRuleForm *form)
{
  const GActionEntry entries[] = {
    { "insert", on_band_action, "u" },
    { "remove", on_band_action, "u" },
    { "edge", on_band_action, "(us)" },
    { "vary", on_vary, "(ss)" },
  };
  GSimpleActionGroup *group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), form);

  return group;
}

static void
name_menu (GtkWidget  *button,
           const char *name)
{
  gtk_widget_add_css_class (button, "flat");
  tw_tooltip_set (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
create_band_menu (TwRuleForm *form,
                  guint       band)
{
  static const struct
  {
    const char *edge;
    const char *title;
  } edges[] = {
    { "from", N_("A Value on the Bound Is in This Band") },
    { "to", N_("A Value on the Bound Is in the Band Below") },
    { "", N_("A Value on the Bound Is Where the Table Says") },
  };
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  g_autofree char *name = g_strdup_printf (_("Actions of Band %u"), band + 1);
  g_autofree char *insert = g_strdup_printf ("band.insert(uint32 %u)", band);
  g_autofree char *remove = g_strdup_printf ("band.remove(uint32 %u)", band);

  g_menu_append (menu, _("_Insert Band Above This One's End"), insert);
  g_menu_append (menu, _("_Remove Band"), remove);
  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      g_autofree char *action = g_strdup_printf ("band.edge((uint32 %u, '%s'))", band, edges[i].edge);

      g_menu_append (section, _(edges[i].title), action);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  name_menu (button, name);

  return button;
}

/* What is paid can be the same for all, or go by something. */
static GtkWidget *
create_head (TwRuleForm         *form,
             const TwBandColumn *column)
{
  static const struct
  {
    const char *attribute;
    const char *title;
  } choices[] = {
    { "", N_("The _Same for All") },
    { "partner.tier", N_("By _Tier") },
    { "partner.region", N_("By _Region…") },
    { "product.category", N_("By Product _Category…") },
    { "customer.segment", N_("By Customer _Segment…") },
    { "fact.motion", N_("By _Motion…") },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (column->title);
  g_autofree char *key = g_strndup (column->key, strcspn (column->key, "/"));

  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), label);
  if (column->pay && tw_rule_form_is_editable (form))
    {
      GtkWidget *button = gtk_menu_button_new ();
      g_autoptr (GMenu) menu = g_menu_new ();
      /* Translators: %s is the title of a column. */
      g_autofree char *name = g_strdup_printf (_("What “%s” Goes By"), column->title);

      for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
        {
          g_autofree char *action = g_strdup_printf ("band.vary(('%s', '%s'))", key, choices[i].attribute);

          g_menu_append (menu, _(choices[i].title), action);
        }
      gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
      name_menu (button, name);
      gtk_box_append (GTK_BOX (box), button);
    }
  else if (tw_rule_form_is_editable (form))
    /* Where the numbers below end. */
    gtk_widget_set_margin_end (label, ENTRY_PADDING);

  return box;
}

static GtkWidget *
create_cell (TwRuleForm         *form,
             TwRulePart         *part,
             const TwBandColumn *column,
             guint               band)
{
  gboolean plain;
  g_autofree char *base = tw_rule_bands_base (form, band, &plain);
  g_autofree char *path = g_strdup_printf ("%s/%s", base, column->key);
  JsonNode *node = tw_rule_form_lookup (form, path);
  /* Translators: read out for a cell of the table of bands: band, column. */
  g_autofree char *name = g_strdup_printf (_("Band %1$u, %2$s"), band + 1, column->title);
  GtkWidget *entry = tw_rule_form_entry (form, part, path, TW_FORMULA_VALUE, name);

  tw_formula_entry_set_width (TW_FORMULA_ENTRY (entry),
                              node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? FORMULA_CHARS
                              : g_str_equal (column->key, "from")           ? BOUND_CHARS
                                                                            : PAY_CHARS);
  if (g_str_equal (column->key, "from"))
    {
      tw_formula_entry_set_placeholder (TW_FORMULA_ENTRY (entry), band == 0 ? _("below") : NULL);
      tw_formula_entry_set_required (TW_FORMULA_ENTRY (entry), TRUE);
    }
  /* A message below one entry leaves the others of its band where they are. */
  gtk_widget_set_valign (entry, GTK_ALIGN_START);

  return entry;
}

static GtkWidget *
create_grid (TwRuleForm *form,
             TwRulePart *part)
{
  const TwRule *rule = tw_rule_form_get_rule (form);
  GtkWidget *widget = gtk_grid_new ();
  Grid *grid = g_new0 (Grid, 1);
  gboolean plain;
  g_autofree char *base = tw_rule_bands_base (form, 0, &plain);

  grid->columns = tw_rule_bands_columns (form);
  grid->entries = g_ptr_array_new ();
  grid->n_bands = rule->table->n_bands;
  gtk_grid_set_column_spacing (GTK_GRID (widget), 6);
  gtk_grid_set_row_spacing (GTK_GRID (widget), 6);
  for (guint i = 0; i < grid->columns->len; i++)
    gtk_grid_attach (GTK_GRID (widget), create_head (form, g_ptr_array_index (grid->columns, i)), i, 0, 1, 1);
  for (guint band = 0; band < grid->n_bands; band++)
    {
      for (guint i = 0; i < grid->columns->len; i++)
        {
          GtkWidget *cell = create_cell (form, part, g_ptr_array_index (grid->columns, i), band);

          g_ptr_array_add (grid->entries, cell);
          gtk_grid_attach (GTK_GRID (widget), cell, i, band + 1, 1, 1);
        }
      if (!plain && tw_rule_form_is_editable (form))
        gtk_grid_attach (GTK_GRID (widget), create_band_menu (form, band), grid->columns->len, band + 1, 1, 1);
    }
  g_object_set_data_full (G_OBJECT (part->bin), "tw-grid", grid, grid_free);

  return widget;
}

static void
on_add_clicked (TwRuleForm *form)
{
  tw_rule_bands_insert (form, tw_rule_form_get_rule (form)->table->n_bands - 1);
}

static GtkWidget *
create_buttons (TwRuleForm *form)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *add = gtk_button_new_with_mnemonic (_("_Add Band"));
  GtkWidget *paste = gtk_button_new_with_mnemonic (_("_Paste Bands…"));

  gtk_widget_set_layout_manager (box, tw_flow_layout_new (6, 6));
  tw_tooltip_set (paste, _("Replace the bands by rows copied from a spreadsheet"));
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (on_add_clicked), form);
  g_signal_connect_swapped (paste, "clicked", G_CALLBACK (tw_rule_bands_paste), form);
  gtk_box_append (GTK_BOX (box), add);
  gtk_box_append (GTK_BOX (box), paste);

  return box;
}

GtkWidget *
tw_rule_bands_build (TwRuleForm *form,
                     TwRulePart *part)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr (GSimpleActionGroup) actions = create_actions (form);
  GtkWidget *title = gtk_label_new (_("Bands"));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), create_grid (form, part));
  gtk_widget_insert_action_group (box, "band", G_ACTION_GROUP (actions));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), scroller);
  if (tw_rule_form_is_editable (form))
    gtk_box_append (GTK_BOX (box), create_buttons (form));
  g_object_set_data (G_OBJECT (part->bin), "tw-editable",
                     GINT_TO_POINTER (tw_rule_form_is_editable (form)));

  return box;
}

static gboolean
is_same_shape (const Grid *grid,
               GPtrArray  *columns,
               guint       n_bands)
{
  if (grid == NULL || grid->n_bands != n_bands || grid->columns->len != columns->len)
    return FALSE;

  for (guint i = 0; i < columns->len; i++)
    {
      const TwBandColumn *a = g_ptr_array_index (grid->columns, i);
      const TwBandColumn *b = g_ptr_array_index (columns, i);

      if (!g_str_equal (a->key, b->key) || !g_str_equal (a->title, b->title))
        return FALSE;
    }

  return TRUE;
}

gboolean
tw_rule_bands_update (TwRuleForm *form,
                      TwRulePart *part)
{
  const TwRule *rule = tw_rule_form_get_rule (form);
  Grid *grid = g_object_get_data (G_OBJECT (part->bin), "tw-grid");
  g_autoptr (GPtrArray) columns = tw_rule_bands_columns (form);
  gboolean editable = tw_rule_form_is_editable (form);

  /* The forms of values below the grid are made anew with it. */
  if (!is_same_shape (grid, columns, rule->table->n_bands) || g_hash_table_size (form->opened) > 0
      || editable != GPOINTER_TO_INT (g_object_get_data (G_OBJECT (part->bin), "tw-editable")))
    return FALSE;

  for (guint i = 0; i < grid->entries->len; i++)
    {
      TwFormulaEntry *entry = g_ptr_array_index (grid->entries, i);

      /* The rule itself may stand at another place now. */
      tw_formula_entry_set_value (entry, tw_rule_form_lookup (form, tw_formula_entry_get_path (entry)));
    }

  return TRUE;
}
