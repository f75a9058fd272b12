/* tw-program-header.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-program-header.h"

#include "common/tw-format.h"
#include "common/tw-period-text.h"
#include "common/tw-tooltip.h"

#include <glib/gi18n-lib.h>

struct _TwProgramHeader
{
  AdwBin         parent_instance;

  GtkMenuButton *chooser;
  GtkLabel      *badge;
};

G_DEFINE_FINAL_TYPE (TwProgramHeader, tw_program_header, ADW_TYPE_BIN)

const char *
tw_program_header_get_state (const TwProgramVersion *version)
{
  if (g_str_equal (version->state, "published"))
    return _("Published");
  if (g_str_equal (version->state, "retired"))
    return _("Retired");

  return g_str_equal (version->state, "in_review") ? _("In Review") : _("Draft");
}

/* With the day since when it counts. */
static char *
describe_state (const TwProgramVersion *version)
{
  g_autofree char *first = tw_format_date (version->valid_from);
  g_autofree char *last = NULL;

  if (g_str_equal (version->state, "published"))
    /* Translators: %s is a date, of which the first is in the past and the second to come. */
    return g_strdup_printf (version->valid_from <= tw_period_today () ? _("Published since %s") : _("Published from %s"),
                            first);
  if (!g_str_equal (version->state, "retired") || version->valid_to == TW_DATE_NONE)
    return g_strdup (tw_program_header_get_state (version));
  last = tw_format_date (version->valid_to - 1);

  /* Translators: %s is a date. */
  return g_strdup_printf (_("Retired on %s"), last);
}

static GMenu *
create_menu (const TwProgramVersion *version,
             GPtrArray              *versions)
{
  GMenu *menu = g_menu_new ();

  for (guint i = versions->len; i-- > 0;)
    {
      const TwProgramVersion *other = g_ptr_array_index (versions, i);
      g_autofree char *label = NULL;
      g_autofree char *action = NULL;

      if (other->program != version->program)
        continue;
      /* Translators: the number of a version and its state. */
      label = g_strdup_printf (_("Version %1$d, %2$s"), other->number, tw_program_header_get_state (other));
      action = g_strdup_printf ("view.open-version(int64 %" G_GINT64_FORMAT ")", other->id);
      g_menu_append (menu, label, action);
    }

  return menu;
}

void
tw_program_header_show (TwProgramHeader        *self,
                        const TwProgramVersion *version,
                        GPtrArray              *versions)
{
  static const char * const states[] = { "draft", "in_review", "published", "retired" };
  g_autoptr (GMenu) menu = NULL;
  g_autofree char *label = NULL;
  g_autofree char *state = NULL;

  g_return_if_fail (TW_IS_PROGRAM_HEADER (self) && version != NULL && versions != NULL);

  menu = create_menu (version, versions);
  label = g_strdup_printf (_("Version %d"), version->number);
  state = describe_state (version);
  gtk_menu_button_set_label (self->chooser, label);
  gtk_menu_button_set_menu_model (self->chooser, G_MENU_MODEL (menu));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->chooser))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_label_set_text (self->badge, state);
  tw_tooltip_set (GTK_WIDGET (self->badge), state);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->badge), states[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->badge), version->state);
}

static void
tw_program_header_class_init (TwProgramHeaderClass *klass)
{
}

static void
tw_program_header_init (TwProgramHeader *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->chooser = GTK_MENU_BUTTON (gtk_menu_button_new ());
  tw_tooltip_set (GTK_WIDGET (self->chooser), _("Versions of This Program"));
  gtk_widget_add_css_class (GTK_WIDGET (self->chooser), "flat");
  gtk_widget_set_valign (GTK_WIDGET (self->chooser), GTK_ALIGN_CENTER);
  self->badge = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->badge, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->badge), "badge");
  gtk_widget_set_valign (GTK_WIDGET (self->badge), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self->badge), GTK_ALIGN_START);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chooser));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->badge));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
tw_program_header_new (void)
{
  return g_object_new (TW_TYPE_PROGRAM_HEADER, NULL);
}
