/* tw-program-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-program-parts.h"

#include "common/tw-reading-page.h"
#include "tw-program-describe.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>

#define FORMULA_CHARS 32

/* The columns of the bands. */
static const struct
{
  const char *key;
  const char *title;
} columns[] = {
  { "from", N_("From") },
  { "rate", N_("Rate") },
  { "price", N_("Price") },
  { "flat", N_("Flat") },
};

static const struct
{
  const char *key;
  const char *title;
} adjustments[] = {
  { "factor", N_("Multiplied By") },
  { "less", N_("Less") },
  { "max", N_("At Most") },
  { "min", N_("At Least") },
  { "guarantee", N_("Guaranteed") },
  { "round_to", N_("Rounded To") },
};

static gboolean
has_member (TwProgramParts *parts,
            const char     *path)
{
  return tw_program_text_lookup (tw_program_document_get_root (parts->document), path) != NULL;
}

static const TwExpr *
get_pay (const TwBand *band,
         guint         column)
{
  return column == 1 ? band->rate : column == 2 ? band->price : band->flat;
}

/* A rate per tier, region …: an entry for each, with its name before it. NULL where none is a
 * number. */
static GtkWidget *
create_pick (TwProgramParts *parts,
             const TwExpr   *pick,
             const char     *name)
{
  GtkWidget *grid = gtk_grid_new ();
  int n = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);

  for (guint i = 0; i < pick->n_args; i++)
    {
      /* The first is what it goes by; behind the last key stands what holds for all others. */
      gboolean rest = i + 1 == pick->n_args;
      const TwExpr *value = rest ? pick->otherwise : pick->args[i + 1];
      const char *key = rest ? _("Others") : pick->keys[i];
      g_autofree char *full = g_strdup_printf ("%s, %s", name, key);
      GtkWidget *entry = value != NULL ? tw_program_parts_entry (parts, value->path, full) : NULL;
      GtkWidget *label;

      if (entry == NULL)
        continue;

      label = gtk_label_new (key);
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_grid_attach (GTK_GRID (grid), label, 0, n, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), entry, 1, n, 1, 1);
      n++;
    }

  if (n > 0)
    return grid;

  g_object_ref_sink (grid);
  g_object_unref (grid);

  return NULL;
}

/* What a cell shows that is no literal: nothing, no bound, or a formula in words. */
static GtkWidget *
create_cell_text (TwProgramParts *parts,
                  const TwBand   *band,
                  guint           column)
{
  const TwProgram *program = tw_program_document_get_program (parts->document);
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (column == 0)
    text = g_strdup (_("below"));
  else if (get_pay (band, column) != NULL)
    text = tw_program_describe_value (program, get_pay (band, column));
  else
    text = g_strdup ("–");

  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  /* A label that may be narrower would be given the height it needs then. */
  gtk_label_set_width_chars (GTK_LABEL (label), MIN (g_utf8_strlen (text, -1), FORMULA_CHARS));
  gtk_label_set_max_width_chars (GTK_LABEL (label), FORMULA_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 1);

  return label;
}

static void
attach_cell (TwProgramParts *parts,
             GtkWidget      *grid,
             const TwRule   *rule,
             const char     *base,
             guint           band,
             guint           column,
             int             place)
{
  g_autofree char *path = g_strdup_printf ("%s/%s", base, columns[column].key);
  /* Translators: a cell of a table of bands is read out as: rule, band, column. */
  g_autofree char *name = g_strdup_printf (_("%1$s, band %2$u, %3$s"), rule->name, band + 1,
                                           _(columns[column].title));
  GtkWidget *cell = tw_program_parts_entry (parts, path, name);
  const TwExpr *pay = column > 0 ? get_pay (&rule->table->bands[band], column) : NULL;

  if (cell == NULL && pay != NULL && pay->kind == TW_EXPR_PICK_TEXT)
    cell = create_pick (parts, pay, name);
  if (cell == NULL)
    cell = create_cell_text (parts, &rule->table->bands[band], column);

  /* A message below one entry leaves the others of its band where they are. */
  gtk_widget_set_valign (cell, GTK_ALIGN_START);
  gtk_grid_attach (GTK_GRID (grid), cell, place, band + 1, 1, 1);
}

