/* tw-unconfirmed-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-unconfirmed-list.h"
#include "common/tw-tooltip.h"

#include "tw-program-unconfirmed.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TwUnconfirmedList
{
  AdwBin      parent_instance;

  GtkLabel   *heading;
  GtkWidget  *all;
  GtkListBox *list;
  GHashTable *open;     /* set of paths of owners whose elements are shown, owned */
};

G_DEFINE_FINAL_TYPE (TwUnconfirmedList, tw_unconfirmed_list, ADW_TYPE_BIN)

enum
{
  CONFIRM,
  SHOW_PATH,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- what the person does --- */

static const char *
get_path (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "tw-path");
}

static void
on_confirm (TwUnconfirmedList *self,
            GtkWidget         *button)
{
  g_autofree char *path = g_strdup (get_path (button));

  g_signal_emit (self, signals[CONFIRM], 0, path);
}

static void
on_show (TwUnconfirmedList *self,
         GtkWidget         *button)
{
  g_autofree char *path = g_strdup (get_path (button));

  g_signal_emit (self, signals[SHOW_PATH], 0, path);
}

static void
on_expanded (GtkWidget         *row,
             GParamSpec        *pspec,
             TwUnconfirmedList *self)
{
  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)))
    g_hash_table_add (self->open, g_strdup (get_path (row)));
  else
    g_hash_table_remove (self->open, get_path (row));
}

/* --- rows --- */

static GtkWidget *
create_button (TwUnconfirmedList *self,
               const char        *label,
               const char        *name,
               const char        *path,
               GCallback          clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "tw-path", g_strdup (path), g_free);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
create_element_row (TwUnconfirmedList       *self,
                    const TwProgramDocument *document,
                    const char              *path,
                    gboolean                 editable)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = tw_program_element_name (document, path);
  g_autofree char *show = g_strdup_printf (_("Show %s"), name);
  g_autofree char *confirm = g_strdup_printf (_("Confirm %s"), name);
  GtkWidget *button;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  button = create_button (self, _("Show"), show, path, G_CALLBACK (on_show));
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  if (editable)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               create_button (self, _("Confirm"), confirm, path, G_CALLBACK (on_confirm)));

  return row;
}

/* The tier or rule that an element belongs to; of the rest the program. */
static char *
get_owner (const char *path)
{
  static const char * const lists[] = { "/tiers/", "/designations/", "/rules/" };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_has_prefix (path, lists[i]))
      {
        const char *rest = path + strlen (lists[i]);

        return g_strndup (path, strlen (lists[i]) + strcspn (rest, "/"));
      }

  return g_strdup ("/");
}

static GtkWidget *
create_owner_row (TwUnconfirmedList       *self,
                  const TwProgramDocument *document,
                  const char              *owner,
                  guint                    n,
                  gboolean                 editable)
{
  GtkWidget *row = adw_expander_row_new ();
  gboolean whole = !g_str_equal (owner, "/");
  g_autofree char *name = whole ? tw_program_element_name (document, owner) : g_strdup (_("Program"));
  g_autofree char *subtitle = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u element not confirmed", "%u elements not confirmed", n), n);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "tw-path", g_strdup (owner), g_free);
  if (editable)
    {
      /* Translators: %s is a tier, a rule, or the program for what belongs to neither. */
      g_autofree char *confirm = g_strdup_printf (_("Confirm All in %s"), name);
      const char *label = !whole ? _("Confirm All That Belongs to No Tier or Rule")
                          : g_str_has_prefix (owner, "/rules/") ? _("Confirm All in This Rule") : _("Confirm All in This Tier");
      GtkWidget *button = create_button (self, _("Confirm All"), confirm, owner, G_CALLBACK (on_confirm));

      tw_tooltip_set (button, label);
      adw_expander_row_add_action (ADW_EXPANDER_ROW (row), button);
    }

  return row;
}

