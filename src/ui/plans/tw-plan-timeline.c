/* tw-plan-timeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plan-timeline-private.h"

#include "common/tw-format.h"
#include "common/tw-tooltip.h"

#include <glib/gi18n-lib.h>

#define SNAP_DAYS 4

G_DEFINE_FINAL_TYPE (TwPlanTimeline, tw_plan_timeline, GTK_TYPE_WIDGET)

enum
{
  MOVED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
item_free (gpointer data)
{
  TwPlanTimelineItem *item = data;

  /* A drag that is under way ends with its button, and moves nothing. */
  g_object_set_data (G_OBJECT (item->button), "tw-item", NULL);
  gtk_widget_unparent (item->button);
  g_free (item->title);
  g_free (item);
}

TwDate
tw_plan_timeline_snap (const TwCalendar *calendar,
                       TwDate            date,
                       int               days)
{
  TwSpan month;

  if (!tw_calendar_unit_at (calendar, TW_CALENDAR_MONTH, date, &month))
    return date;
  if (month.end - 1 - date <= days)
    return month.end - 1;

  return date - (month.start - 1) <= days ? month.start - 1 : date;
}

/* --- moving --- */

/* (nullable): a button that goes has none any more. */
static TwPlanTimelineItem *
find_item (GtkWidget *button)
{
  return button != NULL ? g_object_get_data (G_OBJECT (button), "tw-item") : NULL;
}

static void
move_to (TwPlanTimeline     *self,
         TwPlanTimelineItem *item,
         TwDate              day)
{
  const char *kind = item->kind;
  gint64 id = item->id;

  day = CLAMP (day, self->span.start, self->span.end - 1);
  if (day == item->due)
    return;

  self->focus_kind = kind;
  self->focus_id = id;
  g_signal_emit (self, signals[MOVED], 0, kind, id, (int) day);
}

/* The day that it was dragged to, TW_DATE_NONE where it wasn't. */
static TwDate
stop_dragging (TwPlanTimeline     *self,
               TwPlanTimelineItem *item)
{
  TwDate day = item->dragged;

  if (day == TW_DATE_NONE)
    return day;

  item->dragged = TW_DATE_NONE;
  gtk_label_set_text (GTK_LABEL (item->label), item->title);
  gtk_widget_queue_resize (GTK_WIDGET (self));

  return day;
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        TwPlanTimeline        *self)
{
  GtkWidget *button = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  TwPlanTimelineItem *item = find_item (button);
  int direction = keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right  ? 1
                  : keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left ? -1
                                                                        : 0;

  if (item != NULL && keyval == GDK_KEY_Escape && item->dragged != TW_DATE_NONE)
    {
      stop_dragging (self, item);
      gtk_gesture_set_state (item->drag, GTK_EVENT_SEQUENCE_DENIED);
      return GDK_EVENT_STOP;
    }
  if (item == NULL || direction == 0 || !self->editable
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (tw_plan_timeline_is_mirrored (self))
    direction = -direction;

  move_to (self, item,
           (state & GDK_SHIFT_MASK) != 0 ? tw_date_add_months (item->due, direction)
                                         : item->due + 7 * direction);

  return GDK_EVENT_STOP;
}

static TwDate
get_dragged_day (TwPlanTimeline     *self,
                 TwPlanTimelineItem *item,
                 double              offset)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  TwDate day = tw_plan_timeline_x_to_day (self, tw_plan_timeline_day_to_x (self, item->due, width) + (int) offset, width);

  return CLAMP (tw_plan_timeline_snap (self->calendar, day, SNAP_DAYS), self->span.start,
                self->span.end - 1);
}

static void
on_drag_update (GtkGestureDrag *gesture,
                double          x,
                double          y,
                TwPlanTimeline *self)
{
  GtkWidget *button = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  TwPlanTimelineItem *item = find_item (button);
  g_autofree char *text = NULL;

  if (item == NULL || !self->editable || ABS (x) < 6)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (button);       /* Esc is for what is dragged */
  item->dragged = get_dragged_day (self, item, x);
  text = tw_format_date (item->dragged);
  gtk_label_set_text (GTK_LABEL (item->label), text);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
on_drag_end (GtkGestureDrag *gesture,
             double          x,
             double          y,
             TwPlanTimeline *self)
{
  TwPlanTimelineItem *item = find_item (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
  TwDate day = item != NULL ? stop_dragging (self, item) : TW_DATE_NONE;

  if (day != TW_DATE_NONE)
    move_to (self, item, day);
}

/* Esc, or a pointer that was taken away: it stays where it was. */
static void
on_drag_cancel (GtkGesture       *gesture,
                GdkEventSequence *sequence,
                TwPlanTimeline   *self)
{
  TwPlanTimelineItem *item = find_item (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));

  if (item != NULL)
    stop_dragging (self, item);
}

static void
on_clicked (TwPlanTimeline *self,
            GtkWidget      *button)
{
  TwPlanTimelineItem *item = find_item (button);

  if (item != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, item->kind, item->id);
}

/* --- items --- */

static char *
describe (TwPlanTimeline     *self,
          TwPlanTimelineItem *item)
{
  g_autofree char *day = tw_format_date (item->due);
  const char *state = item->done               ? _("done")
                      : item->due < self->today ? _("overdue")
                                                : _("open");

  /* Translators: a milestone as it is read out: its title, its day, and done, open or overdue. */
  return g_strdup_printf (_("%1$s, %2$s, %3$s"), item->title, day, state);
}

static void
create_button (TwPlanTimeline     *self,
               TwPlanTimelineItem *item)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  g_autofree char *name = describe (self, item);

  item->mark = gtk_label_new (item->done ? "◆" : item->due < self->today ? "⚠" : "◇");
  gtk_widget_set_size_request (item->mark, TW_PLAN_TIMELINE_MARK, -1);
  item->label = gtk_label_new (item->title);
  gtk_label_set_ellipsize (GTK_LABEL (item->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (item->label), 22);
  gtk_widget_add_css_class (item->label, "caption");
  item->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (item->box), item->mark);
  gtk_box_append (GTK_BOX (item->box), item->label);

  item->button = gtk_button_new ();
  item->drag = drag;
  g_object_set_data (G_OBJECT (item->button), "tw-item", item);
  gtk_button_set_child (GTK_BUTTON (item->button), item->box);
  gtk_widget_add_css_class (item->button, "flat");
  gtk_widget_add_css_class (item->button, "timeline-item");
  tw_tooltip_set (item->button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (item->button, keys);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_drag_cancel), self);
  gtk_widget_add_controller (item->button, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (item->button, "clicked", G_CALLBACK (on_clicked), self);
  gtk_widget_set_parent (item->button, GTK_WIDGET (self));
}

