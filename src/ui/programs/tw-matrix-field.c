/* tw-matrix-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-matrix-field.h"

#define PAD 8
#define INDENT 16
#define ARROW 18

struct _TwMatrixField
{
  GtkWidget           parent_instance;

  char               *text;
  char               *name;
  TwMatrixFieldFlags  flags;
  guint               depth;
  int                 row;
  int                 column;

  /* owned, made when it is first needed */
  PangoLayout        *layout;
  GtkWidget          *arrow;     /* (nullable) */
};

G_DEFINE_FINAL_TYPE (TwMatrixField, tw_matrix_field, GTK_TYPE_WIDGET)

/* Room before the text. */
static int
get_indent (TwMatrixField *self)
{
  if ((self->flags & TW_MATRIX_FIELD_TITLE) == 0)
    return PAD;

  return PAD + ARROW + INDENT * (int) MAX (self->depth, 1) - INDENT;
}

static PangoLayout *
get_layout (TwMatrixField *self)
{
  if (self->layout == NULL)
    {
      self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
      pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
    }

  return self->layout;
}

/* A title takes the lines it needs, a value one. */
static PangoLayout *
lay_out (TwMatrixField *self,
         int            width)
{
  PangoLayout *layout = get_layout (self);
  gboolean wraps = (self->flags & (TW_MATRIX_FIELD_TITLE | TW_MATRIX_FIELD_HEAD)) != 0;

  pango_layout_set_width (layout, MAX (width - get_indent (self) - PAD, 20) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, wraps ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, (self->flags & (TW_MATRIX_FIELD_NUMBER | TW_MATRIX_FIELD_HEAD))
                                        ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);

  return layout;
}

static GtkSizeRequestMode
tw_matrix_field_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tw_matrix_field_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  TwMatrixField *self = TW_MATRIX_FIELD (widget);
  int height = 0;

  if (self->arrow != NULL)
    {
      int unused;

      gtk_widget_measure (self->arrow, orientation, -1, &unused, &unused, NULL, NULL);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      pango_layout_set_width (get_layout (self), -1);
      pango_layout_get_pixel_size (get_layout (self), natural, NULL);
      *natural += get_indent (self) + PAD;
      *minimum = MIN (get_indent (self) + PAD + 20, *natural);
      return;
    }
  pango_layout_get_pixel_size (lay_out (self, for_size > 0 ? for_size : 200), NULL, &height);
  *minimum = *natural = height + PAD;
}

static void
tw_matrix_field_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  TwMatrixField *self = TW_MATRIX_FIELD (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = get_indent (self) - ARROW;
  GtkAllocation place = { rtl ? width - x - 16 : x, MAX ((height - 16) / 2, 0), 16, 16 };

  if (self->arrow != NULL)
    gtk_widget_size_allocate (self->arrow, &place, -1);
}

static void
tw_matrix_field_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  TwMatrixField *self = TW_MATRIX_FIELD (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  PangoLayout *layout = lay_out (self, gtk_widget_get_width (widget));
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_render_layout (snapshot, style, rtl ? PAD : get_indent (self),
                              (gtk_widget_get_height (widget) - height) / 2, layout);
  if (self->arrow != NULL)
    gtk_widget_snapshot_child (widget, self->arrow, snapshot);
}

static void
tw_matrix_field_css_changed (GtkWidget         *widget,
                             GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (tw_matrix_field_parent_class)->css_changed (widget, change);
  g_clear_object (&TW_MATRIX_FIELD (widget)->layout);
}

static void
tw_matrix_field_system_setting_changed (GtkWidget        *widget,
                                        GtkSystemSetting  settings)
{
  GTK_WIDGET_CLASS (tw_matrix_field_parent_class)->system_setting_changed (widget, settings);
  g_clear_object (&TW_MATRIX_FIELD (widget)->layout);
}

static gboolean
tw_matrix_field_grab_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root == NULL || !gtk_widget_get_mapped (widget))
    return FALSE;
  gtk_root_set_focus (root, widget);

  return TRUE;
}