static gboolean
is_column_used (TwProgramParts *parts,
                const TwRule   *rule,
                guint           column)
{
  for (guint i = 0; i < rule->table->n_bands; i++)
    {
      const TwBand *band = &rule->table->bands[i];

      if (column == 0 ? band->has_from : get_pay (band, column) != NULL)
        return TRUE;
    }

  return FALSE;
}

static GtkWidget *
create_bands (TwProgramParts *parts,
              const TwRule   *rule)
{
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *table = g_strdup_printf ("%s/table", rule->path);
  gboolean plain = !has_member (parts, table);
  int place = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_add_css_class (grid, "bands");

  for (guint column = 0; column < G_N_ELEMENTS (columns); column++)
    {
      GtkWidget *title;

      if (!is_column_used (parts, rule, column))
        continue;

      title = gtk_label_new (_(columns[column].title));
      gtk_label_set_xalign (GTK_LABEL (title), 1);
      gtk_widget_add_css_class (title, "dim-label");
      gtk_widget_add_css_class (title, "caption");
      gtk_grid_attach (GTK_GRID (grid), title, place, 0, 1, 1);

      for (guint band = 0; band < rule->table->n_bands; band++)
        {
          /* A rule with one way of paying has it at itself, without a table. */
          g_autofree char *base = plain ? g_strdup (rule->path)
                                        : g_strdup_printf ("%s/bands/%u", table, band);

          attach_cell (parts, grid, rule, base, band, column, place);
        }

      place++;
    }

  return grid;
}

static void
add_adjustment (TwProgramParts *parts,
                GtkWidget      *list,
                const TwRule   *rule,
                const TwAdjust *adjust)
{
  const TwProgram *program = tw_program_document_get_program (parts->document);

  for (guint i = 0; i < G_N_ELEMENTS (adjustments); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s", adjust->path, adjustments[i].key);
      /* Translators: %1$s is a rule, %2$s what is done to its result, such as “At Most”. */
      g_autofree char *name =
          g_strdup_printf (_("%1$s, %2$s"), rule->name, _(adjustments[i].title));
      GtkWidget *entry = tw_program_parts_entry (parts, path, name);
      g_autofree char *when = NULL;
      g_autofree char *where = NULL;
      GtkWidget *row;

      if (entry == NULL)
        continue;

      if (adjust->when != NULL)
        {
          when = tw_program_describe_condition (program, adjust->when);
          /* Translators: %s is a condition in words. */
          where = g_strdup_printf (_("Where %s"), when);
        }

      row = tw_reading_page_add_row (list, _(adjustments[i].title), where, NULL);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
    }
}

static void
add_rule (TwProgramParts *parts,
          GtkWidget      *box,
          guint           index)
{
  const TwProgram *program = tw_program_document_get_program (parts->document);
  const TwRule *rule = &program->rules[index];
  g_autofree char *sentence = tw_program_describe_rule (program, index);
  GtkWidget *list = tw_reading_page_add_group (box, rule->name);
  GtkWidget *row;

  tw_reading_page_add_row (list, sentence, NULL, NULL);
  g_hash_table_replace (parts->places, g_strdup (rule->path), list);

  if (rule->table != NULL)
    {
      g_autofree char *name = g_strdup_printf (_("Bands of %s"), rule->name);
      GtkWidget *scroller = gtk_scrolled_window_new ();

      row = gtk_list_box_row_new ();
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                      GTK_POLICY_NEVER);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), create_bands (parts, rule));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_widget_set_focusable (row, FALSE);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), scroller);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }

  for (guint i = 0; i < rule->n_adjust; i++)
    add_adjustment (parts, list, rule, &rule->adjust[i]);
}

GtkWidget *
tw_program_parts_rules (TwProgramParts *parts)
{
  const TwProgram *program = tw_program_document_get_program (parts->document);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < program->n_rules; i++)
    add_rule (parts, box, i);

  return tw_reading_page_new (box);
}
