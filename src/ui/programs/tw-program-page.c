/* tw-program-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-program-page.h"

#include "common/tw-tab-bar.h"
#include "common/tw-tooltip.h"
#include "common/tw-turns.h"
#include "programs/tw-checks-tab.h"
#include "programs/tw-compare-page.h"
#include "programs/tw-matrix-tab.h"
#include "programs/tw-objective-tab.h"
#include "programs/tw-program-header.h"
#include "programs/tw-rule-tab.h"
#include "programs/tw-scenarios-tab.h"

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
  char              *text;      /* of the document that is shown */
  GMenu             *versions_menu; /* section of the page's menu */

  gint64             id;

  /* children */
  GtkStack          *stack;
  TwProgramHeader   *header;
  TwTabBar          *tab_bar;
  AdwStatusPage     *failed;
  AdwBin            *places[5];         /* of the tabs in the stack */
  TwProgramTab      *tabs[5];           /* (nullable): made when there is time, or when it is wanted */
  gboolean           stale[5];          /* the tab doesn't show the version yet, or as it was */
  GPtrArray         *former;            /* Former*: what stale tabs may still look at */
};

G_DEFINE_FINAL_TYPE (TwProgramPage, tw_program_page, ADW_TYPE_BIN)

/* The tabs, in their order. */
static const struct
{
  const char     *name;
  const char     *title;
  TwProgramTab *(*create) (void);
} tabs[] = {
  { "objective", N_("Objective"), tw_objective_tab_new },
  { "tiers", N_("Tiers"), tw_matrix_tab_new },
  { "rules", N_("Rules"), tw_rule_tab_new },
  { "checks", N_("Checks"), tw_checks_tab_new },
  { "scenarios", N_("Scenarios"), tw_scenarios_tab_new },
};

static TwWorkspace *
get_workspace (TwProgramPage *self)
{
  return tw_document_get_workspace (self->workspace_document);
}

/* --- building --- */

typedef struct
{
  TwProgramVersion  *version;
  TwProgramDocument *document;
  GPtrArray         *findings;
} Former;

static void
former_free (gpointer data)
{
  Former *former = data;

  tw_program_version_free (former->version);
  g_clear_pointer (&former->document, tw_program_document_unref);
  g_clear_pointer (&former->findings, g_ptr_array_unref);
  g_free (former);
}

/* A tab borrows what it shows, until it is given something newer. */
static void
keep_former (TwProgramPage *self)
{
  Former *former = g_new0 (Former, 1);

  former->version = g_steal_pointer (&self->version);
  former->document = g_steal_pointer (&self->document);
  former->findings = g_steal_pointer (&self->findings);
  g_ptr_array_add (self->former, former);
}

static void
forget_former (TwProgramPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->tabs); i++)
    if (self->stale[i])
      return;

  g_ptr_array_set_size (self->former, 0);
}

static void
refresh_tab (TwProgramPage        *self,
             guint                 n,
             const TwProgramState *state)
{
  GtkStackPage *page = gtk_stack_get_page (self->stack, GTK_WIDGET (self->places[n]));
  g_autofree char *title = NULL;

  tw_program_tab_refresh (self->tabs[n], state);
  title = tw_program_tab_get_title (self->tabs[n]);
  gtk_stack_page_set_title (page, title != NULL ? title : _(tabs[n].title));
}

/* Shows the version as it is now on a tab that doesn't yet. */
/* Returns: whether it wasn't there yet */
static gboolean
make_tab (TwProgramPage *self,
          guint          n)
{
  if (self->tabs[n] != NULL)
    return FALSE;

  self->tabs[n] = tabs[n].create ();
  adw_bin_set_child (self->places[n], GTK_WIDGET (self->tabs[n]));

  return TRUE;
}

static void
freshen (TwProgramPage *self,
         guint          n)
{
  TwProgramState state;

  if (!self->stale[n])
    return;

  make_tab (self, n);

  state = (TwProgramState){
    .workspace = self->workspace_document,
    .version = self->version,
    .program = self->document,
    .findings = self->findings,
    .editable = g_str_equal (self->version->state, "draft") &&
                !tw_document_is_read_only (self->workspace_document),
  };
  self->stale[n] = FALSE;
  refresh_tab (self, n, &state);
  forget_former (self);
}

