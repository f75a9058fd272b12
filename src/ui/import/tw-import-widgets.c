/* tw-import-widgets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "import/tw-import-widgets.h"

#include "common/tw-format.h"

#include <glib/gi18n-lib.h>

/* Whether one of the fields that stand in for @field has a source. */
static gboolean
has_fallback (const TwImportMapping *mapping,
              const TwImportField   *field)
{
  g_auto (GStrv) names = g_strsplit (field->field->fallback != NULL ? field->field->fallback : "", " ", -1);

  for (guint i = 0; i < mapping->fields->len; i++)
    {
      const TwImportField *other = g_ptr_array_index (mapping->fields, i);

      if (g_strv_contains ((const char *const *) names, other->field->name)
          && (other->columns->len > 0 || other->constant != NULL))
        return TRUE;
    }

  return FALSE;
}

gboolean
tw_import_is_lacking (const TwImportMapping *mapping,
                      const TwImportField   *field)
{
  const char *name = field->field->name;

  /* The columns that are named by currencies are both of these. */
  if (mapping->unpivot && (g_str_equal (name, "quote") || g_str_equal (name, "rate")))
    return FALSE;

  return (field->field->flags & TW_FIELD_REQUIRED) && field->columns->len == 0 && field->constant == NULL
         && field->field->initial == NULL && !has_fallback (mapping, field);
}

GtkWidget *
tw_import_row_new (const char *title,
                   const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_focusable (row, FALSE);

  return row;
}

GtkWidget *
tw_import_count_row_new (const char *title,
                         const char *subtitle,
                         guint64     count)
{
  GtkWidget *row = tw_import_row_new (title, subtitle);
  g_autofree char *text = tw_format_count ((guint) MIN (count, G_MAXUINT));
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "title-4");
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);

  return row;
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (GPOINTER_TO_INT (user_data) > 0)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), GPOINTER_TO_INT (user_data));
    }
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  user_data)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* @width: in characters, 0 for as much as the text needs. */
static GtkListItemFactory *
create_factory (int width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GINT_TO_POINTER (width));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);

  return factory;
}

GtkDropDown *
tw_import_drop_down_new (const char *const *labels,
                         const char        *name,
                         gboolean           search)
{
  GtkStringList *list = gtk_string_list_new (labels);
  GtkExpression *text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *drop_down = gtk_drop_down_new (G_LIST_MODEL (list), text);
  g_autoptr (GtkListItemFactory) button = create_factory (18);
  g_autoptr (GtkListItemFactory) popup = create_factory (0);

  gtk_drop_down_set_factory (GTK_DROP_DOWN (drop_down), button);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (drop_down), popup);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop_down), search);
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (drop_down)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return GTK_DROP_DOWN (drop_down);
}

void
tw_import_clear_rows (AdwPreferencesGroup *group,
                      GPtrArray           *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

void
tw_import_add_row (AdwPreferencesGroup *group,
                   GPtrArray           *rows,
                   GtkWidget           *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
}

/* @done: whether this is what happened, or what would. @updated: whether changed rows are written. */
void
tw_import_add_counts (AdwPreferencesGroup *group,
                      GPtrArray           *rows,
                      TwImportReport      *report,
                      gboolean             done,
                      gboolean             updated)
{
  tw_import_add_row (group, rows, tw_import_count_row_new (_("New"), NULL, report->added));
  tw_import_add_row (group, rows,
                     tw_import_count_row_new (_("Changed"),
                                              report->changed == 0 ? NULL
                                              : !updated           ? _("Left as they are in the workspace")
                                              : done               ? _("Written over what was there")
                                                                   : _("Will be written over what is there"),
                                              report->changed));
  tw_import_add_row (group, rows,
                     tw_import_count_row_new (_("Unchanged"), NULL, report->unchanged));
  tw_import_add_row (group, rows, tw_import_count_row_new (_("Rejected"), NULL, report->rejected));
  if (report->created > 0)
    tw_import_add_row (group, rows,
                       tw_import_count_row_new (_("Created beside"),
                                                _("Rows of other kinds that these refer to"),
                                                report->created));
  if (report->blank > 0)
    tw_import_add_row (group, rows, tw_import_count_row_new (_("Empty rows"), NULL, report->blank));
}
