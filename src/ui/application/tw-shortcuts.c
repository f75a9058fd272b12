/* tw-shortcuts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-shortcuts.h"

#include "application/tw-commands.h"

#include <glib/gi18n-lib.h>

/* The children of a GtkShortcutsWindow can only be given by a builder in GTK 4.8. */
static void
append_shortcut (GString         *ui,
                 const TwCommand *command)
{
  g_autofree char *keys = g_strjoinv (" ", (char **) command->keys);
  g_autofree char *text = g_markup_printf_escaped (
      "<child><object class='GtkShortcutsShortcut'><property name='title'>%s</property>"
      "<property name='accelerator'>%s</property></object></child>", _(command->label), keys);

  g_string_append (ui, text);
}

static void
append_group (GString        *ui,
              TwCommandGroup  group)
{
  g_autofree char *start = g_markup_printf_escaped (
      "<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>",
      tw_command_group_label (group));
  gsize empty;

  g_string_append (ui, start);
  empty = ui->len;

  for (guint i = 0; i < tw_command_count (); i++)
    {
      const TwCommand *command = tw_command_nth (i);

      if (command->group == group && command->keys[0] != NULL)
        append_shortcut (ui, command);
    }

  if (ui->len == empty)
    g_string_truncate (ui, empty - strlen (start));
  else
    g_string_append (ui, "</object></child>");
}

GtkWidget *
tw_shortcuts_window_new (GtkWindow *parent)
{
  g_autoptr (GString) ui = g_string_new (
      "<interface><object class='GtkShortcutsWindow' id='window'><property name='modal'>1</property>"
      "<child><object class='GtkShortcutsSection'><property name='section-name'>shortcuts</property>"
      "<property name='max-height'>10</property>");
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWindow *window;

  for (guint i = 0; i < N_TW_COMMAND_GROUPS; i++)
    append_group (ui, i);

  g_string_append (ui, "</object></child></object></interface>");
  builder = gtk_builder_new_from_string (ui->str, ui->len);
  window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  gtk_window_set_transient_for (window, parent);
  gtk_window_set_destroy_with_parent (window, TRUE);

  return GTK_WIDGET (window);
}

char *
tw_shortcuts_dup_text (const char *const *keys)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *label = NULL;
      GdkModifierType modifiers;
      guint key;

      if (!gtk_accelerator_parse (keys[i], &key, &modifiers))
        continue;

      label = gtk_accelerator_get_label (key, modifiers);
      /* Translators: between two keys that do the same, such as “Ctrl+Z or Ctrl+Y”. */
      g_string_append_printf (text, "%s%s", text->len > 0 ? _(" or ") : "", label);
    }

  return g_string_free (text, FALSE);
}