void
tw_plan_timeline_begin (TwPlanTimeline   *self,
                        const TwCalendar *calendar,
                        TwSpan            span,
                        TwDate            today,
                        gboolean          editable)
{
  GtkRoot *root;
  TwPlanTimelineItem *focused;

  g_return_if_fail (TW_IS_PLAN_TIMELINE (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focused = root != NULL && gtk_root_get_focus (root) != NULL
                ? find_item (gtk_root_get_focus (root))
                : NULL;
  if (focused != NULL)
    {
      self->focus_kind = focused->kind;
      self->focus_id = focused->id;
      /* A widget that goes with the focus in it keeps a reference from GTK 4.8. */
      gtk_root_set_focus (root, NULL);
    }

  g_ptr_array_set_size (self->items, 0);
  g_clear_pointer (&self->calendar, tw_calendar_free);
  self->calendar = tw_calendar_copy (calendar);
  self->span = span;
  self->today = today;
  self->editable = editable;
}

void
tw_plan_timeline_add (TwPlanTimeline *self,
                      const char     *kind,
                      gint64          id,
                      const char     *title,
                      TwDate          due,
                      gboolean        done)
{
  TwPlanTimelineItem *item;

  g_return_if_fail (TW_IS_PLAN_TIMELINE (self));

  item = g_new0 (TwPlanTimelineItem, 1);
  item->kind = g_intern_string (kind);
  item->id = id;
  item->title = g_strdup (title);
  item->due = due;
  item->dragged = TW_DATE_NONE;
  item->done = done;
  create_button (self, item);
  g_ptr_array_add (self->items, item);
}

static int
compare_due (gconstpointer a,
             gconstpointer b)
{
  const TwPlanTimelineItem *first = *(TwPlanTimelineItem *const *) a;
  const TwPlanTimelineItem *second = *(TwPlanTimelineItem *const *) b;

  return first->due < second->due ? -1 : first->due > second->due;
}

void
tw_plan_timeline_end (TwPlanTimeline *self)
{
  GtkWidget *before = NULL;

  g_return_if_fail (TW_IS_PLAN_TIMELINE (self));

  /* The order of the focus is that of the days. */
  g_ptr_array_sort (self->items, compare_due);
  for (guint i = 0; i < self->items->len; i++)
    {
      TwPlanTimelineItem *item = g_ptr_array_index (self->items, i);

      gtk_widget_insert_after (item->button, GTK_WIDGET (self), before);
      before = item->button;
    }

  for (guint i = 0; self->focus_kind != NULL && i < self->items->len; i++)
    {
      TwPlanTimelineItem *item = g_ptr_array_index (self->items, i);

      if (item->kind == self->focus_kind && item->id == self->focus_id)
        gtk_widget_grab_focus (item->button);
    }
  self->focus_kind = NULL;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* --- life --- */

static void
tw_plan_timeline_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  tw_plan_timeline_draw (TW_PLAN_TIMELINE (widget), snapshot);

  GTK_WIDGET_CLASS (tw_plan_timeline_parent_class)->snapshot (widget, snapshot);
}

static void
tw_plan_timeline_dispose (GObject *object)
{
  g_ptr_array_set_size (TW_PLAN_TIMELINE (object)->items, 0);

  G_OBJECT_CLASS (tw_plan_timeline_parent_class)->dispose (object);
}

static void
tw_plan_timeline_finalize (GObject *object)
{
  TwPlanTimeline *self = TW_PLAN_TIMELINE (object);

  g_ptr_array_unref (self->items);
  g_clear_pointer (&self->calendar, tw_calendar_free);

  G_OBJECT_CLASS (tw_plan_timeline_parent_class)->finalize (object);
}

static void
tw_plan_timeline_class_init (TwPlanTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tw_plan_timeline_dispose;
  object_class->finalize = tw_plan_timeline_finalize;
  widget_class->measure = tw_plan_timeline_measure;
  widget_class->get_request_mode = tw_plan_timeline_get_request_mode;
  widget_class->size_allocate = tw_plan_timeline_size_allocate;
  widget_class->snapshot = tw_plan_timeline_snapshot;

  signals[MOVED] =
      g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_INT64, G_TYPE_INT);
  signals[ACTIVATED] =
      g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
tw_plan_timeline_init (TwPlanTimeline *self)
{
  self->items = g_ptr_array_new_with_free_func (item_free);
}

GtkWidget *
tw_plan_timeline_new (void)
{
  GtkWidget *self = g_object_new (TW_TYPE_PLAN_TIMELINE, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Timeline of milestones and reviews"), -1);

  return self;
}
