/* tw-chart-marks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-chart-view-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The marks of a chart for keyboard and assistive technology: names, and the focus that goes from one to the
 * next. */

const TwChartMark *
tw_chart_view_get_mark (TwChartView *self,
                        guint        hit)
{
  const TwChartHit *found;

  if (self->layout == NULL || hit >= tw_chart_layout_n_hits (self->layout))
    return NULL;

  found = tw_chart_layout_get_hit (self->layout, hit);

  return tw_chart_spec_get_mark (tw_chart_layout_get_spec (self->layout), found->series, found->index);
}

static char *
name_n (const TwChartMark *mark)
{
  g_autofree char *n = g_strdup_printf ("%'" G_GINT64_FORMAT, mark->n);

  /* Translators: how many a value rests on, as in statistics. */
  return g_strdup_printf (_("n %s"), n);
}

gboolean
tw_chart_view_tells_n (const TwChartMark *mark)
{
  g_autofree char *words = name_n (mark);

  return mark->text != NULL
         && (strstr (mark->text, words) != NULL || g_regex_match_simple ("(^|[ ,(])n [0-9]", mark->text, 0, 0));
}

/* Where a mark is only called as its series is, it is of its category. */
const char *
tw_chart_view_get_label (TwChartView       *self,
                         guint              series,
                         const TwChartMark *mark)
{
  TwChartSpec *spec = tw_chart_layout_get_spec (self->layout);
  const TwChartAxis *axis = tw_chart_spec_get_axis (spec, TW_CHART_X);

  if (g_strcmp0 (mark->label, tw_chart_spec_get_series_name (spec, series)) != 0 || mark->x < 0 || axis == NULL
      || axis->categories == NULL || mark->x >= tw_chart_spec_n_categories (spec, TW_CHART_X))
    return mark->label;

  return tw_chart_spec_get_category (spec, TW_CHART_X, (guint) mark->x);
}

static const char *
get_state_name (const TwChartMark *mark)
{
  if (mark->flags & TW_CHART_MARK_DONE)
    return _("done");
  if (mark->flags & TW_CHART_MARK_OVERDUE)
    return _("overdue");
  if (mark->flags & TW_CHART_MARK_OPEN)
    return _("open");
  if (mark->flags & TW_CHART_MARK_TO_DATE)
    return _("to date");

  return NULL;
}

/* Where there are several series the name of a mark begins with its own. */
static void
append_series (GString     *name,
               TwChartView *self,
               guint        series)
{
  TwChartSpec *spec = tw_chart_layout_get_spec (self->layout);
  const char *text = tw_chart_spec_get_series_name (spec, series);

  if (tw_chart_spec_n_series (spec) > 1 && text != NULL && *text != '\0')
    g_string_append_printf (name, ", %s", text);
}

char *
tw_chart_view_name_hit (TwChartView *self,
                        guint        hit)
{
  const TwChartMark *mark = tw_chart_view_get_mark (self, hit);
  GString *name;

  g_return_val_if_fail (mark != NULL, NULL);

  name = g_string_new (
      tw_chart_view_get_label (self, tw_chart_layout_get_hit (self->layout, hit)->series, mark));
  append_series (name, self, tw_chart_layout_get_hit (self->layout, hit)->series);
  if (mark->text != NULL && *mark->text != '\0')
    g_string_append_printf (name, ", %s", mark->text);
  if (mark->n >= 0 && !tw_chart_view_tells_n (mark))
    {
      g_autofree char *words = name_n (mark);

      g_string_append_printf (name, ", %s", words);
    }
  if ((mark->flags & TW_CHART_MARK_LOW_SAMPLE) != 0 && !tw_chart_view_tells_n (mark))
    g_string_append_printf (name, ", %s", _("low sample"));
  if (get_state_name (mark) != NULL)
    g_string_append_printf (name, ", %s", get_state_name (mark));
  if (gtk_bitset_contains (self->selected, hit))
    g_string_append_printf (name, ", %s", _("selected"));
  g_string_append (name, ", ");
  /* Translators: the place of a mark among those of a chart. */
  g_string_append_printf (name, _("%1$u of %2$u"), hit + 1, tw_chart_layout_n_hits (self->layout));

  return g_string_free (name, FALSE);
}