static void
tw_matrix_field_dispose (GObject *object)
{
  TwMatrixField *self = TW_MATRIX_FIELD (object);

  g_clear_pointer (&self->arrow, gtk_widget_unparent);
  g_clear_object (&self->layout);

  G_OBJECT_CLASS (tw_matrix_field_parent_class)->dispose (object);
}

static void
tw_matrix_field_finalize (GObject *object)
{
  TwMatrixField *self = TW_MATRIX_FIELD (object);

  g_free (self->text);
  g_free (self->name);

  G_OBJECT_CLASS (tw_matrix_field_parent_class)->finalize (object);
}

static void
tw_matrix_field_class_init (TwMatrixFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_matrix_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_matrix_field_finalize;
  widget_class->get_request_mode = tw_matrix_field_get_request_mode;
  widget_class->measure = tw_matrix_field_measure;
  widget_class->size_allocate = tw_matrix_field_size_allocate;
  widget_class->snapshot = tw_matrix_field_snapshot;
  widget_class->css_changed = tw_matrix_field_css_changed;
  widget_class->system_setting_changed = tw_matrix_field_system_setting_changed;
  widget_class->grab_focus = tw_matrix_field_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "matrixcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
tw_matrix_field_init (TwMatrixField *self)
{
  self->row = self->column = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
tw_matrix_field_new (void)
{
  return g_object_new (TW_TYPE_MATRIX_FIELD, NULL);
}

static void
set_class (TwMatrixField *self,
           const char    *name,
           gboolean       on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
update_arrow (TwMatrixField *self)
{
  gboolean folds = (self->flags & (TW_MATRIX_FIELD_FOLDED | TW_MATRIX_FIELD_OPEN)) != 0;
  const char *icon = (self->flags & TW_MATRIX_FIELD_FOLDED) ? "pan-end-symbolic"
                                                            : "pan-down-symbolic";

  if (!folds)
    {
      g_clear_pointer (&self->arrow, gtk_widget_unparent);
      gtk_accessible_reset_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED);
      return;
    }
  if (self->arrow == NULL)
    {
      self->arrow = gtk_image_new ();
      gtk_widget_set_parent (self->arrow, GTK_WIDGET (self));
    }
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), icon);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED,
                               (self->flags & TW_MATRIX_FIELD_OPEN) != 0, -1);
}

void
tw_matrix_field_set (TwMatrixField      *self,
                     const char         *text,
                     const char         *name,
                     TwMatrixFieldFlags  flags,
                     guint               depth)
{
  g_return_if_fail (TW_IS_MATRIX_FIELD (self));

  if (g_strcmp0 (self->name, name) != 0)
    {
      g_free (self->name);
      self->name = g_strdup (name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }
  if (g_strcmp0 (self->text, text) == 0 && self->flags == flags && self->depth == depth)
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  self->flags = flags;
  self->depth = depth;
  set_class (self, "title", (flags & TW_MATRIX_FIELD_TITLE) != 0);
  set_class (self, "head", (flags & TW_MATRIX_FIELD_HEAD) != 0);
  set_class (self, "heading", (flags & TW_MATRIX_FIELD_HEADING) != 0);
  set_class (self, "numeric", (flags & TW_MATRIX_FIELD_NUMBER) != 0);
  set_class (self, "unset", (flags & TW_MATRIX_FIELD_DIM) != 0);
  update_arrow (self);
  if (self->layout != NULL)
    pango_layout_set_text (self->layout, text, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
tw_matrix_field_set_place (TwMatrixField *self,
                           int            row,
                           int            column)
{
  g_return_if_fail (TW_IS_MATRIX_FIELD (self));

  self->row = row;
  self->column = column;
}

void
tw_matrix_field_get_place (TwMatrixField *self,
                           int           *row,
                           int           *column)
{
  g_return_if_fail (TW_IS_MATRIX_FIELD (self));

  *row = self->row;
  *column = self->column;
}

const char *
tw_matrix_field_get_text (TwMatrixField *self)
{
  g_return_val_if_fail (TW_IS_MATRIX_FIELD (self), NULL);

  return self->text;
}

const char *
tw_matrix_field_get_name (TwMatrixField *self)
{
  g_return_val_if_fail (TW_IS_MATRIX_FIELD (self), NULL);

  return self->name;
}
