/* tw-program-tiers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-program-parts.h"

#include "common/tw-reading-page.h"
#include "tw-program-describe.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *key;
  const char *label;
} tests[] = {
  { "at_least", N_("At least") },
  { "more_than", N_("More than") },
  { "at_most", N_("At most") },
  { "less_than", N_("Less than") },
  { "is", N_("Is") },
  { "keep_at_least", N_("To stay, at least") },
  { "keep_more_than", N_("To stay, more than") },
  { "keep_at_most", N_("To stay, at most") },
  { "keep_less_than", N_("To stay, less than") },
};

/* A row with the entries of all thresholds that are written as numbers; the sentence says the rest.
 */
static void
add_comparison (TwProgramParts    *parts,
                GtkWidget         *list,
                const TwTier      *tier,
                const TwCondition *condition)
{
  const TwProgram *program = tw_program_document_get_program (parts->document);
  g_autofree char *value = tw_program_describe_value (program, condition->value);
  g_autofree char *title = tw_program_parts_begin (value);
  GtkWidget *grid = gtk_grid_new ();
  int n = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_set_valign (grid, GTK_ALIGN_CENTER);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s", condition->path, tests[i].key);
      /* Translators: a threshold is read out as: tier, criterion, comparison. */
      g_autofree char *name =
          g_strdup_printf (_("%1$s, %2$s, %3$s"), tier->name, value, _(tests[i].label));
      GtkWidget *entry = tw_program_parts_entry (parts, path, name);
      GtkWidget *label;

      if (entry == NULL)
        continue;

      label = gtk_label_new (_(tests[i].label));
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_grid_attach (GTK_GRID (grid), label, 0, n, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), entry, 1, n, 1, 1);
      n++;
    }

  if (n > 0)
    {
      GtkWidget *row = tw_reading_page_add_row (list, title, NULL, NULL);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row), grid);
    }
  else
    {
      g_autofree char *sentence = tw_program_describe_condition (program, condition);
      g_autofree char *whole = tw_program_parts_begin (sentence);

      tw_reading_page_add_row (list, whole, NULL, NULL);
      g_object_ref_sink (grid);
      g_object_unref (grid);
    }
}

static void
add_condition (TwProgramParts    *parts,
               GtkWidget         *list,
               const TwTier      *tier,
               const TwCondition *condition)
{
  const TwProgram *program = tw_program_document_get_program (parts->document);
  g_autofree char *sentence = NULL;
  g_autofree char *whole = NULL;

  if (condition->kind == TW_CONDITION_ALL)
    {
      for (guint i = 0; i < condition->n_children; i++)
        add_condition (parts, list, tier, condition->children[i]);
      return;
    }

  if (condition->kind == TW_CONDITION_COMPARE)
    {
      add_comparison (parts, list, tier, condition);
      return;
    }

  /* What is joined in another way reads as one sentence; its parts follow, so that their numbers
   * can be changed. */
  sentence = tw_program_describe_condition (program, condition);
  whole = tw_program_parts_begin (sentence);
  tw_reading_page_add_row (list, whole, NULL, NULL);

  for (guint i = 0; i < condition->n_children; i++)
    add_condition (parts, list, tier, condition->children[i]);
}

static void
add_tier (TwProgramParts *parts,
          GtkWidget      *box,
          const TwTier   *tier)
{
  g_autofree char *title = tier->by_invitation
                             /* Translators: %s is the name of a tier. */
                             ? g_strdup_printf (_("%s, by invitation"), tier->name)
                             : g_strdup (tier->name);
  GtkWidget *list = tw_reading_page_add_group (box, title);

  g_hash_table_replace (parts->places, g_strdup (tier->path), list);

  if (tier->enter != NULL)
    add_condition (parts, list, tier, tier->enter);
  if (gtk_widget_get_first_child (list) == NULL)
    tw_reading_page_add_row (list, _("Every partner"), NULL, NULL);

  if (tier->keep != NULL)
    {
      const TwProgram *program = tw_program_document_get_program (parts->document);
      g_autofree char *sentence = tw_program_describe_condition (program, tier->keep);

      tw_reading_page_add_row (list, _("To stay"), sentence, NULL);
    }
}

GtkWidget *
tw_program_parts_tiers (TwProgramParts *parts)
{
  const TwProgram *program = tw_program_document_get_program (parts->document);
  GtkWidget *box;

  if (program->n_tiers + program->n_designations == 0)
    {
      GtkWidget *page = adw_status_page_new ();

      adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "tw-programs-symbolic");
      adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Tiers"));
      adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                       _("This program pays every partner alike."));
      return page;
    }

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  for (guint i = 0; i < program->n_tiers; i++)
    add_tier (parts, box, &program->tiers[i]);
  for (guint i = 0; i < program->n_designations; i++)
    add_tier (parts, box, &program->designations[i]);

  return tw_reading_page_new (box);
}