/* --- children --- */

static void
name_child (TwChartView  *self,
            TwChartChild *child)
{
  g_autofree char *name = tw_chart_view_name_hit (self, tw_chart_child_get_index (child));

  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_SELECTED,
      gtk_bitset_contains (self->selected, tw_chart_child_get_index (child)), -1);
}

static void
place_child (TwChartView  *self,
             TwChartChild *child)
{
  guint hit = tw_chart_child_get_index (child);
  const TwChartRect *area;

  if (hit >= tw_chart_layout_n_hits (self->layout))
    return;

  area = &tw_chart_layout_get_hit (self->layout, hit)->area;
  gtk_widget_size_allocate (GTK_WIDGET (child),
                            &(GtkAllocation){ (int) floor (area->x), (int) floor (area->y),
                                              MAX (1, (int) ceil (area->width)),
                                              MAX (1, (int) ceil (area->height)) },
                            -1);
}

void
tw_chart_view_sync_marks (TwChartView *self)
{
  guint n = self->layout != NULL ? tw_chart_layout_n_hits (self->layout) : 0;
  guint n_children;

  self->recycled = n > TW_CHART_CHILDREN_MAX;
  n_children = self->recycled ? 2 : n;
  if (self->current >= n)
    self->current = 0;

  while (self->marks->len > n_children)
    gtk_widget_unparent (g_ptr_array_steal_index (self->marks, self->marks->len - 1));

  while (self->marks->len < n_children)
    {
      GtkWidget *child = tw_chart_child_new (self, FALSE);

      g_ptr_array_add (self->marks, child);
      gtk_widget_set_parent (child, GTK_WIDGET (self));
    }

  for (guint i = 0; i < n_children; i++)
    {
      TwChartChild *child = self->marks->pdata[i];

      tw_chart_child_set_index (child, self->recycled ? MIN (self->current + i, n - 1) : i);
      name_child (self, child);
    }
}

void
tw_chart_view_allocate_marks (TwChartView *self)
{
  for (guint i = 0; i < self->marks->len; i++)
    place_child (self, self->marks->pdata[i]);
}

/* --- focus --- */

static GtkWidget *
get_focus_child (TwChartView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return TW_IS_CHART_CHILD (focus) && gtk_widget_get_parent (focus) == GTK_WIDGET (self) ? focus : NULL;
}

guint
tw_chart_view_focused_hit (TwChartView *self)
{
  GtkWidget *focus = get_focus_child (self);

  if (focus == NULL || !g_ptr_array_find (self->marks, focus, NULL))
    return TW_CHART_NO_HIT;

  return tw_chart_child_get_index (TW_CHART_CHILD (focus));
}

static guint
get_focused_handle (TwChartView *self)
{
  GtkWidget *focus = get_focus_child (self);
  guint index;

  if (focus == NULL || !g_ptr_array_find (self->handles, focus, &index))
    return TW_CHART_NO_HANDLE;

  return index;
}

/* The child that takes the focus next: of two, the one that doesn't have it, so that it comes with the name of
 * its new mark. */
static TwChartChild *
take_child (TwChartView *self,
            guint        hit)
{
  TwChartChild *child;

  if (!self->recycled)
    return self->marks->pdata[hit];

  for (guint i = 0; i < 2; i++)
    {
      child = self->marks->pdata[i];
      if (GTK_WIDGET (child) == get_focus_child (self) && tw_chart_child_get_index (child) == hit)
        return child;
    }

  child = self->marks->pdata[self->marks->pdata[0] == get_focus_child (self) ? 1 : 0];
  tw_chart_child_set_index (child, hit);
  name_child (self, child);
  place_child (self, child);

  return child;
}

