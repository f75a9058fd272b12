/* tw-program-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-program-page.h"

#include "common/tw-reading-page.h"
#include "common/tw-tab-bar.h"
#include "programs/tw-program-parts.h"
#include "tw-error.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TwProgramPage
{
  AdwBin             parent_instance;

  /* owned */
  TwDocument        *workspace_document;
  TwProgramVersion  *version;
  TwProgramDocument *document;
  GPtrArray         *findings;
  GHashTable        *places;    /* char* path -> GtkWidget*, children */
  char              *text;      /* of the document that is shown */

  gint64             id;

  /* children */
  GtkStack          *stack;
  TwTabBar          *tab_bar;
  AdwBin            *tabs[4];
};

G_DEFINE_FINAL_TYPE (TwProgramPage, tw_program_page, ADW_TYPE_BIN)

enum
{
  TAB_RULES,
  TAB_TIERS,
  TAB_CHECKS,
  TAB_ABOUT,
};

static TwWorkspace *
get_workspace (TwProgramPage *self)
{
  return tw_document_get_workspace (self->workspace_document);
}

/* Asks the program first: its findings say what is wrong without the words of the file around them.
 */
static gboolean
check_literal (TwProgramPage  *self,
               const char     *path,
               const char     *json,
               GError        **error)
{
  g_autoptr (TwVocabulary) vocabulary = tw_program_vocabulary_new (get_workspace (self), error);
  g_autoptr (GPtrArray) findings = tw_findings_new ();
  g_autofree char *text = tw_program_document_to_text (self->document);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  g_autoptr (TwProgramDocument) changed = NULL;
  const TwFinding *first;

  if (vocabulary == NULL ||
      !tw_program_text_replace (root, path, json_from_string (json, NULL), error))
    return FALSE;

  changed = tw_program_document_new (root, vocabulary, findings, NULL);
  if (changed != NULL || findings->len == 0)
    return TRUE;

  first = g_ptr_array_index (findings, 0);
  g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED, first->message);

  return FALSE;
}

static gboolean
write_literal (const char  *path,
               const char  *json,
               gpointer     user_data,
               GError     **error)
{
  TwProgramPage *self = user_data;

  return check_literal (self, path, json, error) &&
         tw_program_version_edit (get_workspace (self), self->id, path, json, error);
}

/* --- what stays through a rebuild --- */

static char *
dup_focus_path (TwProgramPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *entry = focus != NULL ? gtk_widget_get_ancestor (focus, TW_TYPE_LITERAL_ENTRY) : NULL;

  if (entry == NULL || !gtk_widget_is_ancestor (entry, GTK_WIDGET (self)))
    return NULL;

  return g_strdup (tw_literal_entry_get_path (TW_LITERAL_ENTRY (entry)));
}

/* (transfer full): char* path -> char* text that was typed and refused */
static GHashTable *
collect_kept (TwProgramPage *self)
{
  GHashTable *kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  const char *path;
  GtkWidget *widget;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, (gpointer *) &path, (gpointer *) &widget))
    {
      const char *text = TW_IS_LITERAL_ENTRY (widget)
                             ? tw_literal_entry_get_kept (TW_LITERAL_ENTRY (widget))
                             : NULL;

      if (text != NULL)
        g_hash_table_insert (kept, g_strdup (path), g_strdup (text));
    }

  return kept;
}

static void
restore_kept (TwProgramPage *self,
              GHashTable    *kept)
{
  GHashTableIter iter;
  const char *path;
  const char *text;

  g_hash_table_iter_init (&iter, kept);
  while (g_hash_table_iter_next (&iter, (gpointer *) &path, (gpointer *) &text))
    {
      GtkWidget *entry = tw_program_page_find_entry (self, path);

      if (entry != NULL)
        tw_literal_entry_keep (TW_LITERAL_ENTRY (entry), text);
    }
}

/* --- building --- */

static void
show_checks (TwProgramPage  *self,
             TwProgramParts *parts)
{
  guint n = tw_findings_count (self->findings, TW_SEVERITY_WARNING);
  g_autofree char *title = n > 0
                             /* Translators: a tab with the number of findings in it. */
                             ? g_strdup_printf (_("Checks %u"), n)
                             : g_strdup (_("Checks"));

  tw_reading_page_replace (self->tabs[TAB_CHECKS], tw_program_parts_checks (parts, self->findings));
  gtk_stack_page_set_title (gtk_stack_get_page (self->stack, GTK_WIDGET (self->tabs[TAB_CHECKS])),
                            title);
}

