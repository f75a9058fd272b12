/* tw-chart-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-chart-card-private.h"
#include "common/tw-popover-text.h"
#include "common/tw-tooltip.h"

#include "tw-chart-data.h"
#include "tw-chart-layout.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TwChartCard, tw_chart_card, ADW_TYPE_BIN)

/* A chart that is there sooner never shows bars. */
#define SKELETON_MS   80
#define SKELETON_BARS 4
#define INFO_CHARS 40

static guint signals[TW_CHART_CARD_N_SIGNALS];

void
tw_chart_card_emit (TwChartCard *self,
                    guint        signal,
                    ...)
{
  va_list args;

  va_start (args, signal);
  g_signal_emit_valist (self, signals[signal], 0, args);
  va_end (args);
}

/* --- the pages --- */

static void
show_page (TwChartCard *self,
           GtkWidget   *page)
{
  g_clear_handle_id (&self->skeleton_source, g_source_remove);
  gtk_stack_set_visible_child (self->stack, page);
}

static void
show_content (TwChartCard *self)
{
  GVariant *state = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), "table");
  gboolean table = g_variant_get_boolean (state);

  g_variant_unref (state);
  show_page (self, table ? GTK_WIDGET (self->table_bin) : GTK_WIDGET (self->view));
}

static gboolean
on_skeleton (gpointer data)
{
  TwChartCard *self = data;

  self->skeleton_source = 0;
  gtk_widget_set_opacity (self->skeleton, 1);

  return G_SOURCE_REMOVE;
}

static GtkWidget *
create_skeleton (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  for (guint i = 0; i < SKELETON_BARS; i++)
    {
      GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_widget_add_css_class (bar, "skeleton");
      gtk_widget_set_vexpand (bar, TRUE);
      gtk_widget_set_margin_end (bar, 40 * i);
      gtk_box_append (GTK_BOX (box), bar);
    }

  gtk_widget_set_size_request (box, -1, 220);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Loading"), -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_STATE_BUSY, TRUE, -1);

  return box;
}

static GtkWidget *
create_error (TwChartCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *title = gtk_label_new (_("The Chart Could Not Be Drawn"));
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Try Again"));

  self->error_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->error_label, TRUE);
  gtk_label_set_justify (self->error_label, GTK_JUSTIFY_CENTER);
  gtk_label_set_selectable (self->error_label, TRUE);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "chart.try-again");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (box, -1, 160);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->error_label));
  gtk_box_append (GTK_BOX (box), button);

  return box;
}

/* --- the head --- */

static void
name_menu_button (GtkMenuButton *button,
                  const char    *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (button))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GtkMenuButton *
create_menu_button (TwChartCard *self,
                    const char  *icon)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (self->head), button);

  return GTK_MENU_BUTTON (button);
}

/* Few of the cards are ever asked what they mean. */
static void
on_info_wanted (GtkMenuButton *button,
                gpointer       user_data)
{
  TwChartCard *self = user_data;
  GtkWidget *popover;
  GtkWidget *text;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;

  popover = gtk_popover_new ();
  text = tw_popover_text_new (self->info_text, INFO_CHARS);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_popover_set_child (GTK_POPOVER (popover), text);
  gtk_menu_button_set_popover (button, popover);
}

static void
create_info (TwChartCard *self)
{
  self->info = create_menu_button (self, "tw-info-symbolic");
  gtk_menu_button_set_create_popup_func (self->info, on_info_wanted, self, NULL);
}

static void
create_table_button (TwChartCard *self)
{
  GtkWidget *button = gtk_toggle_button_new ();

  self->table_button = GTK_TOGGLE_BUTTON (button);
  gtk_button_set_icon_name (GTK_BUTTON (button), "tw-table-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  tw_tooltip_set (button, _("Show as Table"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "chart.table");
  gtk_box_append (GTK_BOX (self->head), button);
}

static void
create_head (TwChartCard *self)
{
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_wrap_mode (self->title, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->title), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->title));
}

/* A card that has nothing to show yet is a title and a skeleton: a page of two dozen of them is there at once. */
static void
ensure_buttons (TwChartCard *self)
{
  if (self->info != NULL)
    return;

  create_info (self);
  create_table_button (self);
  self->menu_button = create_menu_button (self, "view-more-symbolic");
  tw_chart_card_add_menu (self);
}

static void
append_part (GString    *text,
             const char *part)
{
  if (part == NULL || *part == '\0')
    return;

  if (text->len > 0)
    g_string_append (text, "\n\n");
  g_string_append (text, part);
}