gboolean
tw_chart_view_focus_hit (TwChartView *self,
                         guint        hit)
{
  if (self->layout == NULL || hit >= tw_chart_layout_n_hits (self->layout) || self->marks->len == 0)
    return FALSE;

  self->current = hit;

  return gtk_widget_grab_focus (GTK_WIDGET (take_child (self, hit)));
}

gboolean
tw_chart_view_focus_mark (TwChartView *self,
                          const char  *key)
{
  guint n;

  g_return_val_if_fail (TW_IS_CHART_VIEW (self), FALSE);

  n = self->layout != NULL ? tw_chart_layout_n_hits (self->layout) : 0;

  for (guint i = 0; i < n && key != NULL; i++)
    {
      if (g_strcmp0 (tw_chart_view_get_mark (self, i)->key, key) == 0)
        return tw_chart_view_focus_hit (self, i);
    }

  return tw_chart_view_focus_hit (self, self->current);
}

void
tw_chart_view_child_focused (TwChartView  *self,
                             TwChartChild *child,
                             gboolean      focused)
{
  gboolean is_mark = self->marks != NULL && g_ptr_array_find (self->marks, child, NULL);

  if (self->layout == NULL || self->marks == NULL)
    return;

  if (!is_mark && !focused)
    tw_chart_view_release_handle (self);

  if (is_mark && focused)
    {
      self->current = tw_chart_child_get_index (child);
      tw_chart_view_show_value (self, self->current);
    }
  else if (is_mark && self->hover == TW_CHART_NO_HIT)
    tw_chart_view_show_value (self, TW_CHART_NO_HIT);

  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* One stop for all marks, then one per handle. */
gboolean
tw_chart_view_move_focus (TwChartView      *self,
                          GtkDirectionType  direction)
{
  int step = direction == GTK_DIR_TAB_BACKWARD ? -1 : 1;
  int n = 1 + self->handles->len;
  guint handle = get_focused_handle (self);
  int stop;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return FALSE;

  if (self->marks->len + self->handles->len == 0)
    return !gtk_widget_is_focus (GTK_WIDGET (self)) && gtk_widget_grab_focus (GTK_WIDGET (self));

  if (handle != TW_CHART_NO_HANDLE)
    stop = 1 + handle + step;
  else if (get_focus_child (self) != NULL)
    stop = step;
  else
    stop = step > 0 ? 0 : n - 1;

  for (; stop >= 0 && stop < n; stop += step)
    {
      if (stop == 0 ? tw_chart_view_focus_hit (self, self->current)
                    : gtk_widget_grab_focus (self->handles->pdata[stop - 1]))
        return TRUE;
    }

  return FALSE;
}

/* --- keys --- */

/* The same place in the series before or behind. */
static guint
find_in_series (TwChartView *self,
                guint        hit,
                int          step)
{
  const TwChartHit *from = tw_chart_layout_get_hit (self->layout, hit);
  guint n = tw_chart_layout_n_hits (self->layout);
  guint best = hit;
  guint best_series = from->series;
  guint best_distance = G_MAXUINT;

  for (guint i = 0; i < n; i++)
    {
      const TwChartHit *to = tw_chart_layout_get_hit (self->layout, i);
      guint distance = MAX (to->index, from->index) - MIN (to->index, from->index);
      gboolean beyond = step > 0 ? to->series > from->series : to->series < from->series;
      gboolean nearer = step > 0 ? to->series < best_series : to->series > best_series;

      if (!beyond || (best != hit && !nearer && (to->series != best_series || distance >= best_distance)))
        continue;

      best = i;
      best_series = to->series;
      best_distance = distance;
    }

  return best;
}

static guint
find_target (TwChartView *self,
             guint        hit,
             guint        keyval)
{
  guint last = tw_chart_layout_n_hits (self->layout) - 1;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  switch (keyval)
    {
    case GDK_KEY_Home:
      return 0;
    case GDK_KEY_End:
      return last;
    case GDK_KEY_Page_Up:
      return find_in_series (self, hit, -1);
    case GDK_KEY_Page_Down:
      return find_in_series (self, hit, 1);
    case GDK_KEY_Left:
      return rtl ? MIN (hit + 1, last) : hit - MIN (hit, 1);
    case GDK_KEY_Right:
      return rtl ? hit - MIN (hit, 1) : MIN (hit + 1, last);
    case GDK_KEY_Up:
      return hit - MIN (hit, 1);
    default:
      return MIN (hit + 1, last);
    }
}

static gboolean
move_on_handle (TwChartView *self,
                guint        handle,
                guint        keyval,
                guint        state)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
      return tw_chart_view_handle_key (self, handle, -1, 0, state);
    case GDK_KEY_Right:
      return tw_chart_view_handle_key (self, handle, 1, 0, state);
    case GDK_KEY_Up:
      return tw_chart_view_handle_key (self, handle, 0, 1, state);
    case GDK_KEY_Down:
      return tw_chart_view_handle_key (self, handle, 0, -1, state);
    default:
      return FALSE;
    }
}