static void
rebuild (TwProgramPage *self)
{
  g_autofree char *focus = dup_focus_path (self);
  g_autoptr (GHashTable) kept = collect_kept (self);
  TwProgramParts parts = {
    .document = self->document,
    .version = self->version,
    .editable = g_str_equal (self->version->state, "draft") &&
                !tw_document_is_read_only (self->workspace_document),
    .func = write_literal,
    .user_data = self,
    .places = self->places,
  };

  g_hash_table_remove_all (self->places);
  tw_reading_page_replace (self->tabs[TAB_RULES], tw_program_parts_rules (&parts));
  tw_reading_page_replace (self->tabs[TAB_TIERS], tw_program_parts_tiers (&parts));
  tw_reading_page_replace (self->tabs[TAB_ABOUT], tw_program_parts_about (&parts));
  show_checks (self, &parts);
  /* What was refused is no part of what can't be edited any more. */
  if (parts.editable)
    restore_kept (self, kept);

  if (focus != NULL && tw_program_page_find_entry (self, focus) != NULL)
    gtk_widget_grab_focus (tw_program_page_find_entry (self, focus));
}

static void
show_error (TwProgramPage *self,
            const GError  *error)
{
  GtkWidget *page = adw_status_page_new ();
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("The Program Could Not Be Read"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), escaped);
  g_hash_table_remove_all (self->places);
  for (guint i = 0; i < G_N_ELEMENTS (self->tabs); i++)
    adw_bin_set_child (self->tabs[i], NULL);
  adw_bin_set_child (self->tabs[TAB_RULES], page);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->tabs[TAB_RULES]));
}

/* --- life --- */

static void
tw_program_page_finalize (GObject *object)
{
  TwProgramPage *self = TW_PROGRAM_PAGE (object);

  g_clear_object (&self->workspace_document);
  g_clear_pointer (&self->version, tw_program_version_free);
  g_clear_pointer (&self->document, tw_program_document_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_hash_table_unref (self->places);
  g_free (self->text);

  G_OBJECT_CLASS (tw_program_page_parent_class)->finalize (object);
}

static void
tw_program_page_class_init (TwProgramPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_program_page_finalize;
}

static GtkWidget *
create_bar (TwProgramPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append (menu, _("_Publish…"), "view.publish");
  g_menu_append (menu, _("_Amend…"), "view.amend");
  g_menu_append (menu, _("_Remove Draft"), "view.remove");
  g_menu_append (section, _("_Export…"), "view.export");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));

  self->tab_bar = TW_TAB_BAR (tw_tab_bar_new (self->stack));
  gtk_widget_set_hexpand (GTK_WIDGET (self->tab_bar), TRUE);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _("Program Actions"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "bar-menu");
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Program Actions"), -1);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->tab_bar));
  gtk_box_append (GTK_BOX (bar), button);

  return bar;
}