static void
update_info (TwChartCard *self,
             TwChartSpec *spec)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_part (text, tw_chart_spec_get_text (spec, TW_CHART_TEXT_FINDING));
  append_part (text, tw_chart_spec_get_text (spec, TW_CHART_TEXT_DEFINITION));
  append_part (text, tw_chart_spec_get_text (spec, TW_CHART_TEXT_FILTERS));
  g_free (self->info_text);
  self->info_text = g_strdup (text->str);
  if (gtk_menu_button_get_popover (self->info) != NULL)
    gtk_label_set_text (GTK_LABEL (gtk_popover_get_child (gtk_menu_button_get_popover (self->info))), text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->info), text->len > 0);
}

/* Every button says of which chart it is. */
static void
update_names (TwChartCard *self)
{
  const char *title = tw_chart_card_get_title (self);
  /* Translators: %s is the title of a chart. */
  g_autofree char *definition = g_strdup_printf (_("Definition of %s"), title);
  /* Translators: %s is the title of a chart. */
  g_autofree char *table = g_strdup_printf (_("Show %s as table"), title);
  /* Translators: %s is the title of a chart. */
  g_autofree char *menu = g_strdup_printf (_("Menu of %s"), title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (self->info == NULL)
    return;

  name_menu_button (self->info, definition);
  name_menu_button (self->menu_button, menu);
  tw_tooltip_set (GTK_WIDGET (self->info), _("Definition"));
  tw_tooltip_set (GTK_WIDGET (self->menu_button), _("Chart Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->table_button), GTK_ACCESSIBLE_PROPERTY_LABEL, table, -1);
}

static void
set_title (TwChartCard *self,
           const char  *title,
           const char  *subtitle)
{
  PangoAttrList *whole = pango_attr_list_new ();

  tw_chart_text_keep_periods (whole, title != NULL ? title : "");
  gtk_label_set_attributes (self->title, whole);
  pango_attr_list_unref (whole);
  gtk_label_set_text (self->title, title != NULL ? title : "");
  gtk_label_set_text (self->subtitle, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), subtitle != NULL && *subtitle != '\0');
  update_names (self);
}

/* --- life --- */

static void
on_mark_activated (TwChartCard *self,
                   const char  *key)
{
  tw_chart_card_emit (self, TW_CHART_CARD_MARK_ACTIVATED, key);
}

static void
on_brushed (TwChartCard *self,
            char       **keys)
{
  tw_chart_card_emit (self, TW_CHART_CARD_BRUSHED, keys);
}

static void
create_stack (TwChartCard *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  self->view = TW_CHART_VIEW (tw_chart_view_new ());
  tw_chart_view_set_parts (self->view, 0);
  self->table_bin = ADW_BIN (adw_bin_new ());
  self->skeleton = create_skeleton ();
  /* The card is as high as its chart: what stood below it stays where it is when the chart comes. */
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->table_bin), -1, 260);
  gtk_stack_add_titled (self->stack, self->skeleton, "loading", _("Loading"));
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->view), "chart", _("Chart"));
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->table_bin), "table", _("Table"));
  g_signal_connect_object (self->view, "mark-activated", G_CALLBACK (on_mark_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "brushed", G_CALLBACK (on_brushed), self, G_CONNECT_SWAPPED);
}

static void
tw_chart_card_dispose (GObject *object)
{
  TwChartCard *self = TW_CHART_CARD (object);

  g_clear_handle_id (&self->skeleton_source, g_source_remove);
  g_clear_pointer (&self->context_menu, gtk_widget_unparent);
  g_clear_object (&self->actions);
  g_clear_object (&self->document);
  g_clear_object (&self->extra);
  g_clear_pointer (&self->pin_name, g_free);
  g_clear_pointer (&self->info_text, g_free);
  g_clear_pointer (&self->pin_parameters, g_free);

  G_OBJECT_CLASS (tw_chart_card_parent_class)->dispose (object);
}

