/* tw-filter-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "analytics/tw-filter-bar-private.h"
#include "common/tw-flow-layout.h"
#include "common/tw-tooltip.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TwFilterBar, tw_filter_bar, ADW_TYPE_BIN)

enum
{
  CHANGED,
  BRUSH_CLEARED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const compare_names[] = {
  [TW_COMPARE_NONE] = "none", [TW_COMPARE_YEAR] = "year", [TW_COMPARE_PREVIOUS] = "previous",
};

/* --- chips --- */

typedef struct
{
  TwBoardFilter  filter;              /* TW_BOARD_N_FILTERS: the brush */
  char          *key;
} Chip;

static void
chip_free (gpointer  data,
           GClosure *closure)
{
  Chip *chip = data;

  g_free (chip->key);
  g_free (chip);
}

static void update_all (TwFilterBar *self);

static void
announce (TwFilterBar *self)
{
  update_all (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_chip (GtkWidget *button,
         gpointer   data)
{
  const Chip *chip = data;
  TwFilterBar *self = TW_FILTER_BAR (gtk_widget_get_ancestor (button, TW_TYPE_FILTER_BAR));
  g_autofree char *key = g_strdup (chip->key);

  /* The chip goes away with the focus on it. */
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  if (chip->filter == TW_BOARD_N_FILTERS)
    g_signal_emit (self, signals[BRUSH_CLEARED], 0);
  else
    tw_filter_bar_choose (self, chip->filter, key, NULL, FALSE);
}

static void
add_chip (TwFilterBar   *self,
          TwBoardFilter  filter,
          const char    *key,
          const char    *words)
{
  Chip *chip = g_new0 (Chip, 1);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *child = gtk_flow_box_child_new ();
  /* Translators: read out for the button that takes a filter away; %s is the filter, such as “Tier: Gold”. */
  g_autofree char *name = g_strdup_printf (_("Remove the filter %s"), words);

  chip->filter = filter;
  chip->key = g_strdup (key);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "chip");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  tw_tooltip_set (button, name);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_chip), chip, chip_free, 0);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_append (GTK_FLOW_BOX (self->chips), child);
}

static void
update_chips (TwFilterBar *self)
{
  GtkWidget *child;
  gboolean any = self->brush != NULL || tw_board_scope_is_filtered (self->scope);

  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->chips), child);

  for (guint f = 0; f < TW_BOARD_N_FILTERS; f++)
    for (guint i = 0; self->scope->keys[f] != NULL && self->scope->keys[f][i] != NULL; i++)
      {
        /* Translators: a filter: %1$s is what is filtered by, such as Tier, %2$s the value. */
        g_autofree char *words = g_strdup_printf (_("%1$s: %2$s"), tw_board_filter_get_label (f),
                                                  self->scope->labels[f][i]);

        add_chip (self, f, self->scope->keys[f][i], words);
      }
  if (self->brush != NULL)
    add_chip (self, TW_BOARD_N_FILTERS, NULL, self->brush);

  gtk_widget_set_visible (self->chips, any);
  gtk_widget_set_visible (self->clear_button, any);
}

static void
update_all (TwFilterBar *self)
{
  tw_filter_bar_update_compare (self);
  for (guint f = 0; f < N_MENUS; f++)
    tw_filter_bar_update_menu (self, f);
  update_chips (self);
}

