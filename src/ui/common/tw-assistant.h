/* tw-assistant.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "common/tw-size-bin.h"

G_BEGIN_DECLS

#define TW_TYPE_ASSISTANT (tw_assistant_get_type ())

G_DECLARE_DERIVABLE_TYPE (TwAssistant, tw_assistant, TW, ASSISTANT, AdwWindow)

/**
 * TwAssistantClass:
 * @next: the button was pressed, which only happens where the step may be left
 * @back: Back or Alt+Left was pressed behind the first step
 *
 * A window that leads through steps: which one it is stands at the side, or in the title where it is narrow, and why
 * a step can't be left yet stands below it.
 */
struct _TwAssistantClass
{
  AdwWindowClass parent_class;

  void (*next) (TwAssistant *self);
  void (*back) (TwAssistant *self);
};

/* @titles: of the steps, translated already; called once. */
void       tw_assistant_set_steps   (TwAssistant       *self,
                                     const char *const *titles);
/* The page of the next step, in order. */
void       tw_assistant_add_page    (TwAssistant       *self,
                                     GtkWidget         *page);
/* What stands above the steps, and what below them. */
void       tw_assistant_prepend     (TwAssistant       *self,
                                     GtkWidget         *widget);
void       tw_assistant_append      (TwAssistant       *self,
                                     GtkWidget         *widget);
/* @subtitle: (nullable): what the work is about, such as a file */
void       tw_assistant_set_titles  (TwAssistant       *self,
                                     const char        *title,
                                     const char        *subtitle);
void       tw_assistant_set_step    (TwAssistant       *self,
                                     guint              step);
/* @label: with a mnemonic. @obstacle: (nullable): why the step can't be left yet, as a sentence. */
void       tw_assistant_set_next    (TwAssistant       *self,
                                     const char        *label,
                                     const char        *obstacle);
/* Shown below the step, instead of an obstacle; @message: (nullable). */
void       tw_assistant_set_hint    (TwAssistant       *self,
                                     const char        *message);
GtkWidget *tw_assistant_get_next    (TwAssistant       *self);
GtkWidget *tw_assistant_get_back    (TwAssistant       *self);
GtkWidget *tw_assistant_get_cancel  (TwAssistant       *self);
GtkWidget *tw_assistant_get_hint    (TwAssistant       *self);
GtkWidget *tw_assistant_get_stack   (TwAssistant       *self);
/* How wide it is. */
TwSizeBin *tw_assistant_get_size    (TwAssistant       *self);

G_END_DECLS
