/* tw-rule-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-list-private.h"

#include "common/tw-tab-stop.h"
#include "common/tw-tooltip.h"
#include "tw-program-describe.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TwRuleList, tw_rule_list, ADW_TYPE_BIN)

static const char *
get_path (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "tw-path");
}

GtkWidget *
tw_rule_list_get_row (TwRuleList *self,
                      const char *path)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (TW_IS_RULE_LIST (self), NULL);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (get_path (row), path) == 0)
      return GTK_WIDGET (row);

  return NULL;
}

/* --- rows --- */

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source,
                 double         x,
                 double         y,
                 TwRuleList    *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));

  if (self->state == NULL || !self->state->editable)
    return NULL;

  return gdk_content_provider_new_typed (G_TYPE_STRING, get_path (GTK_LIST_BOX_ROW (row)));
}

static gboolean
on_drop (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         TwRuleList    *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  const char *here = get_path (GTK_LIST_BOX_ROW (row));
  const char *path = g_value_get_string (value);
  const char *slash = strrchr (here, '/');

  /* Only within its own list. */
  if (slash == here || strncmp (path, here, slash - here + 1) != 0 || !g_ascii_isdigit (slash[1]))
    return FALSE;

  tw_rule_list_move (self, path, strtoul (slash + 1, NULL, 10));

  return TRUE;
}

static void
add_drag (TwRuleList *self,
          GtkWidget  *row)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_drag_prepare), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

static void
add_row (TwRuleList *self,
         const char *path,
         const char *section,
         const char *title,
         const char *subtitle)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *labels[] = { gtk_label_new (title), gtk_label_new (subtitle) };
  /* Translators: read out for a row: its kind, its name, and what it says. */
  g_autofree char *name = g_strdup_printf (_("%1$s, %2$s, %3$s"), section, title, subtitle);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_ellipsize (GTK_LABEL (labels[i]), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), labels[i]);
    }
  gtk_widget_add_css_class (labels[1], "dim-label");
  gtk_widget_add_css_class (labels[1], "caption");
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "tw-path", g_strdup (path), g_free);
  g_object_set_data_full (G_OBJECT (row), "tw-section", g_strdup (section), g_free);
  add_drag (self, row);
  gtk_list_box_append (self->list, row);
}

static void
add_rules (TwRuleList      *self,
           const TwProgram *program)
{
  for (guint i = 0; i < program->n_rules; i++)
    {
      const TwRule *rule = &program->rules[i];
      g_autofree char *measure = tw_program_describe_measure (program, rule->counts);
      /* Translators: a line about a rule: its kind, then what it counts. */
      g_autofree char *line = g_strdup_printf (_("%1$s · %2$s"), rule->kind, measure);

      add_row (self, rule->path, _("Rules"), rule->name, line);
    }
}

/* What holds for all rules. */
static const struct
{
  const char *path;
  const char *title;
  const char *line;
} wholes[] = {
  { "/payment", N_("Payment"), N_("Period, smallest payment, what is carried on") },
  { "/rounding", N_("Rounding"), N_("Mode, level and step where a rule has none") },
  { "/fx", N_("Currencies"), N_("Which day's rate converts, and what is rounded") },
  { "/attribution", N_("Credits"), N_("How facts of several partners are shared") },
  { "/calendar", N_("Calendar"), N_("Beginning of the year, periods of the program's own") },
};

static void
add_others (TwRuleList      *self,
            const TwProgram *program)
{
  for (guint i = 0; i < program->n_limits; i++)
    {
      const TwAdjust *limit = &program->limits[i];
      g_autofree char *title = limit->name != NULL ? g_strdup (limit->name)
                                                  : g_strdup_printf (_("Limit %u"), i + 1);
      g_autofree char *value = tw_program_describe_value (program, limit->value);
      g_autofree char *line = limit->kind == TW_ADJUST_MAX ? g_strdup_printf (_("At most %s"), value)
                                                           : g_strdup_printf (_("At least %s"), value);

      add_row (self, limit->path, _("Limits over Rules"), title, line);
    }
  for (guint i = 0; i < program->n_funds; i++)
    add_row (self, program->funds[i].path, _("Funds"), program->funds[i].name, _("Credited by rules, claimed later"));
  for (guint i = 0; i < program->n_defines; i++)
    {
      const TwDefine *define = &program->defines[i];
      g_autofree char *line = define->value != NULL ? tw_program_describe_value (program, define->value)
                                                    : tw_program_describe_condition (program, define->condition);

      add_row (self, define->path, _("Definitions"), define->name, line);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
    add_row (self, wholes[i].path, _("Whole Program"), _(wholes[i].title), _(wholes[i].line));
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  const char *section = g_object_get_data (G_OBJECT (row), "tw-section");
  GtkWidget *label;

  if (before != NULL && g_strcmp0 (section, g_object_get_data (G_OBJECT (before), "tw-section")) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  label = gtk_label_new (section);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 3);
  gtk_widget_set_margin_start (label, 6);
  gtk_list_box_row_set_header (row, label);
}

/* --- selection --- */

static void
on_row_selected (TwRuleList    *self,
                 GtkListBoxRow *row)
{
  if (self->filling || row == NULL || g_strcmp0 (self->selected, get_path (row)) == 0)
    return;

  g_free (self->selected);
  self->selected = g_strdup (get_path (row));
  tw_rule_list_update_actions (self);
  g_signal_emit (self, signals[SELECTED], 0, self->selected);
}

static void
on_menu (TwRuleList *self,
         double      x,
         double      y)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row == NULL)
    return;
  if (self->menu == NULL)
    {
      g_autoptr (GMenuModel) model = tw_rule_list_create_item_menu ();

      self->menu = gtk_popover_menu_new_from_model (model);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self->list));
    }
  if (y < 0)
    {
      graphene_rect_t bounds;

      if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
        {
          x = bounds.origin.x + 12;
          y = bounds.origin.y + bounds.size.height;
        }
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ x, y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
on_pressed (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            TwRuleList      *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, y);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  on_menu (self, x, y);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        modifiers,
                TwRuleList            *self)
{
  gboolean alt = (modifiers & GDK_ALT_MASK) != 0;

  if (alt && (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down))
    g_action_group_activate_action (self->actions, keyval == GDK_KEY_Up ? "up" : "down", NULL);
  else if (keyval == GDK_KEY_Delete)
    g_action_group_activate_action (self->actions, "remove", NULL);
  else if (keyval == GDK_KEY_d && (modifiers & GDK_CONTROL_MASK) != 0)
    g_action_group_activate_action (self->actions, "duplicate", NULL);
  else if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (modifiers & GDK_SHIFT_MASK) != 0))
    on_menu (self, 0, -1);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

