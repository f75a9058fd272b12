/* tw-table-cells.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cells and rows: what they show, what they are called, and the cell cursor. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-private.h"

#include <glib/gi18n-lib.h>

#define MARK_CURSOR 1u
#define MARK_RANGE  2u
#define KEY_COLUMN "tw-column"
/* What is read out for a row: as many columns as identify it. */
#define NAMED_COLUMNS 3

/* Of our child of a cell or a row, and of GTK's item for it. */
static G_DEFINE_QUARK (tw-cell, cell)

static char *
get_text (TwTable  *self,
          gpointer  item,
          guint     column)
{
  return TW_TABLE_SOURCE_GET_CLASS (self->source)->get_text (self->source, item, column);
}

static char *
create_row_name (TwTable  *self,
                 gpointer  item)
{
  GString *name = g_string_new (NULL);
  int column;

  for (guint i = 0; i < NAMED_COLUMNS && (column = tw_table_get_shown (self, i)) >= 0; i++)
    {
      g_autofree char *text = get_text (self, item, column);

      if (*text != '\0')
        g_string_append_printf (name, "%s%s", name->len > 0 ? ", " : "", text);
    }

  /* Never nameless: a row whose cells are all blank still is a row. */
  if (name->len == 0)
    g_string_append (name, _("Row without a name"));

  return g_string_free (name, FALSE);
}

static void
set_name (GtkWidget  *widget,
          const char *name)
{
  if (widget != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static TwTableCell *
get_cell (GtkListItem *list_item)
{
  return g_object_get_qdata (G_OBJECT (list_item), cell_quark ());
}

TwTableCell *
tw_table_get_cell (GtkWidget *child)
{
  return g_object_get_qdata (G_OBJECT (child), cell_quark ());
}

guint
tw_table_get_item_column (GtkListItem *item)
{
  const TwTableCell *cell = get_cell (item);

  return cell != NULL ? cell->column : 0;
}

static void
create_cell (TwTable     *self,
             GtkListItem *list_item,
             GtkWidget   *child,
             guint        column,
             gboolean     narrow)
{
  TwTableCell *cell = g_new0 (TwTableCell, 1);

  cell->item = list_item;
  cell->column = column;
  cell->narrow = narrow;
  g_object_set_qdata_full (G_OBJECT (list_item), cell_quark (), cell, g_free);
  g_object_set_qdata (G_OBJECT (child), cell_quark (), cell);
  g_hash_table_insert (narrow ? self->made_rows : self->made, list_item, cell);
  gtk_list_item_set_child (list_item, child);
  tw_table_queue_fill (self);
}

/* The names belong to GTK's own widgets around ours: the cell is the parent, the row the cell's. */
static void
name_cell (TwTable     *self,
           TwTableCell *shown,
           gpointer     item,
           const char  *text)
{
  guint column = shown->column;
  GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (shown->item));
  const TwTableColumn *info = TW_TABLE_SOURCE_GET_CLASS (self->source)->get_column (self->source, column);
  g_autofree char *name = NULL;

  if (cell == NULL)
    return;

  /* Translators: read out for a cell: the column, then the value. */
  name = g_strdup_printf (_("%1$s: %2$s"), info->title, text);
  set_name (cell, name);

  if ((int) column == tw_table_get_shown (self, 0))
    {
      g_autofree char *row_name = create_row_name (self, item);

      set_name (gtk_widget_get_parent (cell), row_name);
    }
}

/* Blocks that Unicode keeps for scripts from right to left. */
static gboolean
is_from_right (gunichar c)
{
  return (c >= 0x0590 && c <= 0x08ff) || (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfeff) ||
         (c >= 0x10800 && c <= 0x10fff) || (c >= 0x1e800 && c <= 0x1efff);
}

/* By its first letter, as Pango takes a text; without any it has the direction of the window. */
static gboolean
is_from_left (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalpha (g_utf8_get_char (at)))
      return !is_from_right (g_utf8_get_char (at));

  return FALSE;
}

/* From right to left texts and numbers alike stand to the right. Pango takes the left for the start of a text, so where
 * an inscription stands follows from its text: "1.50" has the direction of the window, "1.50 USD" its own. */
static void
place_mirrored (GtkInscription *child,
                const char     *text)
{
  if (text != NULL && gtk_widget_get_direction (GTK_WIDGET (child)) == GTK_TEXT_DIR_RTL)
    gtk_inscription_set_xalign (child, is_from_left (text) ? 1 : 0);
}

static void
update_cell (TwTable     *self,
             TwTableCell *cell,
             gpointer     item,
             gboolean     named)
{
  g_autofree char *text = get_text (self, item, cell->column);

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (cell->item)), text);
  place_mirrored (GTK_INSCRIPTION (gtk_list_item_get_child (cell->item)), text);
  if (named)
    name_cell (self, cell, item, text);
}

