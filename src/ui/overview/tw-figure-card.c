/* tw-figure-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "overview/tw-figure-card.h"

#include "application/tw-window.h"
#include "common/tw-format.h"
#include "common/tw-menu.h"
#include "common/tw-popover-text.h"
#include "common/tw-tooltip.h"
#include "tw-chart-layout.h"

#include <glib/gi18n-lib.h>

#define DEFINITION_CHARS 40
/* More than this is set smaller, so that it stands in one line. */
#define LONG_VALUE 16
#define LONGEST_VALUE 20

struct _TwFigureCard
{
  GtkButton           parent_instance;

  const TwMetric     *metric;
  gint64              pin;
  TwMetricTable      *table;          /* owned (nullable) */
  GSimpleActionGroup *actions;        /* owned */

  /* children */
  GtkLabel           *value;
  GtkLabel           *change;
  GtkWidget          *menu;           /* (nullable) */
  GtkWidget          *definition;     /* (nullable) */
};

G_DEFINE_FINAL_TYPE (TwFigureCard, tw_figure_card, GTK_TYPE_BUTTON)

enum
{
  SHOW_ROWS,
  UNPIN,
  MOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- what it says --- */

static char *
format_value (TwFigureCard        *self,
              const TwMetricTable *table,
              const TwMetricCell  *cell)
{
  g_autofree char *text = NULL;

  if (cell == NULL || !cell->known)
    return g_strdup (_("n/a"));

  text = tw_metric_format_value (self->metric->unit, cell->exact, tw_metric_table_get_digits (table),
                                 tw_format_metric ());
  if (self->metric->unit == TW_METRIC_MONEY)
    return g_strdup_printf ("%s\xc2\xa0%s", text, tw_metric_table_get_currency (table));
  if (self->metric->unit == TW_METRIC_DAYS)
    /* Translators: %s is a number of days. */
    return g_strdup_printf (_("%s days"), text);

  return tw_format_isolate (g_steal_pointer (&text));
}

/* "▲ 2.1 points vs 2026-Q2"; (nullable): where there is nothing to compare with, or something is yet left out. */
static char *
describe_change (TwFigureCard        *self,
                 const TwMetricCell  *cell)
{
  const TwMetricTable *before = tw_metric_table_get_compare (self->table);
  const TwMetricCell *other = before != NULL ? tw_metric_table_get_headline (before) : NULL;
  gboolean is_rate = self->metric->unit == TW_METRIC_RATE;
  g_autofree char *text = NULL;
  TwFraction difference;
  int sign;

  if (other == NULL || !other->known || !cell->known || ((other->flags | cell->flags) & TW_METRIC_INCOMPLETE) != 0
      || !tw_fraction_sub (cell->exact, other->exact, &difference))
    return NULL;

  sign = tw_fraction_sign (difference);
  if (sign == 0)
    /* Translators: %s is the period before. */
    return g_strdup_printf (_("unchanged vs %s"), tw_metric_table_get_period_name (before));

  text = tw_metric_format_value (is_rate ? TW_METRIC_POINTS : self->metric->unit,
                                 sign < 0 ? tw_fraction_negate (difference) : difference,
                                 tw_metric_table_get_digits (self->table), tw_format_metric ());

  /* Translators: %1$s is up or down, %2$s by how much, %3$s the period before. */
  return g_strdup_printf (_("%1$s %2$s vs %3$s"), sign > 0 ? "▲" : "▼", text,
                          tw_metric_table_get_period_name (before));
}

static char *
describe_sample (const TwMetricCell *cell)
{
  g_autofree char *n = NULL;

  if (cell->n < 0)
    return NULL;

  n = tw_format_count ((guint) cell->n);
  if ((cell->flags & TW_METRIC_LOW_SAMPLE) != 0)
    /* Translators: %s is how many a value rests on. */
    return g_strdup_printf (_("n %s · low sample"), n);

  /* Translators: %s is how many a value rests on. */
  return g_strdup_printf (_("n %s"), n);
}

static char *
explain_unknown (TwFigureCard       *self,
                 const TwMetricCell *cell)
{
  const char *reason = tw_metric_table_get_empty_reason (self->table);

  if (reason != NULL)
    return g_strdup (reason);
  if (cell != NULL && cell->reason != NULL)
    /* Translators: why a figure isn't known, such as "payouts of 2026-Q2 are not approved". */
    return g_strdup_printf (_("Not known yet: %s."), cell->reason);

  return g_strdup (_("There is nothing to divide by in this period."));
}

static char *
create_note (TwFigureCard       *self,
             const TwMetricCell *cell)
{
  g_autofree char *change = NULL;
  g_autofree char *sample = NULL;

  if (cell == NULL || !cell->known)
    return explain_unknown (self, cell);
  if ((cell->flags & TW_METRIC_INCOMPLETE) != 0)
    /* Translators: what a figure has not in it, such as "royalties of 2026-Q2 are not approved". */
    return g_strdup_printf (_("Incomplete: %s."), cell->reason);

  change = describe_change (self, cell);
  sample = describe_sample (cell);
  if (change != NULL && sample != NULL)
    return g_strdup_printf ("%s · %s", change, sample);

  return g_strdup (change != NULL ? change : sample != NULL ? sample : "");
}

static void
set_size_class (TwFigureCard *self,
                const char   *name,
                gboolean      has)
{
  if (has)
    gtk_widget_add_css_class (GTK_WIDGET (self->value), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->value), name);
}