/* --- life --- */

static void
add_button (TwRuleList *self,
            const char *icon,
            const char *title,
            const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  tw_tooltip_set (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (self->buttons), button);
}

static void
create_buttons (TwRuleList *self)
{
  GtkWidget *add = gtk_menu_button_new ();

  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (add), "list-add-symbolic");
  gtk_widget_add_css_class (add, "flat");
  tw_tooltip_set (add, _("Add Rule"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (add)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add Rule"), -1);
  gtk_box_append (GTK_BOX (self->buttons), add);
  add_button (self, "edit-copy-symbolic", _("Duplicate"), "rules.duplicate");
  add_button (self, "go-up-symbolic", _("Move Up"), "rules.up");
  add_button (self, "go-down-symbolic", _("Move Down"), "rules.down");
  add_button (self, "list-remove-symbolic", _("Remove"), "rules.remove");
}

static void
tw_rule_list_dispose (GObject *object)
{
  TwRuleList *self = TW_RULE_LIST (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (tw_rule_list_parent_class)->dispose (object);
}

static void
tw_rule_list_finalize (GObject *object)
{
  TwRuleList *self = TW_RULE_LIST (object);

  g_free (self->selected);
  g_free (self->wanted);

  G_OBJECT_CLASS (tw_rule_list_parent_class)->finalize (object);
}

static void
tw_rule_list_class_init (TwRuleListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_rule_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_rule_list_finalize;
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tw_rule_list_init (TwRuleList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->actions = tw_rule_list_create_actions (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "rules", self->actions);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Rules"), -1);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (on_row_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));

  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_xalign (self->message, 0);
  gtk_label_set_max_width_chars (self->message, 20);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  create_buttons (self);
  gtk_box_append (GTK_BOX (box), tw_tab_stop_new (GTK_WIDGET (self->list)));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->message));
  gtk_box_append (GTK_BOX (box), self->buttons);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
tw_rule_list_new (TwProgramTab *tab)
{
  TwRuleList *self = g_object_new (TW_TYPE_RULE_LIST, NULL);

  self->tab = tab;

  return GTK_WIDGET (self);
}

static gboolean
has_focus (TwRuleList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list));
}

void
tw_rule_list_show (TwRuleList           *self,
                   const TwProgramState *state)
{
  const TwProgram *program = tw_program_document_get_program (state->program);
  g_autofree char *wanted = g_steal_pointer (&self->wanted);
  g_autofree char *before = g_strdup (self->selected);
  g_autoptr (GMenuModel) menu = NULL;
  gboolean focused = has_focus (self);
  GtkWidget *row;

  g_return_if_fail (TW_IS_RULE_LIST (self));

  self->state = state;
  self->filling = TRUE;
  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0))) != NULL)
    gtk_list_box_remove (self->list, row);
  add_rules (self, program);
  add_others (self, program);
  self->filling = FALSE;
  g_clear_pointer (&self->selected, g_free);

  menu = tw_rule_list_create_add_menu (self);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (gtk_widget_get_first_child (self->buttons)), menu);
  gtk_widget_set_visible (self->buttons, state->editable);
  if ((wanted == NULL || !tw_rule_list_select (self, wanted)) && !(before != NULL && tw_rule_list_select (self, before)))
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  row = self->selected != NULL ? tw_rule_list_get_row (self, self->selected) : NULL;
  if (focused && row != NULL)
    gtk_widget_grab_focus (row);
}

void
tw_rule_list_clear (TwRuleList *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (TW_IS_RULE_LIST (self));

  self->filling = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->filling = FALSE;
  g_clear_pointer (&self->selected, g_free);
  self->state = NULL;
  tw_rule_list_update_actions (self);
}

const char *
tw_rule_list_get_selected (TwRuleList *self)
{
  g_return_val_if_fail (TW_IS_RULE_LIST (self), NULL);

  return self->selected;
}

gboolean
tw_rule_list_select (TwRuleList *self,
                     const char *path)
{
  GtkWidget *row = tw_rule_list_get_row (self, path);

  if (row == NULL)
    return FALSE;

  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));

  return TRUE;
}