static void
clear (TwUnconfirmedList *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
fill (TwUnconfirmedList       *self,
      const TwProgramDocument *document,
      gboolean                 editable)
{
  const TwProgramDesign *design = tw_program_document_get_design (document);
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < design->n_unconfirmed; i++)
    {
      g_autofree char *owner = get_owner (design->unconfirmed[i]);
      GtkWidget *row = g_hash_table_lookup (rows, owner);

      if (row == NULL)
        {
          guint n = 0;

          for (guint k = 0; k < design->n_unconfirmed; k++)
            {
              g_autofree char *other = get_owner (design->unconfirmed[k]);

              n += g_str_equal (other, owner);
            }
          row = create_owner_row (self, document, owner, n, editable);
          gtk_list_box_append (self->list, row);
          adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), g_hash_table_contains (self->open, owner));
          g_signal_connect_object (row, "notify::expanded", G_CALLBACK (on_expanded), self, 0);
          g_hash_table_insert (rows, g_strdup (owner), row);
        }
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                                create_element_row (self, document, design->unconfirmed[i], editable));
    }
}

/* --- the focus --- */

/* The buttons in reading order, to find what stands where the one with the focus stood. */
static void
collect_buttons (GtkWidget *widget,
                 GPtrArray *buttons)
{
  if (get_path (widget) != NULL && GTK_IS_BUTTON (widget))
    g_ptr_array_add (buttons, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_buttons (child, buttons);
}

static int
find_focus (TwUnconfirmedList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();
  guint index;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    return -1;
  collect_buttons (GTK_WIDGET (self->list), buttons);

  return g_ptr_array_find (buttons, focus, &index) ? (int) index : 0;
}

static void
put_focus (TwUnconfirmedList *self,
           guint              index)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  collect_buttons (GTK_WIDGET (self->list), buttons);
  if (buttons->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (buttons, MIN (index, buttons->len - 1)));
  else
    gtk_widget_child_focus (gtk_widget_get_parent (GTK_WIDGET (self)), GTK_DIR_TAB_FORWARD);
}

void
tw_unconfirmed_list_focus (TwUnconfirmedList *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (TW_IS_UNCONFIRMED_LIST (self));

  row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row != NULL)
    gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
}

void
tw_unconfirmed_list_show (TwUnconfirmedList       *self,
                          const TwProgramDocument *document,
                          gboolean                 editable)
{
  guint n;
  g_autofree char *heading = NULL;
  int focus;

  g_return_if_fail (TW_IS_UNCONFIRMED_LIST (self));

  n = tw_program_document_get_design (document)->n_unconfirmed;
  focus = find_focus (self);
  /* Translators: %u is the number of elements of a program that came from a template. */
  heading = g_strdup_printf (_("Not Confirmed Yet: %u"), n);
  gtk_label_set_text (self->heading, heading);
  gtk_widget_set_visible (self->all, editable);
  clear (self);
  fill (self, document, editable);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (focus >= 0)
    put_focus (self, (guint) focus);
}

/* --- life --- */

static void
tw_unconfirmed_list_finalize (GObject *object)
{
  g_hash_table_unref (TW_UNCONFIRMED_LIST (object)->open);

  G_OBJECT_CLASS (tw_unconfirmed_list_parent_class)->finalize (object);
}

static void
tw_unconfirmed_list_class_init (TwUnconfirmedListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_unconfirmed_list_finalize;

  signals[CONFIRM] = g_signal_new ("confirm", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SHOW_PATH] = g_signal_new ("show-path", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tw_unconfirmed_list_init (TwUnconfirmedList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *why = gtk_label_new (_("A template is somebody else's answer. Confirm or change each element: a version "
                                    "is published when nothing is left here."));

  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->heading), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  self->all = create_button (self, _("Confirm All"), _("Confirm All Inherited Elements"), "", G_CALLBACK (on_confirm));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (head), self->all);
  gtk_label_set_wrap (GTK_LABEL (why), TRUE);
  gtk_label_set_xalign (GTK_LABEL (why), 0);
  gtk_widget_add_css_class (why, "dim-label");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Not Confirmed Yet"), -1);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), why);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
tw_unconfirmed_list_new (void)
{
  return g_object_new (TW_TYPE_UNCONFIRMED_LIST, NULL);
}
