/* tw-tab-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-tab-bar.h"

#include <glib/gi18n-lib.h>

struct _TwTabBar
{
  GtkWidget    parent_instance;

  GtkStack    *stack;           /* owned */
  /* children: one of them is seen */
  GtkWidget   *switcher;
  GtkDropDown *names;
  gboolean     updating;
};

G_DEFINE_FINAL_TYPE (TwTabBar, tw_tab_bar, GTK_TYPE_WIDGET)

/* (transfer full): those with a title. What a stack shows where it has nothing else to show is no tab. */
static GPtrArray *
list_pages (TwTabBar *self)
{
  g_autoptr (GListModel) all = G_LIST_MODEL (gtk_stack_get_pages (self->stack));
  GPtrArray *pages = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GObject) page = g_list_model_get_item (all, i);

      if (gtk_stack_page_get_title (GTK_STACK_PAGE (page)) != NULL)
        g_ptr_array_add (pages, g_steal_pointer (&page));
    }

  return pages;
}

static guint
get_current (TwTabBar *self)
{
  g_autoptr (GPtrArray) pages = list_pages (self);

  for (guint i = 0; i < pages->len; i++)
    if (gtk_stack_page_get_child (g_ptr_array_index (pages, i)) == gtk_stack_get_visible_child (self->stack))
      return i;

  return 0;
}

static void
show_page (TwTabBar *self,
           guint     index)
{
  g_autoptr (GPtrArray) pages = list_pages (self);

  if (index < pages->len)
    gtk_stack_set_visible_child (self->stack, gtk_stack_page_get_child (g_ptr_array_index (pages, index)));
}

static void
update_names (TwTabBar *self)
{
  g_autoptr (GPtrArray) pages = list_pages (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->updating = TRUE;

  for (guint i = 0; i < pages->len; i++)
    gtk_string_list_append (names, gtk_stack_page_get_title (g_ptr_array_index (pages, i)));

  gtk_drop_down_set_model (self->names, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->names, get_current (self));
  self->updating = FALSE;
}

/* A title counts what is on its page. */
static void
follow_titles (TwTabBar *self)
{
  g_autoptr (GPtrArray) pages = list_pages (self);

  for (guint i = 0; i < pages->len; i++)
    g_signal_connect_object (g_ptr_array_index (pages, i), "notify::title", G_CALLBACK (update_names), self,
                             G_CONNECT_SWAPPED);
}

static void
on_visible_child (TwTabBar *self)
{
  self->updating = TRUE;
  gtk_drop_down_set_selected (self->names, get_current (self));
  self->updating = FALSE;
}

static void
on_name_selected (TwTabBar *self)
{
  if (!self->updating)
    show_page (self, gtk_drop_down_get_selected (self->names));
}

static void
tw_tab_bar_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  TwTabBar *self = TW_TAB_BAR (widget);
  int beside, beside_natural;
  int below, below_natural;

  gtk_widget_measure (self->switcher, orientation, -1, &beside, &beside_natural, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->names), orientation, -1, &below, &below_natural, NULL, NULL);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN (beside, below) : MAX (beside, below);
  *natural = MAX (beside_natural, below_natural);
}

/* The names stand one below the other where they have no room beside each other. An AdwSqueezer asks for another size
 * while it is given one, and is drawn without one then. */
static void
tw_tab_bar_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  TwTabBar *self = TW_TAB_BAR (widget);
  int needed;
  gboolean fits;

  gtk_widget_measure (self->switcher, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &needed, NULL, NULL);
  fits = needed <= width;
  gtk_widget_set_child_visible (self->switcher, fits);
  gtk_widget_set_child_visible (GTK_WIDGET (self->names), !fits);
  gtk_widget_allocate (fits ? self->switcher : GTK_WIDGET (self->names), width, height, baseline, NULL);
}

static void
tw_tab_bar_dispose (GObject *object)
{
  TwTabBar *self = TW_TAB_BAR (object);
  GtkWidget *names = GTK_WIDGET (self->names);

  g_clear_object (&self->stack);
  g_clear_pointer (&self->switcher, gtk_widget_unparent);
  g_clear_pointer (&names, gtk_widget_unparent);
  self->names = NULL;

  G_OBJECT_CLASS (tw_tab_bar_parent_class)->dispose (object);
}

static void
tw_tab_bar_class_init (TwTabBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_tab_bar_dispose;
  widget_class->measure = tw_tab_bar_measure;
  widget_class->size_allocate = tw_tab_bar_size_allocate;
}

static void
tw_tab_bar_init (TwTabBar *self)
{
}

GtkWidget *
tw_tab_bar_new (GtkStack *stack)
{
  TwTabBar *self;

  g_return_val_if_fail (GTK_IS_STACK (stack), NULL);

  self = g_object_new (TW_TYPE_TAB_BAR, NULL);
  self->stack = g_object_ref (stack);
  self->switcher = gtk_stack_switcher_new ();
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (self->switcher), stack);
  gtk_widget_set_halign (self->switcher, GTK_ALIGN_START);
  gtk_widget_set_parent (self->switcher, GTK_WIDGET (self));
  self->names = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->names), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Tab"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->names), GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "tab-bar");

  g_signal_connect_object (self->names, "notify::selected", G_CALLBACK (on_name_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (stack, "notify::visible-child", G_CALLBACK (on_visible_child), self,
                           G_CONNECT_SWAPPED);
  follow_titles (self);
  update_names (self);

  return GTK_WIDGET (self);
}

gboolean
tw_tab_bar_focus (TwTabBar *self)
{
  g_return_val_if_fail (TW_IS_TAB_BAR (self), FALSE);

  if (gtk_widget_get_mapped (self->switcher))
    {
      for (GtkWidget *tab = gtk_widget_get_first_child (self->switcher); tab != NULL; tab = gtk_widget_get_next_sibling (tab))
        if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tab)))
          return gtk_widget_grab_focus (tab);
    }

  return gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* With the focus on the tab that was left, the next key would go there. */
static void
follow_focus (TwTabBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->switcher))
    tw_tab_bar_focus (self);
}

void
tw_tab_bar_step (TwTabBar *self,
                 int       step)
{
  g_autoptr (GPtrArray) pages = NULL;
  int n;

  g_return_if_fail (TW_IS_TAB_BAR (self));

  pages = list_pages (self);
  n = (int) pages->len;

  if (n > 0)
    show_page (self, (((int) get_current (self) + step) % n + n) % n);
  follow_focus (self);
}
