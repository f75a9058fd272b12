/* tw-size-bin.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-size-bin.h"

#define WIDTH_MEDIUM 540
#define WIDTH_WIDE   960

struct _TwSizeBin
{
  AdwBin      parent_instance;

  int         natural;
  int         minimum;
  gboolean    can_shrink;
  TwSizeClass size_class;
  TwSizeClass pending;
  guint       notify_source;
};

G_DEFINE_ENUM_TYPE (TwSizeClass,
                    tw_size_class,
                    G_DEFINE_ENUM_VALUE (TW_SIZE_NARROW, "narrow"),
                    G_DEFINE_ENUM_VALUE (TW_SIZE_MEDIUM, "medium"),
                    G_DEFINE_ENUM_VALUE (TW_SIZE_WIDE, "wide"))

G_DEFINE_FINAL_TYPE (TwSizeBin, tw_size_bin, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_NATURAL,
  PROP_MINIMUM,
  PROP_CAN_SHRINK,
  PROP_SIZE_CLASS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static TwSizeClass
size_class_of_width (int width)
{
  if (width < WIDTH_MEDIUM)
    return TW_SIZE_NARROW;

  return width < WIDTH_WIDE ? TW_SIZE_MEDIUM : TW_SIZE_WIDE;
}

static gboolean
on_notify_idle (gpointer user_data)
{
  TwSizeBin *self = user_data;

  self->notify_source = 0;

  if (self->size_class != self->pending)
    {
      self->size_class = self->pending;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_CLASS]);
    }

  return G_SOURCE_REMOVE;
}

static void
tw_size_bin_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  TwSizeBin *self = TW_SIZE_BIN (widget);
  GtkWidget *child = adw_bin_get_child (ADW_BIN (self));

  *minimum = *natural = 0;

  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = self->can_shrink ? self->minimum : MAX (*minimum, self->minimum);
      *natural = MAX (*minimum, self->natural);
    }
}

static void
tw_size_bin_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  TwSizeBin *self = TW_SIZE_BIN (widget);
  GtkWidget *child = adw_bin_get_child (ADW_BIN (self));

  if (child != NULL && gtk_widget_should_layout (child))
    {
      int child_minimum;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, NULL, NULL, NULL);
      gtk_widget_allocate (child, MAX (width, child_minimum), height, baseline, NULL);
    }

  self->pending = size_class_of_width (width);

  /* Whoever listens changes visibility of children, which must not happen inside an allocation. */
  if (self->pending != self->size_class && self->notify_source == 0)
    self->notify_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_notify_idle, self, NULL);
}

static void
tw_size_bin_dispose (GObject *object)
{
  TwSizeBin *self = TW_SIZE_BIN (object);

  g_clear_handle_id (&self->notify_source, g_source_remove);

  G_OBJECT_CLASS (tw_size_bin_parent_class)->dispose (object);
}

static void
tw_size_bin_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  TwSizeBin *self = TW_SIZE_BIN (object);

  switch (prop_id)
    {
    case PROP_NATURAL:
      g_value_set_int (value, self->natural);
      break;

    case PROP_MINIMUM:
      g_value_set_int (value, self->minimum);
      break;

    case PROP_CAN_SHRINK:
      g_value_set_boolean (value, self->can_shrink);
      break;

    case PROP_SIZE_CLASS:
      g_value_set_enum (value, self->size_class);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_size_bin_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  TwSizeBin *self = TW_SIZE_BIN (object);

  switch (prop_id)
    {
    case PROP_NATURAL:
      self->natural = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;

    case PROP_MINIMUM:
      self->minimum = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;

    case PROP_CAN_SHRINK:
      self->can_shrink = g_value_get_boolean (value);
      gtk_widget_set_overflow (GTK_WIDGET (self),
                               self->can_shrink ? GTK_OVERFLOW_HIDDEN : GTK_OVERFLOW_VISIBLE);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tw_size_bin_class_init (TwSizeBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tw_size_bin_dispose;
  object_class->get_property = tw_size_bin_get_property;
  object_class->set_property = tw_size_bin_set_property;

  widget_class->measure = tw_size_bin_measure;
  widget_class->size_allocate = tw_size_bin_size_allocate;

  properties[PROP_NATURAL] =
    g_param_spec_int ("natural", NULL, NULL, 0, G_MAXINT, 0,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MINIMUM] =
    g_param_spec_int ("minimum", NULL, NULL, 0, G_MAXINT, 0,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_SHRINK] =
    g_param_spec_boolean ("can-shrink", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIZE_CLASS] =
    g_param_spec_enum ("size-class", NULL, NULL, TW_TYPE_SIZE_CLASS, TW_SIZE_WIDE,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tw_size_bin_init (TwSizeBin *self)
{
  self->size_class = TW_SIZE_WIDE;
  self->pending = TW_SIZE_WIDE;

  /* AdwBin brings a layout manager, and with one in place the vfuncs above are never asked. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
}

GtkWidget *
tw_size_bin_new (int natural)
{
  return g_object_new (TW_TYPE_SIZE_BIN, "natural", natural, NULL);
}

TwSizeClass
tw_size_bin_get_size_class (TwSizeBin *self)
{
  g_return_val_if_fail (TW_IS_SIZE_BIN (self), TW_SIZE_WIDE);

  return self->size_class;
}
