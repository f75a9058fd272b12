/* tw-rule-tab.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-tab.h"

#include "common/tw-size-bin.h"
#include "common/tw-turns.h"
#include "programs/tw-rule-curve.h"
#include "programs/tw-rule-form.h"
#include "programs/tw-rule-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LIST_WIDTH 210
#define CURVE_WIDTH 400
#define MARGIN 12

struct _TwRuleTab
{
  TwProgramTab       parent_instance;

  /* children */
  TwSizeBin         *size_bin;
  GtkBox            *outer;
  GtkBox            *inner;
  GtkScrolledWindow *list_scroller;
  GtkScrolledWindow *form_scroller;
  TwRuleList        *list;
  TwRuleForm        *form;
  GtkScrolledWindow *curve_scroller;
  TwRuleCurve       *curve;

  guint              size_source;
};

G_DEFINE_FINAL_TYPE (TwRuleTab, tw_rule_tab, TW_TYPE_PROGRAM_TAB)

/* `/rules/2/table/bands/0` stands in `/rules/2`. */
static char *
find_item (const char *path)
{
  static const char * const lists[] = { "/rules/", "/limits/", "/funds/", "/define/" };
  static const char * const wholes[] = { "/payment", "/rounding", "/fx", "/attribution", "/calendar" };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_has_prefix (path, lists[i]))
      return g_strndup (path, strlen (lists[i]) + strcspn (path + strlen (lists[i]), "/"));

  for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
    if (g_str_has_prefix (path, wholes[i]) && strchr ("/", path[strlen (wholes[i])]) != NULL)
      return g_strdup (wholes[i]);

  return NULL;
}

static void
show_curve (gpointer data)
{
  TwRuleTab *self = data;
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (self));
  const char *path = tw_rule_list_get_selected (self->list);

  if (state != NULL && path != NULL && g_str_has_prefix (path, "/rules/"))
    tw_rule_curve_show (self->curve, state, strtoul (path + strlen ("/rules/"), NULL, 10));
}

/* The first curve in a turn of its own; one that is drawn must not show a program that is gone. */
static void
show_selected (TwRuleTab *self)
{
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (self));
  const char *path = tw_rule_list_get_selected (self->list);

  if (state == NULL || path == NULL)
    return;

  tw_rule_form_show (self->form, state, path);
  gtk_widget_set_visible (GTK_WIDGET (self->curve_scroller), g_str_has_prefix (path, "/rules/"));
  if (tw_rule_curve_is_empty (self->curve))
    tw_turns_later (self, show_curve);
  else
    show_curve (self);
}

static void
on_selected (TwRuleTab *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->form_scroller), 0);
  show_selected (self);
}

/* --- TwProgramTab --- */

static void
tw_rule_tab_refresh (TwProgramTab         *tab,
                     const TwProgramState *state)
{
  TwRuleTab *self = TW_RULE_TAB (tab);

  g_signal_handlers_block_by_func (self->list, on_selected, self);
  tw_rule_list_show (self->list, state);
  g_signal_handlers_unblock_by_func (self->list, on_selected, self);
  show_selected (self);
}

static void
tw_rule_tab_clear (TwProgramTab *tab)
{
  TwRuleTab *self = TW_RULE_TAB (tab);

  tw_rule_form_clear (self->form);
  tw_rule_curve_clear (self->curve);
  tw_rule_list_clear (self->list);
}

static GtkWidget *
tw_rule_tab_find (TwProgramTab *tab,
                  const char   *path,
                  gboolean      nearest)
{
  TwRuleTab *self = TW_RULE_TAB (tab);
  g_autofree char *item = find_item (path);
  GtkWidget *found = tw_rule_form_find (self->form, path, nearest, FALSE);

  if (found != NULL || item == NULL)
    return found;
  /* Something of another rule is to be found at that rule's row. */
  if (nearest || g_str_equal (item, path))
    return tw_rule_list_get_row (self->list, item);

  return NULL;
}

static gboolean
tw_rule_tab_jump (TwProgramTab *tab,
                  const char   *path)
{
  TwRuleTab *self = TW_RULE_TAB (tab);
  g_autofree char *item = find_item (path);
  GtkWidget *place;

  if (item == NULL || !tw_rule_list_select (self->list, item))
    return FALSE;

  place = tw_rule_form_find (self->form, path, TRUE, TRUE);
  if (place == NULL)
    place = GTK_WIDGET (self->form);
  if (!gtk_widget_grab_focus (place))
    gtk_widget_child_focus (place, GTK_DIR_TAB_FORWARD);

  return TRUE;
}