static void
tw_chart_card_class_init (TwChartCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_chart_card_dispose;

  signals[TW_CHART_CARD_SHOW_ROWS] =
    g_signal_new ("show-rows", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TW_CHART_CARD_TRY_AGAIN] =
    g_signal_new ("try-again", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TW_CHART_CARD_MOVE] =
    g_signal_new ("move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[TW_CHART_CARD_DROPPED] =
    g_signal_new ("dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, TW_TYPE_CHART_CARD);
  signals[TW_CHART_CARD_MARK_ACTIVATED] =
    g_signal_new ("mark-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TW_CHART_CARD_BRUSHED] =
    g_signal_new ("brushed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);

  gtk_widget_class_set_css_name (widget_class, "chartcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  tw_chart_card_bind_keys (widget_class);
}

static void
tw_chart_card_init (TwChartCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  create_head (self);
  self->subtitle = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->subtitle, 0);
  gtk_label_set_wrap (self->subtitle, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "dim-label");
  create_stack (self);
  gtk_box_append (GTK_BOX (box), self->head);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->subtitle));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  tw_chart_card_add_actions (self);
  tw_chart_card_add_drag (self);
  tw_chart_card_set_loading (self);
}

GtkWidget *
tw_chart_card_new (const char *title)
{
  TwChartCard *self = g_object_new (TW_TYPE_CHART_CARD, NULL);

  set_title (self, title, NULL);
  tw_chart_card_update_actions (self);

  return GTK_WIDGET (self);
}

void
tw_chart_card_set_loading (TwChartCard *self)
{
  g_return_if_fail (TW_IS_CHART_CARD (self));

  /* What was there stays until something else is. */
  if (tw_chart_view_get_spec (self->view) != NULL)
    return;

  show_page (self, self->skeleton);
  gtk_widget_set_opacity (self->skeleton, 0);
  self->skeleton_source = g_timeout_add (SKELETON_MS, on_skeleton, self);
}

void
tw_chart_card_set_spec (TwChartCard *self,
                        TwChartSpec *spec)
{
  g_return_if_fail (TW_IS_CHART_CARD (self));
  g_return_if_fail (spec != NULL);

  ensure_buttons (self);
  tw_chart_view_set_spec (self->view, spec);
  set_title (self, tw_chart_spec_get_text (spec, TW_CHART_TEXT_TITLE),
             tw_chart_spec_get_text (spec, TW_CHART_TEXT_SUBTITLE));
  update_info (self, spec);
  tw_chart_card_update_actions (self);
  if (self->table != NULL)
    tw_chart_card_fill_table (self);
  show_content (self);
}

void
tw_chart_card_set_error (TwChartCard  *self,
                         const GError *error)
{
  g_return_if_fail (TW_IS_CHART_CARD (self));
  g_return_if_fail (error != NULL);

  ensure_buttons (self);
  update_names (self);
  if (self->error_label == NULL)
    gtk_stack_add_titled (self->stack, create_error (self), "error", _("Error"));
  tw_chart_view_set_spec (self->view, NULL);
  gtk_label_set_text (self->error_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->info), FALSE);
  tw_chart_card_update_actions (self);
  show_page (self, gtk_stack_get_child_by_name (self->stack, "error"));
}

static void
on_document_changed (TwChartCard *self)
{
  if (tw_document_get_workspace (self->document) != NULL)
    tw_chart_card_update_actions (self);
}

void
tw_chart_card_set_pin (TwChartCard *self,
                       TwDocument  *document,
                       const char  *name,
                       const char  *parameters)
{
  g_return_if_fail (TW_IS_CHART_CARD (self));
  g_return_if_fail (TW_IS_DOCUMENT (document));

  if (g_set_object (&self->document, document))
    g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed), self, G_CONNECT_SWAPPED);

  g_free (self->pin_name);
  self->pin_name = g_strdup (name);
  g_free (self->pin_parameters);
  self->pin_parameters = g_strdup (parameters);
  tw_chart_card_update_actions (self);
}

void
tw_chart_card_set_movable (TwChartCard *self,
                           gboolean     earlier,
                           gboolean     later)
{
  g_return_if_fail (TW_IS_CHART_CARD (self));

  self->movable = TRUE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->title), "grab");
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "earlier")), earlier);
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "later")), later);
  tw_chart_card_update_actions (self);
}

void
tw_chart_card_set_menu (TwChartCard *self,
                        GMenuModel  *extra)
{
  g_return_if_fail (TW_IS_CHART_CARD (self));

  g_set_object (&self->extra, extra);
  tw_chart_card_update_actions (self);
}

void
tw_chart_card_set_table (TwChartCard *self,
                         gboolean     table)
{
  GAction *action;
  GtkRoot *root;
  GtkWidget *focus;
  gboolean inside;

  g_return_if_fail (TW_IS_CHART_CARD (self));

  if (tw_chart_view_get_spec (self->view) == NULL)
    return;

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  inside = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));

  if (table)
    tw_chart_card_fill_table (self);

  action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "table");
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (table));
  show_content (self);

  /* What had the focus is hidden now. */
  if (inside && table && !tw_table_focus_row (self->table))
    gtk_widget_child_focus (GTK_WIDGET (self->table), GTK_DIR_TAB_FORWARD);
  else if (inside && !table)
    tw_chart_view_focus_mark (self->view, NULL);
}

TwChartView *
tw_chart_card_get_view (TwChartCard *self)
{
  g_return_val_if_fail (TW_IS_CHART_CARD (self), NULL);

  return self->view;
}

const char *
tw_chart_card_get_title (TwChartCard *self)
{
  g_return_val_if_fail (TW_IS_CHART_CARD (self), NULL);

  return gtk_label_get_text (self->title);
}