static void
on_setup (GtkListItemFactory *factory,
          GtkListItem        *list_item,
          gpointer            user_data)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), KEY_COLUMN));
  TwTable *self = user_data;
  const TwTableColumn *info;
  GtkWidget *child = gtk_inscription_new (NULL);

  info = TW_TABLE_SOURCE_GET_CLASS (self->source)->get_column (self->source, column);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (child), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (child), 1);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (child), info->numeric ? 1 : 0);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (child), 1);
  /* Given the height of the row it would break the text into as many lines as fit. */
  gtk_widget_set_valign (child, GTK_ALIGN_CENTER);

  if (info->numeric)
    gtk_widget_add_css_class (child, "numeric");

  create_cell (self, list_item, child, column, FALSE);
}

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* Nearly all cells never show anything of the cursor: they aren't asked for their classes. */
static void
mark_cell (TwTableCell *cell,
           guint        marks)
{
  GtkWidget *widget;

  if (cell->marks == marks)
    return;

  cell->marks = marks;
  widget = gtk_widget_get_parent (gtk_list_item_get_child (cell->item));
  if (widget == NULL)
    return;

  set_class (widget, "cell-cursor", (marks & MARK_CURSOR) != 0);
  set_class (widget, "cell-range", (marks & MARK_RANGE) != 0);
}

/* Of the first cell of a row, and of rows of two lines: two thousand cells get other rows in a frame while a slider is
 * dragged, of which people see three hundred. So nothing is done with any of them before it is known which are seen. */
static void
on_bind (GtkListItemFactory *factory,
         GtkListItem        *list_item,
         gpointer            user_data)
{
  TwTable *self = user_data;

  self->remark |= self->marked;
  tw_table_queue_fill (self);
}

static void
on_teardown (GtkListItemFactory *factory,
             GtkListItem        *list_item,
             gpointer            user_data)
{
  TwTable *self = user_data;
  GtkWidget *child = gtk_list_item_get_child (list_item);

  if (child != NULL)
    g_object_set_qdata (G_OBJECT (child), cell_quark (), NULL);
  g_hash_table_remove (self->made, list_item);
  g_hash_table_remove (self->made_rows, list_item);
}

GtkListItemFactory *
tw_table_create_factory (TwTable *self,
                         guint    column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_object_set_data (G_OBJECT (factory), KEY_COLUMN, GUINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "teardown", G_CALLBACK (on_teardown), self, 0);
  /* The first column is never hidden. */
  if (column == 0)
    g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);

  return factory;
}

/* --- rows of two lines --- */

static GtkWidget *
create_line (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* Name and amount above, what tells it from others below. */
static void
on_row_setup (GtkListItemFactory *factory,
              GtkListItem        *list_item,
              gpointer            user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = create_line (NULL);
  GtkWidget *amount = create_line ("numeric");
  GtkWidget *below = create_line ("dim-label");

  gtk_widget_add_css_class (below, "caption");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (top), title);
  gtk_box_append (GTK_BOX (top), amount);
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), below);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (box), "tw-title", title);
  g_object_set_data (G_OBJECT (box), "tw-amount", amount);
  g_object_set_data (G_OBJECT (box), "tw-below", below);
  create_cell (user_data, list_item, box, 0, TRUE);
}

/* How much a number says of what a list is about. */
static guint
weigh_column (const TwTableColumn *info)
{
  return !info->numeric ? 0 : !info->summed ? 1 : !info->money ? 2 : 3;
}

/* The column whose number stands at the end of the first line: the last sum of money, else the last sum, else the first
 * number. */
static int
find_amount_column (TwTable *self)
{
  int amount = -1;
  guint most = 0;
  int column;

  for (guint i = 1; (column = tw_table_get_shown (self, i)) >= 0; i++)
    {
      const TwTableColumn *info =
        TW_TABLE_SOURCE_GET_CLASS (self->source)->get_column (self->source, column);
      guint weight = weigh_column (info);

      if (weight > most || (weight == most && weight > 1))
        amount = column;
      most = MAX (most, weight);
    }

  return amount;
}