/* Where there is no room for all of them the buttons stand in several lines; the menu stays at the end. */
static GtkWidget *
create_buttons (TwFilterBar *self)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, tw_flow_layout_new (6, 4));
  gtk_box_append (GTK_BOX (box), tw_filter_bar_create_compare (self));
  for (guint f = 0; f < N_MENUS; f++)
    gtk_box_append (GTK_BOX (box), tw_filter_bar_create_menu (self, f));

  self->clear_button = gtk_button_new_with_mnemonic (_("C_lear"));
  gtk_widget_add_css_class (self->clear_button, "flat");
  tw_tooltip_set (self->clear_button, _("Take all filters away"));
  g_signal_connect_object (self->clear_button, "clicked", G_CALLBACK (tw_filter_bar_clear), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->clear_button);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (outer), box);

  self->more_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->more_button), "view-more-symbolic");
  gtk_widget_add_css_class (self->more_button, "flat");
  gtk_widget_set_valign (self->more_button, GTK_ALIGN_START);
  tw_tooltip_set (self->more_button, _("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->more_button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("More"), -1);
  gtk_widget_set_visible (self->more_button, FALSE);
  gtk_box_append (GTK_BOX (outer), self->more_button);
  gtk_widget_add_css_class (outer, "table-bar");

  return outer;
}

static void
tw_filter_bar_finalize (GObject *object)
{
  TwFilterBar *self = TW_FILTER_BAR (object);

  for (guint f = 0; f < N_MENUS; f++)
    {
      g_strfreev (self->keys[f]);
      g_strfreev (self->labels[f]);
    }
  tw_board_scope_free (self->scope);
  g_clear_pointer (&self->calendar, tw_calendar_free);
  g_free (self->brush);

  G_OBJECT_CLASS (tw_filter_bar_parent_class)->finalize (object);
}

static void
tw_filter_bar_class_init (TwFilterBarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_filter_bar_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[BRUSH_CLEARED] = g_signal_new ("brush-cleared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
}

static void
tw_filter_bar_init (TwFilterBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->scope = tw_board_scope_new ();
  self->compare = TW_COMPARE_YEAR;
  gtk_box_append (GTK_BOX (box), create_buttons (self));

  self->chips = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->chips), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->chips), 30);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->chips), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->chips), 4);
  gtk_widget_set_halign (self->chips, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->chips, "chips");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chips), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Filters"), -1);
  gtk_box_append (GTK_BOX (box), self->chips);
  adw_bin_set_child (ADW_BIN (self), box);
  update_all (self);
}

GtkWidget *
tw_filter_bar_new (void)
{
  return g_object_new (TW_TYPE_FILTER_BAR, NULL);
}

void
tw_filter_bar_set_period (TwFilterBar      *self,
                          const TwCalendar *calendar,
                          TwSpan            span,
                          const char       *name,
                          TwDate            today)
{
  g_return_if_fail (TW_IS_FILTER_BAR (self) && calendar != NULL);

  g_clear_pointer (&self->calendar, tw_calendar_free);
  self->calendar = tw_calendar_copy (calendar);
  tw_board_scope_set_period (self->scope, span, name, today);
  tw_board_scope_set_compare (self->scope, self->calendar, self->compare);
  tw_filter_bar_update_compare (self);
}

void
tw_filter_bar_set_choices (TwFilterBar       *self,
                           TwBoardFilter      filter,
                           const char *const *keys,
                           const char *const *labels)
{
  gboolean any = keys != NULL && keys[0] != NULL;

  g_return_if_fail (TW_IS_FILTER_BAR (self) && filter < N_MENUS);

  g_strfreev (self->keys[filter]);
  self->keys[filter] = g_strdupv ((char **) keys);
  g_strfreev (self->labels[filter]);
  self->labels[filter] = g_strdupv ((char **) labels);
  self->filled[filter] = FALSE;
  if (self->lists[filter] != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->lists[filter])))
    tw_filter_bar_fill_list (self, filter);

  gtk_widget_set_sensitive (GTK_WIDGET (self->menus[filter]), any);
  tw_tooltip_set (GTK_WIDGET (self->menus[filter]), any ? NULL : _("No partner has a value here"));
}

const TwBoardScope *
tw_filter_bar_get_scope (TwFilterBar *self)
{
  g_return_val_if_fail (TW_IS_FILTER_BAR (self), NULL);

  return self->scope;
}

TwBoardCompare
tw_filter_bar_get_compare (TwFilterBar *self)
{
  g_return_val_if_fail (TW_IS_FILTER_BAR (self), TW_COMPARE_NONE);

  return self->compare;
}