static void
tw_program_page_init (TwProgramPage *self)
{
  static const struct
  {
    const char *name;
    const char *title;
  } tabs[] = {
    { "rules", N_("Rules") },
    { "tiers", N_("Tiers") },
    { "checks", N_("Checks") },
    { "about", N_("About") },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      self->tabs[i] = ADW_BIN (adw_bin_new ());
      gtk_stack_add_titled (self->stack, GTK_WIDGET (self->tabs[i]), tabs[i].name,
                            _(tabs[i].title));
    }

  gtk_box_append (GTK_BOX (box), create_bar (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
tw_program_page_new (TwDocument *document,
                     gint64      version)
{
  TwProgramPage *self;

  g_return_val_if_fail (TW_IS_DOCUMENT (document), NULL);

  self = g_object_new (TW_TYPE_PROGRAM_PAGE, NULL);
  self->workspace_document = g_object_ref (document);
  self->id = version;
  tw_program_page_refresh (self);

  return GTK_WIDGET (self);
}

static gboolean
load_version (TwProgramPage  *self,
              GError        **error)
{
  g_autoptr (GPtrArray) versions = tw_program_versions_list (get_workspace (self), error);

  g_clear_pointer (&self->version, tw_program_version_free);

  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      if (((TwProgramVersion *) g_ptr_array_index (versions, i))->id == self->id)
        {
          /* The list frees its elements, but for the one that is taken. */
          self->version = g_ptr_array_steal_index (versions, i);
          return TRUE;
        }
    }

  return FALSE;
}

gboolean
tw_program_page_refresh (TwProgramPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;

  g_return_val_if_fail (TW_IS_PROGRAM_PAGE (self), FALSE);

  if (!load_version (self, &error))
    return FALSE;

  g_clear_pointer (&self->document, tw_program_document_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->document = tw_program_version_load (get_workspace (self), self->id, NULL, &error);
  self->findings = self->document != NULL
                       ? tw_program_version_check (get_workspace (self), self->id, &error)
                       : NULL;
  if (self->findings == NULL)
    {
      g_clear_pointer (&self->text, g_free);
      show_error (self, error);
      return TRUE;
    }

  /* Another change of the workspace leaves the page, and what is being typed in it, alone. */
  text = tw_program_document_to_text (self->document);
  whole = g_strdup_printf ("%s%s%u", text, self->version->state,
                           tw_findings_count (self->findings, TW_SEVERITY_ERROR));
  if (g_strcmp0 (self->text, whole) == 0)
    return TRUE;

  g_free (self->text);
  self->text = g_steal_pointer (&whole);
  rebuild (self);

  return TRUE;
}

const TwProgramVersion *
tw_program_page_get_version (TwProgramPage *self)
{
  g_return_val_if_fail (TW_IS_PROGRAM_PAGE (self), NULL);

  return self->version;
}

TwProgramDocument *
tw_program_page_get_document (TwProgramPage *self)
{
  g_return_val_if_fail (TW_IS_PROGRAM_PAGE (self), NULL);

  return self->document;
}

GPtrArray *
tw_program_page_get_findings (TwProgramPage *self)
{
  g_return_val_if_fail (TW_IS_PROGRAM_PAGE (self), NULL);

  return self->findings;
}

GtkWidget *
tw_program_page_find_entry (TwProgramPage *self,
                            const char    *path)
{
  GtkWidget *widget;

  g_return_val_if_fail (TW_IS_PROGRAM_PAGE (self), NULL);

  widget = g_hash_table_lookup (self->places, path);

  return TW_IS_LITERAL_ENTRY (widget) ? widget : NULL;
}

char *
tw_program_page_find_refused (TwProgramPage *self,
                              guint         *n_refused)
{
  g_autoptr (GHashTable) kept = NULL;
  g_autoptr (GList) paths = NULL;

  g_return_val_if_fail (TW_IS_PROGRAM_PAGE (self), NULL);

  kept = collect_kept (self);
  paths = g_list_sort (g_hash_table_get_keys (kept), (GCompareFunc) strcmp);
  *n_refused = g_hash_table_size (kept);

  return paths != NULL ? g_strdup (paths->data) : NULL;
}

/* The place nearest to @path: itself, or what stands above it. */
static GtkWidget *
find_place (TwProgramPage *self,
            const char    *path)
{
  g_autofree char *rest = g_strdup (path);

  while (*rest != '\0')
    {
      GtkWidget *place = g_hash_table_lookup (self->places, rest);
      char *slash = strrchr (rest, '/');

      if (place != NULL)
        return place;
      if (slash == NULL)
        return NULL;

      *slash = '\0';
    }

  return NULL;
}

void
tw_program_page_jump (TwProgramPage *self,
                      const char    *path)
{
  GtkWidget *place;

  g_return_if_fail (TW_IS_PROGRAM_PAGE (self));
  g_return_if_fail (path != NULL);

  place = find_place (self, path);
  if (place == NULL)
    {
      tw_program_page_show (self, "about");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (self->tabs); i++)
    {
      if (gtk_widget_is_ancestor (place, GTK_WIDGET (self->tabs[i])))
        gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->tabs[i]));
    }

  if (!gtk_widget_grab_focus (place))
    gtk_widget_child_focus (place, GTK_DIR_TAB_FORWARD);
}

void
tw_program_page_show (TwProgramPage *self,
                      const char    *tab)
{
  g_return_if_fail (TW_IS_PROGRAM_PAGE (self));

  gtk_stack_set_visible_child_name (self->stack, tab);
}

void
tw_program_page_step (TwProgramPage *self,
                      int            steps)
{
  g_return_if_fail (TW_IS_PROGRAM_PAGE (self));

  tw_tab_bar_step (self->tab_bar, steps);
}