/* No line of it ends inside of a period. */
static void
set_note (GtkLabel   *label,
          const char *note)
{
  PangoAttrList *whole = pango_attr_list_new ();

  tw_chart_text_keep_periods (whole, note);
  gtk_label_set_attributes (label, whole);
  pango_attr_list_unref (whole);
  gtk_label_set_text (label, note);
}

static void
set_texts (TwFigureCard *self,
           const char   *value,
           const char   *note)
{
  g_autofree char *name = NULL;

  gtk_label_set_text (self->value, value);
  set_size_class (self, "long-value", g_utf8_strlen (value, -1) > LONG_VALUE);
  set_size_class (self, "longest-value", g_utf8_strlen (value, -1) > LONGEST_VALUE);
  set_note (self->change, note);
  name = g_strdup_printf ("%s, %s%s%s", tw_figure_card_get_title (self), value, *note != '\0' ? ", " : "", note);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* --- actions --- */

static void
enable (TwFigureCard *self,
        const char   *name,
        gboolean      enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)), enabled);
}

static void
rows_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_signal_emit (user_data, signals[SHOW_ROWS], 0);
}

static void
on_clicked (TwFigureCard *self)
{
  g_signal_emit (self, signals[SHOW_ROWS], 0);
}

static void
unpin_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  g_signal_emit (user_data, signals[UNPIN], 0);
}

static void
move_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_signal_emit (user_data, signals[MOVE], 0, g_str_equal (g_action_get_name (G_ACTION (action)), "earlier") ? -1 : 1);
}

static void
copy_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TwFigureCard *self = user_data;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_text (self->value));
  tw_window_toast (tw_window_from (GTK_WIDGET (self)), _("Value copied"), 0);
}

static void
definition_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  TwFigureCard *self = user_data;

  if (self->definition == NULL)
    {
      GtkWidget *label = tw_popover_text_new (tw_metric_get_definition (self->metric), DEFINITION_CHARS);

      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      self->definition = gtk_popover_new ();
      gtk_popover_set_child (GTK_POPOVER (self->definition), label);
      gtk_widget_set_parent (self->definition, GTK_WIDGET (self));
    }

  gtk_popover_popup (GTK_POPOVER (self->definition));
}

static const GActionEntry actions[] = {
  { "rows", rows_action },
  { "definition", definition_action },
  { "copy", copy_action },
  { "unpin", unpin_action },
  { "earlier", move_action },
  { "later", move_action },
};

static GMenuModel *
create_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) place = g_menu_new ();

  g_menu_append (menu, _("_Open Rows"), "figure.rows");
  g_menu_append (menu, _("_Definition"), "figure.definition");
  g_menu_append (menu, _("_Copy Value"), "figure.copy");
  g_menu_append (place, _("Un_pin"), "figure.unpin");
  g_menu_append (place, _("Move _Earlier"), "figure.earlier");
  g_menu_append (place, _("Move _Later"), "figure.later");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (place));

  return G_MENU_MODEL (menu);
}

static void
show_menu (TwFigureCard *self,
           double        x,
           double        y)
{
  g_autoptr (GMenuModel) menu = create_menu ();

  tw_menu_popup (&self->menu, GTK_WIDGET (self), menu, x, y);
}

static void
on_pressed (GtkGesture   *gesture,
            int           n_press,
            double        x,
            double        y,
            TwFigureCard *self)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  show_menu (self, x, y);
}

static void
on_long_press (GtkGesture   *gesture,
               double        x,
               double        y,
               TwFigureCard *self)
{
  on_pressed (gesture, 1, x, y, self);
}

static gboolean
on_menu_key (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  show_menu (TW_FIGURE_CARD (widget), 0, gtk_widget_get_height (widget));

  return TRUE;
}