static void
tw_rule_tab_collect_refused (TwProgramTab *tab,
                             GPtrArray    *paths)
{
  tw_rule_form_collect_refused (TW_RULE_TAB (tab)->form, paths);
}

/* --- widths --- */

/* Beside each other where there is room, else in one page below each other. */
static gboolean
arrange (gpointer data)
{
  TwRuleTab *self = data;
  TwSizeClass size = tw_size_bin_get_size_class (self->size_bin);
  gboolean beside = size != TW_SIZE_NARROW;
  GtkPolicyType policy = size == TW_SIZE_WIDE ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER;

  self->size_source = 0;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->outer),
                                  beside ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_scrolled_window_set_policy (self->list_scroller, GTK_POLICY_NEVER, policy);
  gtk_scrolled_window_set_policy (self->form_scroller, GTK_POLICY_NEVER, policy);
  gtk_scrolled_window_set_policy (self->curve_scroller, GTK_POLICY_NEVER, policy);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->inner), size == TW_SIZE_WIDE ? GTK_ORIENTATION_HORIZONTAL
                                                                                    : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_size_request (GTK_WIDGET (self->curve_scroller), size == TW_SIZE_WIDE ? CURVE_WIDTH : -1, -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->list_scroller), beside ? LIST_WIDTH : -1, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->list_scroller), !beside);

  return G_SOURCE_REMOVE;
}

static void
on_size_class (TwRuleTab *self)
{
  if (self->size_source == 0)
    self->size_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, arrange, self, NULL);
}

/* --- life --- */

static void
tw_rule_tab_dispose (GObject *object)
{
  TwRuleTab *self = TW_RULE_TAB (object);

  g_clear_handle_id (&self->size_source, g_source_remove);

  G_OBJECT_CLASS (tw_rule_tab_parent_class)->dispose (object);
}

static void
tw_rule_tab_class_init (TwRuleTabClass *klass)
{
  TwProgramTabClass *tab_class = TW_PROGRAM_TAB_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_rule_tab_dispose;
  tab_class->refresh = tw_rule_tab_refresh;
  tab_class->clear = tw_rule_tab_clear;
  tab_class->find = tw_rule_tab_find;
  tab_class->jump = tw_rule_tab_jump;
  tab_class->collect_refused = tw_rule_tab_collect_refused;
}

static GtkScrolledWindow *
create_scroller (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  gtk_widget_set_vexpand (scroller, TRUE);

  return GTK_SCROLLED_WINDOW (scroller);
}

static void
set_margins (GtkWidget *widget)
{
  gtk_widget_set_margin_start (widget, MARGIN);
  gtk_widget_set_margin_end (widget, MARGIN);
  gtk_widget_set_margin_top (widget, MARGIN);
  gtk_widget_set_margin_bottom (widget, MARGIN);
}

static void
tw_rule_tab_init (TwRuleTab *self)
{
  GtkWidget *page = gtk_scrolled_window_new ();

  self->list = TW_RULE_LIST (tw_rule_list_new (TW_PROGRAM_TAB (self)));
  self->form = TW_RULE_FORM (tw_rule_form_new (TW_PROGRAM_TAB (self)));
  self->curve = TW_RULE_CURVE (tw_rule_curve_new (TW_PROGRAM_TAB (self)));
  set_margins (GTK_WIDGET (self->form));
  set_margins (GTK_WIDGET (self->curve));
  self->list_scroller = create_scroller (GTK_WIDGET (self->list));
  self->form_scroller = create_scroller (GTK_WIDGET (self->form));
  self->curve_scroller = create_scroller (GTK_WIDGET (self->curve));
  gtk_widget_set_hexpand (GTK_WIDGET (self->form_scroller), TRUE);
  self->inner = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  self->outer = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_box_append (self->inner, GTK_WIDGET (self->form_scroller));
  gtk_box_append (self->inner, GTK_WIDGET (self->curve_scroller));
  gtk_box_append (self->outer, GTK_WIDGET (self->list_scroller));
  gtk_box_append (self->outer, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (self->outer, GTK_WIDGET (self->inner));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (page), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (page), GTK_WIDGET (self->outer));

  self->size_bin = TW_SIZE_BIN (tw_size_bin_new (560));
  g_object_set (self->size_bin, "can-shrink", TRUE, "minimum", 300, NULL);
  adw_bin_set_child (ADW_BIN (self->size_bin), page);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->size_bin));
  g_signal_connect_swapped (self->list, "selected", G_CALLBACK (on_selected), self);
  g_signal_connect_swapped (self->size_bin, "notify::size-class", G_CALLBACK (on_size_class), self);
  arrange (self);
}

TwProgramTab *
tw_rule_tab_new (void)
{
  return g_object_new (TW_TYPE_RULE_TAB, NULL);
}