static void
freshen_all (TwProgramPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->tabs); i++)
    freshen (self, i);
}

/* A tab is made in one turn and filled in the next, the one that is shown first. */
static void
freshen_next (gpointer data)
{
  TwProgramPage *self = data;
  GtkWidget *shown = gtk_stack_get_visible_child (self->stack);
  guint next = G_N_ELEMENTS (self->tabs);

  for (guint i = G_N_ELEMENTS (self->tabs); i-- > 0;)
    if (self->stale[i] && (next == G_N_ELEMENTS (self->tabs) || shown != GTK_WIDGET (self->places[next])))
      next = i;
  if (next == G_N_ELEMENTS (self->tabs))
    return;

  if (!make_tab (self, next))
    freshen (self, next);
  tw_turns_later (self, freshen_next);
}

/* What somebody works in follows the change at once: the next key is about what stands there then. */
static void
rebuild (TwProgramPage *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (self->stack);

  for (guint i = 0; i < G_N_ELEMENTS (self->tabs); i++)
    {
      gboolean used = !self->stale[i] && self->tabs[i] != NULL && shown == GTK_WIDGET (self->places[i]);

      self->stale[i] = TRUE;
      if (used)
        freshen (self, i);
    }
  if (gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->failed))
    gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->places[0]));
  tw_turns_later (self, freshen_next);
}

static void
show_error (TwProgramPage *self,
            const GError  *error)
{
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  tw_turns_forget (self);
  adw_status_page_set_description (self->failed, escaped);
  for (guint i = 0; i < G_N_ELEMENTS (self->tabs); i++)
    {
      self->stale[i] = FALSE;
      if (self->tabs[i] != NULL)
        tw_program_tab_clear (self->tabs[i]);
    }
  forget_former (self);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->failed));
}

/* --- life --- */

static void
tw_program_page_finalize (GObject *object)
{
  TwProgramPage *self = TW_PROGRAM_PAGE (object);

  g_clear_object (&self->workspace_document);
  g_clear_object (&self->versions_menu);
  g_clear_pointer (&self->version, tw_program_version_free);
  g_clear_pointer (&self->document, tw_program_document_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_ptr_array_unref (self->former);
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

  g_menu_append (menu, _("_Submit for Review"), "view.submit");
  g_menu_append (menu, _("_Withdraw From Review…"), "view.withdraw");
  g_menu_append (menu, _("_Publish…"), "view.publish");
  g_menu_append (menu, _("_Amend…"), "view.amend");
  g_menu_append (menu, _("Re_tire…"), "view.retire");
  g_menu_append (menu, _("_Remove Draft"), "view.remove");
  g_menu_append (section, _("_Tier Proposals"), "view.proposals");
  g_menu_append (section, _("_Export…"), "view.export");
  g_menu_append (section, _("Export _Guide…"), "view.guide");
  g_menu_append (section, _("Export _Findings…"), "view.findings");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  self->versions_menu = g_menu_new ();
  g_menu_append_section (menu, NULL, G_MENU_MODEL (self->versions_menu));

  self->tab_bar = TW_TAB_BAR (tw_tab_bar_new (self->stack));
  gtk_widget_set_hexpand (GTK_WIDGET (self->tab_bar), TRUE);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  tw_tooltip_set (button, _("Program Actions"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "bar-menu");
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Program Actions"), -1);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->tab_bar));
  gtk_box_append (GTK_BOX (bar), button);

  return bar;
}

static AdwStatusPage *
create_failed (void)
{
  AdwStatusPage *page = ADW_STATUS_PAGE (adw_status_page_new ());

  adw_status_page_set_icon_name (page, "dialog-warning-symbolic");
  adw_status_page_set_title (page, _("The Program Could Not Be Read"));

  return page;
}

static void
tw_program_page_init (TwProgramPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->former = g_ptr_array_new_with_free_func (former_free);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      self->places[i] = ADW_BIN (adw_bin_new ());
      gtk_stack_add_titled (self->stack, GTK_WIDGET (self->places[i]), tabs[i].name,
                            _(tabs[i].title));
    }
  self->failed = create_failed ();
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->failed));

  self->header = TW_PROGRAM_HEADER (tw_program_header_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->header));
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