/* args: key, state */
static gboolean
on_move_key (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  TwChartView *self = TW_CHART_VIEW (widget);
  guint handle = get_focused_handle (self);
  guint hit = tw_chart_view_focused_hit (self);
  guint keyval, state, target;

  g_variant_get (args, "(uu)", &keyval, &state);

  if (handle != TW_CHART_NO_HANDLE)
    return move_on_handle (self, handle, keyval, state);
  if (hit == TW_CHART_NO_HIT || (state & GDK_CONTROL_MASK) != 0)
    return FALSE;

  target = find_target (self, hit, keyval);
  if ((state & GDK_SHIFT_MASK) == 0)
    self->anchor = target;
  else
    tw_chart_view_select_range (self, self->anchor, target);

  tw_chart_view_focus_hit (self, target);

  return TRUE;
}

static gboolean
on_activate_key (GtkWidget *widget,
                 GVariant  *args,
                 gpointer   user_data)
{
  TwChartView *self = TW_CHART_VIEW (widget);
  guint handle = get_focused_handle (self);

  if (handle != TW_CHART_NO_HANDLE)
    tw_chart_view_enter_value (self, handle);
  else if (tw_chart_view_focused_hit (self) != TW_CHART_NO_HIT)
    tw_chart_view_activate_hit (self, tw_chart_view_focused_hit (self));
  else
    return FALSE;

  return TRUE;
}

static gboolean
on_space_key (GtkWidget *widget,
              GVariant  *args,
              gpointer   user_data)
{
  TwChartView *self = TW_CHART_VIEW (widget);

  if (tw_chart_view_focused_hit (self) == TW_CHART_NO_HIT)
    return FALSE;

  tw_chart_view_toggle (self, tw_chart_view_focused_hit (self));

  return TRUE;
}

/* The innermost first: a handle that moves, the selection. */
static gboolean
on_escape_key (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  TwChartView *self = TW_CHART_VIEW (widget);

  return tw_chart_view_restore_handle (self) || tw_chart_view_unselect (self);
}

static void
bind_move (GtkWidgetClass *widget_class,
           guint           keyval,
           guint           keypad)
{
  const GdkModifierType states[] = { 0, GDK_SHIFT_MASK, GDK_CONTROL_MASK };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      gtk_widget_class_add_binding (widget_class, keyval, states[i], on_move_key, "(uu)", keyval, states[i]);
      gtk_widget_class_add_binding (widget_class, keypad, states[i], on_move_key, "(uu)", keyval, states[i]);
    }
}

void
tw_chart_view_bind_marks (GtkWidgetClass *widget_class)
{
  bind_move (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left);
  bind_move (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right);
  bind_move (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up);
  bind_move (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down);
  bind_move (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home);
  bind_move (widget_class, GDK_KEY_End, GDK_KEY_KP_End);
  bind_move (widget_class, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up);
  bind_move (widget_class, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, on_activate_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_ISO_Enter, 0, on_activate_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, on_activate_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, on_space_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape_key, NULL);
  /* Of the card around it. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, 0, "chart.table", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "chart.copy", NULL);
}