void
tw_filter_bar_set_brush (TwFilterBar *self,
                         const char  *words)
{
  g_return_if_fail (TW_IS_FILTER_BAR (self));

  if (g_strcmp0 (self->brush, words) == 0)
    return;

  g_free (self->brush);
  self->brush = g_strdup (words);
  update_chips (self);
}

void
tw_filter_bar_choose (TwFilterBar   *self,
                      TwBoardFilter  filter,
                      const char    *key,
                      const char    *label,
                      gboolean       on)
{
  g_return_if_fail (TW_IS_FILTER_BAR (self));

  if (tw_board_scope_has_value (self->scope, filter, key) == on)
    return;

  tw_board_scope_set_value (self->scope, filter, key, label, on);
  announce (self);
}

void
tw_filter_bar_compare (TwFilterBar    *self,
                       TwBoardCompare  compare)
{
  g_return_if_fail (TW_IS_FILTER_BAR (self) && compare <= TW_COMPARE_PREVIOUS);

  if (self->compare == compare)
    return;

  self->compare = compare;
  if (self->calendar != NULL)
    tw_board_scope_set_compare (self->scope, self->calendar, compare);
  announce (self);
}

void
tw_filter_bar_clear (TwFilterBar *self)
{
  g_return_if_fail (TW_IS_FILTER_BAR (self));

  if (self->brush != NULL)
    g_signal_emit (self, signals[BRUSH_CLEARED], 0);
  if (!tw_board_scope_is_filtered (self->scope))
    return;

  tw_board_scope_clear (self->scope);
  announce (self);
}

void
tw_filter_bar_set_menu (TwFilterBar *self,
                        GMenuModel  *menu)
{
  g_return_if_fail (TW_IS_FILTER_BAR (self));

  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more_button), menu);
  gtk_widget_set_visible (self->more_button, menu != NULL);
}

/* --- remembered --- */

#define TEXT_TYPE "(sa(sss))"

char *
tw_filter_bar_to_text (TwFilterBar *self)
{
  g_autoptr (GVariant) value = NULL;
  GVariantBuilder builder;

  g_return_val_if_fail (TW_IS_FILTER_BAR (self), NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sss)"));
  for (guint f = 0; f < TW_BOARD_N_FILTERS; f++)
    for (guint i = 0; self->scope->keys[f] != NULL && self->scope->keys[f][i] != NULL; i++)
      g_variant_builder_add (&builder, "(sss)", tw_board_filter_get_name (f), self->scope->keys[f][i],
                             self->scope->labels[f][i]);
  value = g_variant_ref_sink (g_variant_new (TEXT_TYPE, compare_names[self->compare], &builder));

  return g_variant_print (value, FALSE);
}

static void
restore_value (TwFilterBar *self,
               const char  *name,
               const char  *key,
               const char  *label)
{
  for (guint f = 0; f < TW_BOARD_N_FILTERS; f++)
    if (g_str_equal (tw_board_filter_get_name (f), name))
      tw_board_scope_set_value (self->scope, f, key, label, TRUE);
}

/* What somebody else wrote there is no reason to fail: what can't be read is as if nothing were chosen. */
void
tw_filter_bar_restore (TwFilterBar *self,
                       const char  *text)
{
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GVariantIter) values = NULL;
  const char *compare;
  const char *name;
  const char *key;
  const char *label;

  g_return_if_fail (TW_IS_FILTER_BAR (self));

  value = text != NULL ? g_variant_parse (G_VARIANT_TYPE (TEXT_TYPE), text, NULL, NULL, NULL) : NULL;
  if (value == NULL)
    return;

  g_variant_get (value, "(&sa(sss))", &compare, &values);
  for (guint i = 0; i < G_N_ELEMENTS (compare_names); i++)
    if (g_str_equal (compare_names[i], compare))
      self->compare = i;
  while (g_variant_iter_next (values, "(&s&s&s)", &name, &key, &label))
    restore_value (self, name, key, label);
  if (self->calendar != NULL)
    tw_board_scope_set_compare (self->scope, self->calendar, self->compare);
  update_all (self);
}