/* (transfer full): the row as it is now; NULL where it isn't there any more. */
static TwProgramVersion *
load_version (TwProgramPage  *self,
              GError        **error)
{
  g_autoptr (GPtrArray) versions = tw_program_versions_list (get_workspace (self), error);

  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const TwProgramVersion *version = g_ptr_array_index (versions, i);

      if (version->id != self->id)
        continue;
      tw_program_header_show (self->header, version, versions);
      /* The list frees its elements, but for the one that is taken. */
      return g_ptr_array_steal_index (versions, i);
    }

  return NULL;
}

/* Everything that the page shows, to see whether it is another. */
static char *
describe_state (const TwProgramVersion  *version,
                const TwProgramDocument *document,
                GPtrArray               *findings)
{
  g_autofree char *text = tw_program_document_to_text (document);

  return g_strdup_printf ("%s%s %d %d %u", text, version->state, version->valid_from,
                          version->valid_to, tw_findings_count (findings, TW_SEVERITY_ERROR));
}

gboolean
tw_program_page_refresh (TwProgramPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramVersion) version = NULL;
  g_autoptr (TwProgramDocument) document = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (TW_IS_PROGRAM_PAGE (self), FALSE);

  version = load_version (self, &error);
  if (version == NULL)
    return FALSE;

  document = tw_program_version_load (get_workspace (self), self->id, NULL, &error);
  if (document != NULL)
    findings = tw_program_version_check (get_workspace (self), self->id, &error);
  if (findings != NULL)
    text = describe_state (version, document, findings);

  tw_compare_fill_menu (self->versions_menu, get_workspace (self), version);

  /* Another change of the workspace leaves the page, and what is being typed in it, alone: the
   * tabs keep what they were given. */
  if (text != NULL && g_strcmp0 (self->text, text) == 0)
    return TRUE;

  keep_former (self);
  self->version = g_steal_pointer (&version);
  self->document = g_steal_pointer (&document);
  self->findings = g_steal_pointer (&findings);
  g_free (self->text);
  self->text = g_steal_pointer (&text);

  if (self->text == NULL)
    show_error (self, error);
  else
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

/* What the Checks tab has, which knows of registers too. */
GPtrArray *
tw_program_page_list_errors (TwProgramPage *self)
{
  GPtrArray *errors = tw_findings_new ();

  g_return_val_if_fail (TW_IS_PROGRAM_PAGE (self), errors);

  freshen_all (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->tabs); i++)
    {
      GPtrArray *results = TW_IS_CHECKS_TAB (self->tabs[i])
                               ? tw_checks_tab_get_results (TW_CHECKS_TAB (self->tabs[i]))
                               : NULL;

      for (guint k = 0; results != NULL && k < results->len; k++)
        {
          const TwCheckResult *result = g_ptr_array_index (results, k);

          if (result->state == TW_CHECK_FOUND && result->severity == TW_SEVERITY_ERROR)
            g_ptr_array_add (errors, tw_finding_new (result->check->code, result->severity,
                                                     result->path, result->message,
                                                     result->remedy));
        }
    }

  return errors;
}

GtkWidget *
tw_program_page_find (TwProgramPage *self,
                      const char    *path)
{
  g_return_val_if_fail (TW_IS_PROGRAM_PAGE (self), NULL);

  freshen_all (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->tabs); i++)
    {
      GtkWidget *found = tw_program_tab_find (self->tabs[i], path, FALSE);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

char *
tw_program_page_find_refused (TwProgramPage *self,
                              guint         *n_refused)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (TW_IS_PROGRAM_PAGE (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->tabs); i++)
    if (self->tabs[i] != NULL)
      tw_program_tab_collect_refused (self->tabs[i], paths);

  g_ptr_array_sort (paths, compare_paths);
  *n_refused = paths->len;

  return paths->len > 0 ? g_strdup (g_ptr_array_index (paths, 0)) : NULL;
}

void
tw_program_page_jump (TwProgramPage *self,
                      const char    *path)
{
  g_return_if_fail (TW_IS_PROGRAM_PAGE (self));
  g_return_if_fail (path != NULL);

  freshen_all (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->tabs); i++)
    {
      /* The focus goes only to what is shown. */
      if (tw_program_tab_find (self->tabs[i], path, TRUE) != NULL)
        {
          gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->places[i]));
          tw_program_tab_jump (self->tabs[i], path);
          return;
        }
    }

  tw_program_page_show (self, tabs[0].name);
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