/* --- life --- */

static void
tw_figure_card_dispose (GObject *object)
{
  TwFigureCard *self = TW_FIGURE_CARD (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->definition, gtk_widget_unparent);
  g_clear_pointer (&self->table, tw_metric_table_release);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (tw_figure_card_parent_class)->dispose (object);
}

static void
tw_figure_card_class_init (TwFigureCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_figure_card_dispose;

  signals[SHOW_ROWS] = g_signal_new ("show-rows", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[UNPIN] = g_signal_new ("unpin", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVE] = g_signal_new ("move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "figure.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "figure.unpin", NULL);
}

static void
add_gestures (TwFigureCard *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (on_long_press), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

static GtkLabel *
append_label (GtkWidget  *box,
              const char *text,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
tw_figure_card_init (TwFigureCard *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "figure", G_ACTION_GROUP (self->actions));
  g_signal_connect (self, "clicked", G_CALLBACK (on_clicked), NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "figure-card");
  add_gestures (self);
}

GtkWidget *
tw_figure_card_new (const TwMetric *metric,
                    gint64          pin,
                    gboolean        writable)
{
  TwFigureCard *self;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  g_return_val_if_fail (metric != NULL, NULL);

  self = g_object_new (TW_TYPE_FIGURE_CARD, NULL);
  self->metric = metric;
  self->pin = pin;
  gtk_widget_add_css_class (GTK_WIDGET (append_label (box, tw_metric_get_figure_label (metric), "caption")), "dim-label");
  self->value = append_label (box, NULL, "title-3");
  /* An amount is never broken: its code stays beside it. */
  gtk_label_set_wrap_mode (self->value, PANGO_WRAP_WORD);
  gtk_widget_add_css_class (GTK_WIDGET (self->value), "numeric");
  self->change = append_label (box, NULL, "caption");
  gtk_button_set_child (GTK_BUTTON (self), box);
  tw_tooltip_set (GTK_WIDGET (self), tw_metric_get_definition (metric));
  enable (self, "unpin", writable);
  enable (self, "rows", FALSE);
  tw_figure_card_set_movable (self, FALSE, FALSE);
  set_texts (self, "…", "");

  return GTK_WIDGET (self);
}

void
tw_figure_card_set_table (TwFigureCard  *self,
                          TwMetricTable *table)
{
  const TwMetricCell *cell;
  g_autofree char *value = NULL;
  g_autofree char *note = NULL;

  g_return_if_fail (TW_IS_FIGURE_CARD (self));
  g_return_if_fail (table != NULL);

  g_clear_pointer (&self->table, tw_metric_table_release);
  self->table = tw_metric_table_ref (table);
  cell = tw_metric_table_get_headline (table);
  value = format_value (self, table, cell);
  note = create_note (self, cell);
  set_texts (self, value, note);
  enable (self, "rows", cell != NULL && cell->entity != NULL);
}

void
tw_figure_card_set_error (TwFigureCard *self,
                          const GError *error)
{
  g_return_if_fail (TW_IS_FIGURE_CARD (self));

  g_clear_pointer (&self->table, tw_metric_table_release);
  enable (self, "rows", FALSE);
  set_texts (self, _("n/a"), error != NULL ? error->message : "");
}

void
tw_figure_card_set_movable (TwFigureCard *self,
                            gboolean      earlier,
                            gboolean      later)
{
  gboolean writable;

  g_return_if_fail (TW_IS_FIGURE_CARD (self));

  writable = g_action_group_get_action_enabled (G_ACTION_GROUP (self->actions), "unpin");
  enable (self, "earlier", writable && earlier);
  enable (self, "later", writable && later);
}

const TwMetric *
tw_figure_card_get_metric (TwFigureCard *self)
{
  g_return_val_if_fail (TW_IS_FIGURE_CARD (self), NULL);

  return self->metric;
}

gint64
tw_figure_card_get_pin (TwFigureCard *self)
{
  g_return_val_if_fail (TW_IS_FIGURE_CARD (self), 0);

  return self->pin;
}

const char *
tw_figure_card_get_title (TwFigureCard *self)
{
  g_return_val_if_fail (TW_IS_FIGURE_CARD (self), NULL);

  return tw_metric_get_figure_label (self->metric);
}

const TwMetricCell *
tw_figure_card_get_cell (TwFigureCard *self)
{
  g_return_val_if_fail (TW_IS_FIGURE_CARD (self), NULL);

  return self->table != NULL ? tw_metric_table_get_headline (self->table) : NULL;
}