static void
update_row (TwTable     *self,
            GtkListItem *list_item,
            gpointer     item)
{
  GObject *box = G_OBJECT (gtk_list_item_get_child (list_item));
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (box));
  int amount = find_amount_column (self);
  g_autoptr (GString) below = g_string_new (NULL);
  g_autofree char *title = NULL;
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;
  guint n = 0;
  int column;

  title = get_text (self, item, tw_table_get_shown (self, 0));
  number = amount >= 0 ? get_text (self, item, amount) : g_strdup ("");

  for (guint i = 1; n < 3 && (column = tw_table_get_shown (self, i)) >= 0; i++)
    {
      const TwTableColumn *info =
        TW_TABLE_SOURCE_GET_CLASS (self->source)->get_column (self->source, column);
      g_autofree char *text = NULL;

      /* A number without its column beside it says nothing. */
      if (info->numeric)
        continue;

      text = get_text (self, item, column);
      if (text == NULL || *text == '\0')
        continue;

      g_string_append_printf (below, "%s%s", n > 0 ? " · " : "", text);
      n++;
    }

  gtk_label_set_text (g_object_get_data (box, "tw-title"), title);
  gtk_label_set_text (g_object_get_data (box, "tw-amount"), number);
  gtk_label_set_text (g_object_get_data (box, "tw-below"), below->str);
  name = g_strdup_printf ("%s, %s, %s", title, number, below->str);
  set_name (row, name);
}

void
tw_table_update_cell (TwTable     *self,
                      TwTableCell *cell,
                      gboolean     named)
{
  TwTableRow *row = gtk_list_item_get_item (cell->item);
  gpointer item = tw_table_row_get_item (row);

  cell->shown = tw_table_row_get_serial (row);
  if (named || cell->narrow)
    cell->named = cell->shown;
  if (item == NULL)
    return;

  if (cell->narrow)
    update_row (self, cell->item, item);
  else
    update_cell (self, cell, item, named);
}

GtkListItemFactory *
tw_table_create_row_factory (TwTable *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_row_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  g_signal_connect_object (factory, "teardown", G_CALLBACK (on_teardown), self, 0);

  return factory;
}

/* --- where the focus is --- */

/* Our child of a cell or a row, in what was hit or has the focus: above it or the first one inside it. */
GtkListItem *
tw_table_find_item (GtkWidget *widget,
                    GtkWidget *top)
{
  GtkWidget *inside = widget;

  for (guint depth = 0; inside != NULL && depth < 3; depth++)
    {
      TwTableCell *cell = tw_table_get_cell (inside);

      if (cell != NULL)
        return cell->item;

      inside = gtk_widget_get_first_child (inside);
    }

  for (; widget != NULL && widget != top; widget = gtk_widget_get_parent (widget))
    {
      TwTableCell *cell = tw_table_get_cell (widget);

      if (cell != NULL)
        return cell->item;
    }

  return NULL;
}

GtkListItem *
tw_table_get_focus_item (TwTable *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack)))
    return NULL;

  return tw_table_find_item (focus, GTK_WIDGET (self->stack));
}

gboolean
tw_table_focus_position (TwTable *self,
                         guint    position)
{
  gboolean narrow = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "rows") == 0;
  GHashTableIter iter;
  GtkListItem *item;

  g_hash_table_iter_init (&iter, narrow ? self->made_rows : self->made);

  while (g_hash_table_iter_next (&iter, (gpointer *) &item, NULL))
    {
      GtkWidget *row;

      if (gtk_list_item_get_position (item) != position)
        continue;

      row = gtk_widget_get_parent (gtk_list_item_get_child (item));
      if (row != NULL && !narrow)
        row = gtk_widget_get_parent (row);

      return row != NULL && gtk_widget_grab_focus (row);
    }

  return FALSE;
}

/* --- the cell cursor ---
 *
 * Cells can't have the focus in 4.8: the row has it, and the table keeps the column. */

/* (transfer full): which columns of the source are in the range. */
static gboolean *
list_range (TwTable *self)
{
  gboolean *range = g_new0 (gboolean, self->columns->len + 1);

  for (int i = MIN (self->cursor, self->anchor); i >= 0 && i <= MAX (self->cursor, self->anchor); i++)
    {
      int column = tw_table_get_shown (self, i);

      if (column >= 0)
        range[column] = TRUE;
    }

  return range;
}

void
tw_table_update_cursor (TwTable *self)
{
  GtkListItem *focus = tw_table_get_focus_item (self);
  guint position = focus != NULL ? gtk_list_item_get_position (focus) : GTK_INVALID_LIST_POSITION;
  int cursor = self->cursor >= 0 ? tw_table_get_shown (self, self->cursor) : -1;
  g_autofree gboolean *range = NULL;
  GHashTableIter iter;
  TwTableCell *cell;

  if (cursor < 0 && !self->marked)
    return;

  range = list_range (self);
  self->marked = cursor >= 0;
  g_hash_table_iter_init (&iter, self->made);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &cell))
    {
      guint marks = 0;

      if (cursor == (int) cell->column && gtk_list_item_get_position (cell->item) == position)
        marks |= MARK_CURSOR;
      if (cell->column < self->columns->len && range[cell->column] && gtk_list_item_get_selected (cell->item))
        marks |= MARK_RANGE;
      mark_cell (cell, marks);
    }
}
